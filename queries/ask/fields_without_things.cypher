// zh: 支撑中没有经由某类设施、中心、平台的领域。
// en: Fields of which no support goes through a facility, centre or platform of a type.
// param types: strings          类型 | types
MATCH (e:TechField)
WHERE NOT EXISTS {
  MATCH (:Entity)-[s:SUPPORTS]->(e), (t:Entity)
  WHERE s.default AND t.id IN s.via AND t.type IN $types
}
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       [e.page] AS pages, [e.line] AS lines, [e.quote] AS quotes
ORDER BY e.order, id
