// zh: 一份文献有哪些页，各有多少段落、首行与末行。
// en: Which pages a document has, with the number of passages, and the first and last line.
// param document: string             文献的 id | the document's id
MATCH (p:Passage {document: $document})
RETURN p.page AS page, count(p) AS passages, min(p.line) AS line, max(p.end_line) AS end_line
ORDER BY page
