// zh: 在原文段落中查找文字。
// en: Passages that contain a text.
// param document: string             文献的 id | the document's id
// param text: string                 要找的文字 | the text to find
// param limit: integer = 100         最多几段 | how many passages at most
WITH toLower(trim($text)) AS sought
MATCH (p:Passage {document: $document})
WHERE sought <> '' AND toLower(p.text) CONTAINS sought
RETURN p.id AS id, p.page AS page, p.line AS line, p.section AS section, p.text AS text
ORDER BY line, id
LIMIT $limit
