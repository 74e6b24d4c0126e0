// zh: 各机构参与多少条产业链。
// en: How many industry chains each institution takes part in.
// param types: strings = []     机构类型，空则全部 | types of institution, all if empty
MATCH (e:Entity)-[r:PARTICIPATES_IN]->(c:IndustryChain)
WHERE coalesce(r.default, true) AND (size($types) = 0 OR e.type IN $types)
WITH e, count(DISTINCT c) AS value
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       value, [e.page] AS pages, [e.line] AS lines, [e.quote] AS quotes
ORDER BY value DESC, id
