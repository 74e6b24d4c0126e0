// zh: 若干实体及其属性，用于导出。
// en: Some entities with their properties, for export.
// param ids: strings                 实体的 id | ids of entities
MATCH (e:Entity)
WHERE e.id IN $ids
RETURN e.id AS id, e.type AS type, e.name AS name, properties(e) AS properties
ORDER BY id
