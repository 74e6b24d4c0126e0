// zh: 一个实体与其他实体的关系：类型、方向（out 由它出发，in 指向它）、对方、依据、可信度与原文；
// default 为 false 的是较弱线索。
// en: How an entity is tied to others: type, direction (out: from it, in: to it), the other end,
// basis, confidence and quotes; default is false for weaker ones. Supports of fields have queries of their own.
// param id: string                   实体的 id | the entity's id
// param limit: integer = 500         最多几条 | how many at most
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (e:Entity {id: $id})-[r]-(o:Entity)
WHERE NOT r:SUPPORTS AND ($plans IS NULL OR r.document IN $plans)
RETURN r.id AS id, type(r) AS type, CASE WHEN startNode(r).id = e.id THEN 'out' ELSE 'in' END AS direction,
       o.id AS other, o.name AS other_name, o.name_en AS other_name_en, o.type AS other_type,
       r.basis AS basis, r.rule AS rule, r.confidence AS confidence,
       coalesce(r.default, true) AS default, r.document AS document,
       r.judged AS judged, r.signed_zh AS signed_zh, r.signed_en AS signed_en,
       r.pages AS pages, r.lines AS lines, r.quotes AS quotes, r.sections AS sections
ORDER BY type, direction DESC, other, id
LIMIT $limit
