// zh: 若干实体在哪份文献的哪一行提到。
// en: In which document and on which lines entities are mentioned.
// param ids: strings            实体的 id | ids of the entities
MATCH (e:Entity)-[m:MENTIONED_IN]->(p:Passage)
WHERE e.id IN $ids
RETURN DISTINCT e.id AS id, m.page AS page, m.line AS line, p.document AS document
ORDER BY document, line, id
