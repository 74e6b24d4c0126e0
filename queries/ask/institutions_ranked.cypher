// zh: 各机构支持多少个领域，可限机构类型。
// en: How many fields each institution supports, by type.
// param types: strings = []     机构类型，空则全部 | types of institution, all if empty
MATCH (e:Entity)-[s:SUPPORTS]->(f:TechField)
WHERE s.default AND (size($types) = 0 OR e.type IN $types)
WITH e, count(DISTINCT f) AS value
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       value, [e.page] AS pages, [e.line] AS lines, [e.quote] AS quotes
ORDER BY value DESC, id
