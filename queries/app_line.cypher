// zh: 一行所在的段落及其页码。
// en: The passage that holds a line, and its page.
// param document: string             文献的 id | the document's id
// param line: integer                源文件的行号 | line of the source file
MATCH (p:Passage {document: $document})
WHERE p.line <= $line AND p.end_line >= $line
WITH p, CASE WHEN $line IN p.lines THEN 0 ELSE 1 END AS off
RETURN p.id AS id, p.page AS page, p.line AS line
ORDER BY off, p.end_line - p.line, id
LIMIT 1
