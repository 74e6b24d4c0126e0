// zh: 与若干实体直接相连的实体的 id。
// en: The ids of the entities that are directly tied to some entities.
// param ids: strings                 实体的 id | ids of entities
// param weaker: boolean = false      是否经过较弱的支撑 | over weaker supports too
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (e:Entity)-[r:SUPPORTS|HOSTED_BY|UNDERTAKEN_BY|PARTICIPATES_IN|BASED_IN|HAS_PROJECT|PART_OF|LOCATED_IN|AFFILIATED_WITH]-(n:Entity)
WHERE e.id IN $ids AND ($weaker OR coalesce(r.default, true))
  AND ($plans IS NULL OR r.document IN $plans)
RETURN DISTINCT n.id AS id
ORDER BY id
