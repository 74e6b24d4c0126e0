// zh: 某产业链（产业）的重点企业和机构，可限类型、名称所含的字。
// en: Who takes part in an industry chain (industry), by type and words in the name.
// param chains: strings         产业链的 id | ids of the chains
// param types: strings = []     类型，空则全部 | types, all if empty
// param parts: strings = []     名称须含其一 | words of which the name holds one
// param exclude: strings = []   不算的 id | ids to leave out
// param exclude_types: strings = [] 不算的类型 | types to leave out
MATCH (e:Entity)-[r:PARTICIPATES_IN]->(c:Entity)
WHERE c.id IN $chains AND coalesce(r.default, true) AND (size($types) = 0 OR e.type IN $types)
  AND NOT e.id IN $exclude AND NOT e.type IN $exclude_types
  AND (size($parts) = 0 OR any(p IN $parts WHERE e.name CONTAINS p))
WITH e, r ORDER BY c.id, r.line
WITH e, head(collect(r)) AS r
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       r.basis AS basis, r.pages AS pages, r.lines AS lines, r.quotes AS quotes
ORDER BY type, id
