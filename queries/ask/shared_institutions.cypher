// zh: 同时支持几个领域的机构，可限类型与片区。
// en: Institutions that support several fields at once, by type and area.
// param fields: strings         领域的 id | ids of the fields
// param types: strings = []     机构类型，空则全部 | types of institution, all if empty
// param parts: strings = []     名称须含其一 | words of which the name holds one
// param area: string = ""       所在片区的 id | id of the area
MATCH (e:Entity)-[s:SUPPORTS]->(f:TechField)
WHERE s.default AND f.id IN $fields AND (size($types) = 0 OR e.type IN $types)
  AND (size($parts) = 0 OR any(p IN $parts WHERE e.name CONTAINS p))
  AND ($area = "" OR EXISTS { (e)-[:LOCATED_IN]->(:Area {id: $area}) })
WITH e, f, s ORDER BY f.id, s.basis DESC
WITH e, collect(DISTINCT f.id) AS held, collect(s) AS found, min(s.basis) AS basis,
     min(s.confidence) AS confidence
WHERE size(held) = size($fields)
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       basis, confidence, [s IN found | s.page] AS pages, [s IN found | s.line] AS lines,
       [s IN found | s.quote] AS quotes
ORDER BY basis DESC, confidence DESC, id
