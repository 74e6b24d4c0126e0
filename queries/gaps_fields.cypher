// zh: 支撑薄弱的领域：文中写明的支撑机构不多于 at_most 家。
// en: Thinly supported fields: no more than at_most institutions are stated for them.
// param at_most: integer = 2         至多几家 | how many institutions at most
MATCH (f:TechField)
OPTIONAL MATCH (i:Entity)-[s:SUPPORTS]->(f)
WHERE s.default
WITH f, i, max(CASE s.basis WHEN 'stated' THEN 1 ELSE 0 END) AS is_stated
WITH f, count(i) AS institutions, sum(CASE WHEN i IS NULL THEN 0 ELSE is_stated END) AS stated
WHERE stated <= $at_most
RETURN f.id AS field, f.name AS name, f.name_en AS name_en, stated,
       institutions - stated AS derived, f.page AS page, f.line AS line, f.quote AS quote
ORDER BY stated, derived, field
