// zh: 若干实体各位于哪些片区。
// en: In which areas some entities are located.
// param ids: strings                 实体的 id | ids of entities
MATCH (e:Entity)-[:LOCATED_IN]->(a:Entity)
WHERE e.id IN $ids
RETURN e.id AS id, a.id AS area, a.name AS name, a.name_en AS name_en, a.type AS type
ORDER BY area, id
