// zh: 全部实体的名称、别名、页码、行号与原文，供判断名称是否指同一个。
// en: All entities with names, aliases, page, line and quote, to judge which names are one thing.
// param limit: integer = 100000      最多几个 | how many at most
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (e:Entity)-[r:DESCRIBED_IN]->(d:Document)
WHERE $plans IS NULL OR d.id IN $plans
WITH e, r, d
ORDER BY d.id
WITH e, head(collect({page: r.page, line: r.line, quote: r.quote, section: r.section,
       document: d.id, title: d.title})) AS first
RETURN e.id AS id, e.type AS type, e.name AS name, e.name_en AS name_en, e.aliases AS aliases,
       first.page AS page, first.line AS line, first.quote AS quote, first.section AS section,
       e.judged AS judged,
       COUNT { (e)-[m:MENTIONED_IN]->() WHERE $plans IS NULL OR m.document IN $plans } AS mentions,
       first.document AS document, first.title AS title
ORDER BY id
LIMIT $limit
