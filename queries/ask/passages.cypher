// zh: 含有所说词语之一的段落。
// en: The passages that hold one of the words.
// param words: strings          词语（小写） | words, in small letters
MATCH (p:Passage)
WHERE p.kind <> "heading" AND any(w IN $words WHERE toLower(p.text) CONTAINS w)
MATCH (p)-[:IN_DOCUMENT]->(d:Document)
RETURN p.id AS id, p.text AS text, p.page AS page, p.line AS line, p.lines AS lines,
       p.section AS section, d.id AS document, d.title AS plan
ORDER BY document, line, id
