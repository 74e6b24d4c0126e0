// zh: 全部实体及其属性，用于导出。
// en: All entities with their properties, for export.
// param types: strings = null        只要这些类型 | only these types
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (e:Entity)
WHERE ($types IS NULL OR e.type IN $types) AND ($plans IS NULL OR any(d IN e.documents WHERE d IN $plans))
RETURN e.id AS id, e.type AS type, e.name AS name, properties(e) AS properties
ORDER BY id
