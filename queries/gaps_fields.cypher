// zh: 支撑薄弱的领域：文中写明的支撑机构不多于 at_most 家。
// en: Thinly supported fields: no more than at_most institutions are stated for them.
// param at_most: integer = 2         至多几家 | how many institutions at most
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (f:TechField)
WHERE $plans IS NULL OR any(d IN f.documents WHERE d IN $plans)
OPTIONAL MATCH (i:Entity)-[s:SUPPORTS]->(f)
WHERE s.default AND ($plans IS NULL OR s.document IN $plans)
WITH f, i, max(CASE s.basis WHEN 'stated' THEN 1 ELSE 0 END) AS is_stated
WITH f, count(i) AS institutions, sum(CASE WHEN i IS NULL THEN 0 ELSE is_stated END) AS stated
WHERE stated <= $at_most
MATCH (f)-[d:DESCRIBED_IN]->(:Document)
WHERE $plans IS NULL OR d.document IN $plans
WITH f, institutions, stated, d
ORDER BY d.document
WITH f, institutions, stated, head(collect(d {.document, .page, .line, .quote, .section})) AS d
RETURN f.id AS field, f.name AS name, f.name_en AS name_en, stated,
       institutions - stated AS derived, d.document AS document,
       d.page AS page, d.line AS line, d.quote AS quote
ORDER BY stated, derived, field
