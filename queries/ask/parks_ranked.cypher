// zh: 各产业平台承载多少条产业链。
// en: How many chains each park is home to.
MATCH (c:IndustryChain)-[:BASED_IN]->(e:Entity)
WITH e, count(DISTINCT c) AS value
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       value, [e.page] AS pages, [e.line] AS lines, [e.quote] AS quotes
ORDER BY value DESC, id
