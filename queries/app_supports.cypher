// zh: 全部领域支撑：机构、领域、依据、可信度、第一处页码、行号与原文。
// en: All supports of fields: institution, field, basis, confidence, and the first page, line and
// quote.
// param weaker: boolean = false      是否包括较弱的支撑 | weaker supports too
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (i:Entity)-[s:SUPPORTS]->(f:TechField)
WHERE (s.default OR $weaker) AND ($plans IS NULL OR s.document IN $plans)
RETURN i.id AS institution, i.name AS name, i.name_en AS name_en, i.type AS type,
       f.id AS field, f.name AS field_name, f.name_en AS field_name_en, f.order AS field_order,
       s.basis AS basis, s.confidence AS confidence, s.default AS default, s.judged AS judged,
       s.page AS page, s.line AS line, s.quote AS quote, size(s.quotes) AS quotes,
       s.document AS document,
       s.reasons_zh AS reasons_zh, s.reasons_en AS reasons_en
ORDER BY field_order, field, basis DESC, confidence DESC, institution, document
