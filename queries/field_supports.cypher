// zh: 谁在支撑一个领域：机构、类型、依据（stated 文中写明，derived 推得）、可信度、经由、理由、
// 页码、行号与原文。
// en: Who supports a field: institution, type, basis (stated or derived), confidence, via what,
// the reasons, and the pages, lines and quotes.
// param field: string                领域的 id，如 quantum | the field's id, such as quantum
// param default_only: boolean = true 只要默认显示的 | only what is shown by default
// param types: strings = null        只看这些机构类型 | only institutions of these types
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (i:Entity)-[s:SUPPORTS]->(f:TechField {id: $field})
WHERE (s.default OR NOT $default_only) AND ($plans IS NULL OR s.document IN $plans)
  AND ($types IS NULL OR i.type IN $types)
WITH f, i, s, CASE WHEN size(coalesce(s.via, [])) = 0 THEN [""] ELSE s.via END AS via
UNWIND via AS step
WITH f, i, s, step
OPTIONAL MATCH (v:Entity {id: step})
WITH f, i, s, collect(v {.id, .name, .name_en, .type}) AS steps
RETURN i.id AS institution, i.name AS name, i.name_en AS name_en, i.type AS type,
       i.aliases AS aliases, f.id AS field,
       s.basis AS basis, s.confidence AS confidence, s.default AS default, s.judged AS judged,
       [id IN s.via | head([x IN steps WHERE x.id = id])] AS via,
       s.reasons_zh AS reasons_zh, s.reasons_en AS reasons_en,
       s.document AS document, s.pages AS pages, s.lines AS lines, s.quotes AS quotes,
       s.sections AS sections
ORDER BY basis DESC, confidence DESC, institution, document
