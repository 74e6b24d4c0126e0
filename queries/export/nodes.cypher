// zh: 若干实体及其属性，用于导出。
// en: Some entities with their properties, for export.
// param ids: strings                 实体的 id | ids of entities
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (e:Entity)
WHERE e.id IN $ids AND ($plans IS NULL OR any(d IN e.documents WHERE d IN $plans))
RETURN e.id AS id, e.type AS type, e.name AS name, properties(e) AS properties
ORDER BY id
