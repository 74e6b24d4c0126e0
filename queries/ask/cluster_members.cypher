// zh: 某产业集群各产业链的重点企业和机构，可限类型。
// en: Who takes part in the chains of a cluster, by type.
// param cluster: string         产业集群的 id | the cluster's id
// param types: strings = []     类型，空则全部 | types, all if empty
MATCH (c:Entity)-[:PART_OF]->(:Entity {id: $cluster})
MATCH (e:Entity)-[r:PARTICIPATES_IN]->(c)
WHERE coalesce(r.default, true) AND (size($types) = 0 OR e.type IN $types)
WITH e, c, r ORDER BY c.id
WITH e, collect(DISTINCT c.id) AS via, collect(r) AS found
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       "table" AS basis, via, [r IN found | r.page] AS pages, [r IN found | r.line] AS lines,
       [r IN found | r.quote] AS quotes
ORDER BY type, id
