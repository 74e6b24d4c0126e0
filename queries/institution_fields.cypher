// zh: 一个机构支撑哪些领域，依据与原文。
// en: Which fields an institution supports, with basis and quotes.
// param institution: string          机构的 id | the institution's id
// param default_only: boolean = true 只要默认显示的 | only what is shown by default
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (i:Entity {id: $institution})-[s:SUPPORTS]->(f:TechField)
WHERE (s.default OR NOT $default_only) AND ($plans IS NULL OR s.document IN $plans)
WITH f, i, s, CASE WHEN size(coalesce(s.via, [])) = 0 THEN [""] ELSE s.via END AS via
UNWIND via AS step
WITH f, i, s, step
OPTIONAL MATCH (v:Entity {id: step})
WITH f, i, s, collect(v {.id, .name, .name_en, .type}) AS steps
RETURN i.id AS institution, f.id AS field, f.name AS name, f.name_en AS name_en,
       f.order AS field_order,
       s.basis AS basis, s.confidence AS confidence, s.default AS default, s.judged AS judged,
       [id IN s.via | head([x IN steps WHERE x.id = id])] AS via,
       s.reasons_zh AS reasons_zh, s.reasons_en AS reasons_en,
       s.document AS document, s.pages AS pages, s.lines AS lines, s.quotes AS quotes,
       s.sections AS sections
ORDER BY field_order, field, basis DESC, document
