// zh: 实体之间的关系（领域支撑除外），供逐条判断：类型、两端、依据、规则、原文与人工判断。
// en: Relations between entities (supports of fields aside), to be judged one by one: type, both
// ends, basis, rule, quotes, and what a person said.
// param type: string = null          只看这种关系 | only relations of this type
// param entity: string = null        只看与它相连的 | only those of this entity
// param limit: integer = 100000      最多几条 | how many at most
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (h:Entity)-[r]->(t:Entity)
WHERE type(r) <> 'SUPPORTS' AND ($plans IS NULL OR r.document IN $plans)
  AND ($type IS NULL OR type(r) = $type)
  AND ($entity IS NULL OR h.id = $entity OR t.id = $entity)
RETURN r.id AS id, type(r) AS type, h.id AS head, h.name AS head_name, h.name_en AS head_name_en,
       h.type AS head_type, t.id AS tail, t.name AS tail_name, t.name_en AS tail_name_en,
       t.type AS tail_type, r.basis AS basis, r.rule AS rule, r.confidence AS confidence,
       coalesce(r.default, true) AS default, r.judged AS judged,
       r.signed_zh AS signed_zh, r.signed_en AS signed_en, r.document AS document,
       r.pages AS pages, r.lines AS lines, r.quotes AS quotes, r.sections AS sections
ORDER BY type, head, tail, id
LIMIT $limit
