// zh: 若干实体之间的全部关系，用于导出。
// en: All relations among some entities, for export.
// param ids: strings                 实体的 id | ids of entities
// param weaker: boolean = false      是否包括较弱的支撑 | weaker supports too
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (a:Entity)-[r]->(b:Entity)
WHERE a.id IN $ids AND b.id IN $ids AND ($weaker OR coalesce(r.default, true))
  AND ($plans IS NULL OR r.document IN $plans)
RETURN r.id AS id, type(r) AS type, a.id AS source, b.id AS target, properties(r) AS properties
ORDER BY id
