// zh: 标志性科技领域一览：名称、顺序、出处，以及支撑它的机构数(stated、derived)。
// en: The flagship fields: name, order, place in the text, and how many institutions support each
// (stated, derived).
// param weaker: boolean = false      是否包括较弱的支撑 | weaker supports too
MATCH (f:TechField)
OPTIONAL MATCH (i:Entity)-[s:SUPPORTS]->(f)
WHERE s.default OR $weaker
WITH f, i, max(CASE s.basis WHEN 'stated' THEN 1 ELSE 0 END) AS is_stated
WITH f, count(i) AS institutions,
     sum(CASE WHEN i IS NULL THEN 0 ELSE is_stated END) AS stated
RETURN f.id AS id, f.name AS name, f.name_en AS name_en, f.order AS field_order,
       f.aliases AS aliases, f.paragraph AS paragraph, f.page AS page, f.line AS line,
       f.quote AS quote, f.section AS section, stated, institutions - stated AS derived, institutions
ORDER BY field_order, id
