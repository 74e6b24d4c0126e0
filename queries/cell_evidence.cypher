// zh: 一个机构与一个领域之间的全部证据：依据、可信度、经由、理由、页码、行号与原文。
// en: All the evidence between one institution and one field: basis, confidence, via what, the
// reasons, and the pages, lines and quotes.
// param institution: string          机构的 id | the institution's id
// param field: string                领域的 id | the field's id
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (i:Entity {id: $institution})-[s:SUPPORTS]->(f:TechField {id: $field})
WHERE $plans IS NULL OR s.document IN $plans
WITH f, i, s, CASE WHEN size(coalesce(s.via, [])) = 0 THEN [""] ELSE s.via END AS via
UNWIND via AS step
WITH f, i, s, step
OPTIONAL MATCH (v:Entity {id: step})
WITH f, i, s, collect(v {.id, .name, .name_en, .type}) AS steps
RETURN i.id AS institution, i.name AS name, i.name_en AS name_en, i.type AS type,
       f.id AS field, f.name AS field_name, f.name_en AS field_name_en,
       s.basis AS basis, s.confidence AS confidence, s.default AS default, s.judged AS judged,
       [id IN s.via | head([x IN steps WHERE x.id = id])] AS via,
       s.reasons_zh AS reasons_zh, s.reasons_en AS reasons_en,
       s.document AS document, s.pages AS pages, s.lines AS lines, s.quotes AS quotes,
       s.sections AS sections
ORDER BY basis DESC, confidence DESC, document
