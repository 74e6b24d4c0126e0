// zh: 每类关系的一条原文及其页码、行号。
// en: One quote of each kind of relation, with its page and line.
MATCH (a:Entity)-[r]->(b:Entity)
WITH a, r, b
ORDER BY r.line, r.id
WITH type(r) AS relation, collect({head: a.name, tail: b.name, page: r.page, line: r.line,
     quote: r.quote}) AS found
RETURN relation, size(found) AS relations, found[0].head AS head, found[0].tail AS tail,
       found[0].page AS page, found[0].line AS line, found[0].quote AS quote
ORDER BY relation
