// zh: 名称、研究方向或主营领域与所问词语相合的实体。
// en: Entities whose name, direction or business holds the words asked for.
// param among: strings          这些 id | these ids
// param types: strings = []     类型，空则全部 | types, all if empty
// param parts: strings = []     名称须含其一 | words of which the name holds one
MATCH (e:Entity)
WHERE e.id IN $among AND (size($types) = 0 OR e.type IN $types)
  AND (size($parts) = 0 OR any(p IN $parts WHERE e.name CONTAINS p))
OPTIONAL MATCH (e)-[m:MENTIONED_IN]->(:Passage)
WITH e, m ORDER BY m.line
WITH e, collect(m) AS found
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       e.status AS status, e.direction AS direction, e.business AS business, "name" AS basis,
       [m IN found | m.page] AS pages, [m IN found | m.line] AS lines,
       [m IN found | m.quote] AS quotes
ORDER BY type, id
