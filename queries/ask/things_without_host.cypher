// zh: 规划没有写明依托单位的实验室、设施、中心、平台。
// en: Laboratories, facilities, centres and platforms for which the plan names no host.
// param types: strings          类型 | types
// param parts: strings = []     名称须含其一 | words of which the name holds one
// param statuses: strings = []  状态 | statuses
MATCH (e:Entity)
WHERE e.type IN $types AND (size($statuses) = 0 OR e.status IN $statuses)
  AND (size($parts) = 0 OR any(p IN $parts WHERE e.name CONTAINS p))
  AND NOT EXISTS { (e)-[:HOSTED_BY]->(:Entity) }
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       e.status AS status, [e.page] AS pages, [e.line] AS lines, [e.quote] AS quotes
ORDER BY type, id
