// zh: 各单位承担多少个项目。
// en: How many projects each undertakes.
// param kinds: strings = []     major、bottleneck，空则全部 | major, bottleneck, all if empty
MATCH (p:Project)-[:UNDERTAKEN_BY]->(e:Entity)
WHERE size($kinds) = 0 OR p.kind IN $kinds
WITH e, count(DISTINCT p) AS value
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       value, [e.page] AS pages, [e.line] AS lines, [e.quote] AS quotes
ORDER BY value DESC, id
