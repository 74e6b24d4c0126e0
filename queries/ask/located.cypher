// zh: 位于某片区的实体，可限类型、名称所含的字。
// en: What is located in an area, by type and words in the name.
// param area: string            片区的 id | the area's id
// param types: strings = []     类型，空则全部 | types, all if empty
// param parts: strings = []     名称须含其一 | words of which the name holds one
// param among: strings = null   只在这些 id 之中 | only among these ids
MATCH (e:Entity)-[r:LOCATED_IN]->(:Entity {id: $area})
WHERE (size($types) = 0 OR e.type IN $types) AND ($among IS NULL OR e.id IN $among)
  AND (size($parts) = 0 OR any(p IN $parts WHERE e.name CONTAINS p))
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       r.basis AS basis, r.pages AS pages, r.lines AS lines, r.quotes AS quotes
ORDER BY type, id
