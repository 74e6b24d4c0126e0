// zh: 全部实体及其属性，用于导出。
// en: All entities with their properties, for export.
// param types: strings = null        只要这些类型 | only these types
MATCH (e:Entity)
WHERE $types IS NULL OR e.type IN $types
RETURN e.id AS id, e.type AS type, e.name AS name, properties(e) AS properties
ORDER BY id
