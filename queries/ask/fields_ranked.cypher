// zh: 各领域有多少机构支持，可限机构类型。
// en: How many institutions support each field, by type.
// param types: strings = []     机构类型，空则全部 | types of institution, all if empty
MATCH (e:TechField)
OPTIONAL MATCH (i:Entity)-[s:SUPPORTS]->(e)
WHERE s.default AND (size($types) = 0 OR i.type IN $types)
WITH e, count(DISTINCT i) AS value
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       value, [e.page] AS pages, [e.line] AS lines, [e.quote] AS quotes
ORDER BY value DESC, id
