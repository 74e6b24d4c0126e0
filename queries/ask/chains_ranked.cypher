// zh: 各产业链有多少参与机构（可限类型）。
// en: How many institutions (of a type) take part in each chain.
// param types: strings = []     机构类型，空则全部 | types of institution, all if empty
MATCH (i:Entity)-[:PARTICIPATES_IN]->(e:IndustryChain)
WHERE size($types) = 0 OR i.type IN $types
WITH e, count(DISTINCT i) AS value
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       value, [e.page] AS pages, [e.line] AS lines, [e.quote] AS quotes
ORDER BY value DESC, id
