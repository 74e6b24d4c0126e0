// zh: 依托某机构的实验室、设施、中心、平台，可限类型、名称所含的字、状态、标志性、片区。
// en: What an institution hosts: laboratories, facilities, centres, platforms; by type, words in
// the name, status, flagship, area.
// param institution: string     机构的 id | the institution's id
// param types: strings = []     类型，空则全部 | types, all if empty
// param parts: strings = []     名称须含其一 | words of which the name holds one
// param statuses: strings = []  状态 | statuses
// param flagship: boolean = false 只要标志性的 | flagship ones only
// param area: string = ""       所在片区的 id | id of the area
// param among: strings = null   只在这些 id 之中 | only among these ids
MATCH (e:Entity)-[r:HOSTED_BY]->(:Entity {id: $institution})
WHERE coalesce(r.default, true) AND (size($types) = 0 OR e.type IN $types)
  AND (size($statuses) = 0 OR e.status IN $statuses)
  AND (size($parts) = 0 OR any(p IN $parts WHERE e.name CONTAINS p OR any(a IN e.aliases WHERE a CONTAINS p)))
  AND (NOT $flagship OR e.flagship) AND ($among IS NULL OR e.id IN $among)
  AND ($area = "" OR EXISTS { (e)-[:LOCATED_IN]->(:Area {id: $area}) })
RETURN DISTINCT e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases,
       e.name_en AS name_en, e.status AS status, r.basis AS basis,
       r.pages AS pages, r.lines AS lines, r.quotes AS quotes
ORDER BY type, id
