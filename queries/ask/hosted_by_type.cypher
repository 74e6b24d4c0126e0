// zh: 由某类机构依托建设的实验室、设施、中心、平台。
// en: Laboratories, facilities, centres and platforms that institutions of a type host.
// param hosts: strings = []     单位的类型，空则全部 | types of the host, all if empty
// param types: strings = []     所建之物的类型 | types of what is hosted
// param parts: strings = []     名称须含其一 | words of which the name holds one
// param statuses: strings = []  状态 | statuses
// param flagship: boolean = false 只要标志性的 | flagship ones only
MATCH (e:Entity)-[r:HOSTED_BY]->(h:Entity)
WHERE (size($hosts) = 0 OR h.type IN $hosts) AND (size($types) = 0 OR e.type IN $types)
  AND (size($statuses) = 0 OR e.status IN $statuses) AND (NOT $flagship OR e.flagship)
  AND (size($parts) = 0 OR any(p IN $parts WHERE e.name CONTAINS p))
WITH e, r ORDER BY r.line
WITH e, head(collect(r)) AS r
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       e.status AS status, r.basis AS basis, r.pages AS pages, r.lines AS lines,
       r.quotes AS quotes
ORDER BY type, id
