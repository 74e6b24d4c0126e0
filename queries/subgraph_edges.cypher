// zh: 实体之间的全部关系及其属性，用于导出。
// en: All relations between entities with their properties, for export.
// param types: strings = null        只要两端都属这些类型的 | only between entities of these types
// param weaker: boolean = true       是否包括较弱的支撑 | weaker supports too
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (a:Entity)-[r]->(b:Entity)
WHERE ($types IS NULL OR (a.type IN $types AND b.type IN $types))
  AND ($weaker OR coalesce(r.default, true))
  AND ($plans IS NULL OR r.document IN $plans)
RETURN r.id AS id, type(r) AS type, a.id AS source, b.id AS target, properties(r) AS properties
ORDER BY id
