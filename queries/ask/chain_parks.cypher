// zh: 某产业链（产业）布局的产业平台与片区。
// en: The parks and areas that a chain (industry) is based in.
// param chains: strings         产业链的 id | ids of the chains
// param parts: strings = []     名称须含其一 | words of which the name holds one
MATCH (c:Entity)-[r:BASED_IN]->(e:Entity)
WHERE c.id IN $chains AND coalesce(r.default, true)
  AND (size($parts) = 0 OR any(p IN $parts WHERE e.name CONTAINS p))
RETURN DISTINCT e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases,
       e.name_en AS name_en, r.basis AS basis, r.pages AS pages, r.lines AS lines,
       r.quotes AS quotes
ORDER BY type, id
