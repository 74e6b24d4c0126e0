// zh: 标志性科技领域一览：名称、顺序、出处，以及支撑它的机构数(stated、derived)。
// en: The flagship fields: name, order, place in the text, and how many institutions support each
// (stated, derived).
// param weaker: boolean = false      是否包括较弱的支撑 | weaker supports too
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (f:TechField)
WHERE $plans IS NULL OR any(d IN f.documents WHERE d IN $plans)
OPTIONAL MATCH (i:Entity)-[s:SUPPORTS]->(f)
WHERE (s.default OR $weaker) AND ($plans IS NULL OR s.document IN $plans)
WITH f, i, max(CASE s.basis WHEN 'stated' THEN 1 ELSE 0 END) AS is_stated
WITH f, count(i) AS institutions,
     sum(CASE WHEN i IS NULL THEN 0 ELSE is_stated END) AS stated
MATCH (f)-[d:DESCRIBED_IN]->(:Document)
WHERE $plans IS NULL OR d.document IN $plans
WITH f, institutions, stated, d
ORDER BY d.document
WITH f, institutions, stated, head(collect(d {.document, .page, .line, .quote, .section})) AS d
RETURN f.id AS id, f.name AS name, f.name_en AS name_en, f.order AS field_order,
       f.aliases AS aliases, f.paragraph AS paragraph, f.documents AS documents,
       d.document AS document, d.page AS page, d.line AS line, d.quote AS quote,
       d.section AS section, stated, institutions - stated AS derived, institutions
ORDER BY field_order, id
