// zh: 规划与领域集各领域的矩阵：每份规划有多少机构支撑每个领域。
// en: Plans and the fields of a lens as a matrix: how many institutions of each plan support each.
// param lens: string                 领域集的 id | the lens's id
// param default_only: boolean = true 只要默认显示的 | only what is shown by default
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (i:Entity)-[s:UNDER]->(f:LensField {lens: $lens})
WHERE (s.default OR NOT $default_only) AND ($plans IS NULL OR s.document IN $plans)
WITH f, s.document AS document, count(DISTINCT i.id) AS institutions,
     sum(CASE s.basis WHEN 'stated' THEN 1 ELSE 0 END) AS stated
RETURN document, f.field AS field, f.name AS field_name, f.name_en AS field_name_en,
       f.order AS field_order, institutions, stated, institutions - stated AS derived
ORDER BY field_order, document
