// zh: 各产业链有多少个重大项目，投资共多少亿元。
// en: How many major projects each chain has, and their investment in 亿元.
MATCH (e:IndustryChain)-[r:HAS_PROJECT]->(p:Project)
WHERE coalesce(r.default, true)
WITH e, count(DISTINCT p) AS value, sum(p.amount) AS amount
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       value, round(amount * 100) / 100 AS amount, [e.page] AS pages, [e.line] AS lines,
       [e.quote] AS quotes
ORDER BY value DESC, id
