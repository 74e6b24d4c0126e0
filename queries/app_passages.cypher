// zh: 一份文献的全部段落，按阅读顺序：页码、各行行号、章节与文字。
// en: All passages of a document in reading order: page, the numbers of its lines, section, text.
// param document: string             文献的 id | the document's id
MATCH (p:Passage {document: $document})
RETURN p.id AS id, p.page AS page, p.line AS line, p.end_line AS end_line, p.lines AS lines,
       p.section AS section, p.kind AS kind, p.text AS text
ORDER BY line, id
