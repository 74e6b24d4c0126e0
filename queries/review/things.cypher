// zh: 全部实体的名称、别名、页码、行号与原文，供判断名称是否指同一个。
// en: All entities with names, aliases, page, line and quote, to judge which names are one thing.
// param limit: integer = 100000      最多几个 | how many at most
MATCH (e:Entity)
OPTIONAL MATCH (d:Document {id: head(e.documents)})
RETURN e.id AS id, e.type AS type, e.name AS name, e.name_en AS name_en, e.aliases AS aliases,
       e.page AS page, e.line AS line, e.quote AS quote, e.section AS section,
       e.judged AS judged, COUNT { (e)-[:MENTIONED_IN]->() } AS mentions,
       d.id AS document, d.title AS title
ORDER BY id
LIMIT $limit
