// zh: 某类机构中依托建设了实验室、设施、中心、平台的单位。
// en: Institutions of a type that host laboratories, facilities, centres or platforms.
// param hosts: strings = []     单位的类型，空则全部 | types of the host, all if empty
// param types: strings = []     所建之物的类型 | types of what is hosted
// param parts: strings = []     名称须含其一 | words of which the name holds one
// param statuses: strings = []  状态 | statuses
MATCH (t:Entity)-[r:HOSTED_BY]->(e:Entity)
WHERE (size($hosts) = 0 OR e.type IN $hosts) AND (size($types) = 0 OR t.type IN $types)
  AND (size($statuses) = 0 OR t.status IN $statuses)
  AND (size($parts) = 0 OR any(p IN $parts WHERE t.name CONTAINS p))
WITH e, t, r ORDER BY t.id
WITH e, collect(t.id) AS via, collect(r) AS found
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       "table" AS basis, via, [r IN found | r.page] AS pages, [r IN found | r.line] AS lines,
       [r IN found | r.quote] AS quotes
ORDER BY type, id
