// zh: 与若干实体相连的关系及两端，供寻找全部最短路径。
// en: The relations of some entities with both ends, for finding all shortest ways.
// param ids: strings                 实体的 id | ids of entities
// param weaker: boolean = false      是否也走较弱的支撑 | go over weaker supports too
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (a:Entity)-[r:SUPPORTS|HOSTED_BY|UNDERTAKEN_BY|PARTICIPATES_IN|BASED_IN|HAS_PROJECT|PART_OF|LOCATED_IN|AFFILIATED_WITH]->(b:Entity)
WHERE (a.id IN $ids OR b.id IN $ids) AND ($weaker OR coalesce(r.default, true))
  AND ($plans IS NULL OR r.document IN $plans)
RETURN r.id AS id, type(r) AS type, a.id AS source, b.id AS target,
       a {.id, .name, .name_en, .type} AS first, b {.id, .name, .name_en, .type} AS second,
       r.basis AS basis, r.document AS document, r.page AS page, r.line AS line, r.quote AS quote
ORDER BY id
