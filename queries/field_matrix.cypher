// zh: 领域与机构的矩阵：每个领域由哪些机构支撑，文中直接写明(stated)与推得(derived)各几条。
// en: Fields and institutions as a matrix: which institutions support which field, with the
// number of stated and of derived supports.
// param weaker: boolean = false      是否包括较弱的支撑 | weaker supports too
// param types: strings = null        只看这些机构类型 | only institutions of these types
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (i:Entity)-[s:SUPPORTS]->(f:TechField)
WHERE (s.default OR $weaker) AND ($plans IS NULL OR s.document IN $plans)
  AND ($types IS NULL OR i.type IN $types)
WITH f, i, sum(CASE s.basis WHEN 'stated' THEN 1 ELSE 0 END) AS stated,
     sum(CASE s.basis WHEN 'derived' THEN 1 ELSE 0 END) AS derived,
     max(s.confidence) AS confidence, max(CASE WHEN s.default THEN 1 ELSE 0 END) AS shown,
     sum(size(s.quotes)) AS quotes
RETURN f.id AS field, f.name AS field_name, f.name_en AS field_name_en, f.order AS field_order,
       i.id AS institution, i.name AS institution_name, i.name_en AS institution_name_en,
       i.type AS type, stated, derived,
       CASE WHEN stated > 0 THEN 'stated' ELSE 'derived' END AS basis,
       confidence, shown = 1 AS default, quotes
ORDER BY field_order, field, stated DESC, confidence DESC, institution
