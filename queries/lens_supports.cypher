// zh: 谁在支撑领域集中的领域：领域、机构、依据、可信度、经由、理由，以及所在规划、页码、行号与原文。
// en: Who supports the fields of a lens: field, institution, basis, confidence, via what, the
// reasons, and the plan, pages, lines and quotes.
// param lens: string                 领域集的 id | the lens's id
// param field: string = null         其中一个领域的 id | the id of one field of it
// param default_only: boolean = true 只要默认显示的 | only what is shown by default
// param types: strings = null        只看这些机构类型 | only institutions of these types
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (i:Entity)-[s:UNDER]->(f:LensField {lens: $lens})
WHERE (s.default OR NOT $default_only) AND ($plans IS NULL OR s.document IN $plans)
  AND ($field IS NULL OR f.field = $field) AND ($types IS NULL OR i.type IN $types)
WITH f, i, s, CASE WHEN size(coalesce(s.via, [])) = 0 THEN [""] ELSE s.via END AS via
UNWIND via AS step
WITH f, i, s, step
OPTIONAL MATCH (v:Entity {id: step})
WITH f, i, s, collect(v {.id, .name, .name_en, .type}) AS steps
RETURN f.lens AS lens, f.field AS field, f.name AS field_name, f.name_en AS field_name_en,
       f.order AS field_order,
       i.id AS institution, i.name AS name, i.name_en AS name_en, i.type AS type,
       s.basis AS basis, s.confidence AS confidence, s.default AS default,
       [id IN s.via | head([x IN steps WHERE x.id = id])] AS via,
       s.reasons_zh AS reasons_zh, s.reasons_en AS reasons_en,
       s.document AS document, s.pages AS pages, s.lines AS lines, s.quotes AS quotes,
       s.sections AS sections
ORDER BY field_order, basis DESC, confidence DESC, institution, document
