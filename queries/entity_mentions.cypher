// zh: 一个实体在文中出现的每一处：页码、行号、原文与所在段落。
// en: Every place where the text mentions an entity: page, line, quote and passage.
// param id: string                   实体的 id | the entity's id
// param limit: integer = 500         最多几条 | how many at most
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (e:Entity {id: $id})-[m:MENTIONED_IN]->(p:Passage)
WHERE $plans IS NULL OR m.document IN $plans
RETURN m.page AS page, m.line AS line, m.quote AS quote, m.document AS document,
       p.id AS passage, p.section AS section, p.kind AS kind, p.text AS text
ORDER BY document, line, quote
LIMIT $limit
