// zh: 各单位依托建设多少个（某类型、某名称的）实验室或平台。
// en: How many laboratories, centres or platforms (of a type, with a word in the name) each hosts.
// param types: strings = []     所建之物的类型 | types of what is hosted
// param parts: strings = []     名称须含其一 | words of which the name holds one
// param hosts: strings = []     依托单位的类型 | types of the host
MATCH (t:Entity)-[:HOSTED_BY]->(e:Entity)
WHERE (size($types) = 0 OR t.type IN $types) AND (size($hosts) = 0 OR e.type IN $hosts)
  AND (size($parts) = 0 OR any(p IN $parts WHERE t.name CONTAINS p))
WITH e, count(DISTINCT t) AS value
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       value, [e.page] AS pages, [e.line] AS lines, [e.quote] AS quotes
ORDER BY value DESC, id
