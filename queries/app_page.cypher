// zh: 一页上的段落及其提到的实体，按阅读顺序。
// en: The passages of a printed page with the entities that they mention, in reading order.
// param document: string             文献的 id | the document's id
// param page: integer                印刷页码 | the printed page number
MATCH (p:Passage {document: $document, page: $page})
OPTIONAL MATCH (e:Entity)-[m:MENTIONED_IN]->(p)
WITH p, e, m
ORDER BY m.line, e.id
WITH p, collect(CASE WHEN e IS NULL THEN null ELSE {id: e.id, name: e.name, name_en: e.name_en,
       aliases: e.aliases, type: e.type, quote: m.quote} END) AS found
RETURN p.id AS id, p.line AS line, p.end_line AS end_line, p.lines AS lines, p.kind AS kind,
       p.section AS section, p.text AS text, [x IN found WHERE x IS NOT NULL] AS mentions
ORDER BY line, id
