// zh: 一页上的全部段落，按阅读顺序。
// en: All passages on a printed page, in reading order.
// param page: integer                印刷页码 | the printed page number
// param document: string = null      文献的 id，空则任一 | the document's id; any if not given
MATCH (p:Passage {page: $page})
WHERE $document IS NULL OR p.document = $document
RETURN p.id AS id, p.document AS document, p.page AS page, p.line AS line,
       p.end_line AS end_line, p.section AS section, p.kind AS kind, p.text AS text
ORDER BY document, line, id
