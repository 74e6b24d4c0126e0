// zh: 某产业链的重大项目及投资（亿元）。
// en: The major projects of a chain and their investment (亿元).
// param chains: strings         产业链的 id | ids of the chains
MATCH (c:Entity)-[r:HAS_PROJECT]->(e:Project)
WHERE c.id IN $chains AND coalesce(r.default, true)
RETURN DISTINCT e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases,
       e.name_en AS name_en, e.amount AS amount, r.basis AS basis,
       r.pages AS pages, r.lines AS lines, r.quotes AS quotes
ORDER BY id
