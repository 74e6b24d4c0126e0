// zh: 哪些规划写到某些词语：段落数与最先的几处。
// en: Which plans say certain words: how many passages, and the first of them.
// param words: strings         词语 | the words
MATCH (p:Passage)
WHERE any(word IN $words WHERE p.text CONTAINS word)
WITH p
ORDER BY p.document, p.line, p.id
WITH p.document AS document, count(p) AS passages, collect(p {.page, .line, .text})[0..3] AS found
RETURN document, passages, found
ORDER BY passages DESC, document
