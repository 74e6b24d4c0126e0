// zh: 一行所在的段落及其前后几段，按阅读顺序；hit 标出该行所在的段落。
// en: The passage that holds a line and those before and after it in reading order; hit marks the
// one with the line.
// param line: integer                源文件的行号 | line of the source file
// param document: string = null      文献的 id，空则任一 | the document's id; any if not given
// param around: integer = 2          前后各几段，至多 5 | how many before and after, 5 at most
MATCH (p:Passage)
WHERE p.line <= $line AND p.end_line >= $line AND ($document IS NULL OR p.document = $document)
WITH p, CASE WHEN $line IN p.lines THEN 0 ELSE 1 END AS off
ORDER BY off, p.end_line - p.line, p.id
LIMIT 1
MATCH (p)-[steps:NEXT*0..5]-(q:Passage)
WHERE size(steps) <= $around
WITH DISTINCT p, q
RETURN q.id AS id, q.document AS document, q.page AS page, q.line AS line,
       q.end_line AS end_line, q.section AS section, q.kind AS kind, q.text AS text,
       q.id = p.id AS hit
ORDER BY line, id
