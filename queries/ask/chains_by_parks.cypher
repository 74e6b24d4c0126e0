// zh: 各产业链布局在多少个产业平台与片区。
// en: In how many parks and areas each chain is based.
MATCH (e:IndustryChain)-[:BASED_IN]->(p:Entity)
WITH e, count(DISTINCT p) AS value
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       value, [e.page] AS pages, [e.line] AS lines, [e.quote] AS quotes
ORDER BY value DESC, id
