// zh: 支撑一个领域的机构按类型计数，stated 与 derived 分开。
// en: Institutions that support a field, counted by type, stated and derived apart.
// param field: string                领域的 id | the field's id
// param default_only: boolean = true 只要默认显示的 | only what is shown by default
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (i:Entity)-[s:SUPPORTS]->(:TechField {id: $field})
WHERE (s.default OR NOT $default_only) AND ($plans IS NULL OR s.document IN $plans)
WITH i, max(CASE s.basis WHEN 'stated' THEN 1 ELSE 0 END) AS stated
RETURN i.type AS type, sum(stated) AS stated, sum(1 - stated) AS derived, count(i) AS institutions
ORDER BY institutions DESC, type
