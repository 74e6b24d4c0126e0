// zh: 图的结构：哪些类型的实体之间有哪些关系，各有几条。
// en: How the graph is built: which relations tie which types of entities, and how many of each.
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (a:Entity)-[r]->(b:Entity)
WHERE $plans IS NULL OR r.document IN $plans
RETURN a.type AS source, type(r) AS type, b.type AS target, count(r) AS relations
ORDER BY type, relations DESC, source, target
