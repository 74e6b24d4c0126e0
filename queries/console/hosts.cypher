// zh: 实验室与依托它们的高校（可画成图）。
// en: Laboratories and the universities that host them (can be drawn).
MATCH p = (l:Laboratory)-[:HOSTED_BY]->(u:University)
RETURN p
ORDER BY l.id, u.id
LIMIT 100
