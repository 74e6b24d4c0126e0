// zh: 没有某类机构支持的领域。
// en: Fields that no institution of a type supports.
// param types: strings          机构类型 | types of institution
MATCH (e:TechField)
WHERE NOT EXISTS { MATCH (i:Entity)-[s:SUPPORTS]->(e) WHERE s.default AND i.type IN $types }
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       [e.page] AS pages, [e.line] AS lines, [e.quote] AS quotes
ORDER BY e.order, id
