// zh: 给定的段落，连同所在的文献。
// en: The passages given, with the document each stands in.
// param ids: strings            段落的 id | the passages' ids
MATCH (p:Passage)
WHERE p.id IN $ids
MATCH (p)-[:IN_DOCUMENT]->(d:Document)
RETURN p.id AS id, p.text AS text, p.page AS page, p.line AS line, p.lines AS lines,
       p.section AS section, d.id AS document, d.title AS plan
ORDER BY document, line, id
