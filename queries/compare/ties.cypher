// zh: 一份规划里实体之间的全部关系（较弱的领域支撑除外）及其原文。
// en: All relations of one plan between entities (weaker supports aside) with their quotes.
// param plan: string                 规划的 id | the plan's id
MATCH (h:Entity)-[r]->(t:Entity)
WHERE r.document = $plan AND coalesce(r.default, true)
RETURN type(r) AS type, h.id AS head, t.id AS tail, r.basis AS basis, r.document AS document,
       r.page AS page, r.line AS line, r.quote AS quote
ORDER BY type, head, tail
