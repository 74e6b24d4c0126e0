// zh: 隶属于某机构的机构，可限类型。
// en: What belongs to an institution, by type.
// param entity: string          它的 id | its id
// param types: strings = []     类型，空则全部 | types, all if empty
MATCH (e:Entity)-[r:AFFILIATED_WITH]->(:Entity {id: $entity})
WHERE size($types) = 0 OR e.type IN $types
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       r.basis AS basis, r.pages AS pages, r.lines AS lines, r.quotes AS quotes
ORDER BY id
