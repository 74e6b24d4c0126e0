// zh: 同时参与几条产业链（产业）的机构。
// en: Who takes part in several chains (industries) at once.
// param chains: strings         产业链的 id | ids of the chains
// param types: strings = []     机构类型，空则全部 | types of institution, all if empty
MATCH (e:Entity)-[r:PARTICIPATES_IN]->(c:Entity)
WHERE c.id IN $chains AND (size($types) = 0 OR e.type IN $types)
WITH e, c, r ORDER BY c.id
WITH e, collect(DISTINCT c.id) AS held, collect(r) AS found
WHERE size(held) = size($chains)
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       [r IN found | r.page] AS pages, [r IN found | r.line] AS lines,
       [r IN found | r.quote] AS quotes
ORDER BY type, id
