// zh: 跨领域的机构：支撑多个领域的机构，领域最多的在前。
// en: Institutions that bridge fields: those that support several, the widest first.
// param at_least: integer = 2        至少几个领域 | how many fields at least
// param default_only: boolean = true 只要默认显示的 | only what is shown by default
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (i:Entity)-[s:SUPPORTS]->(f:TechField)
WHERE (s.default OR NOT $default_only) AND ($plans IS NULL OR s.document IN $plans)
WITH i, f, max(CASE s.basis WHEN 'stated' THEN 1 ELSE 0 END) AS stated
ORDER BY f.order, f.id
WITH i, collect(f.id) AS fields, collect(f.name) AS field_names, sum(stated) AS stated
WHERE size(fields) >= $at_least
RETURN i.id AS institution, i.name AS name, i.name_en AS name_en, i.type AS type,
       size(fields) AS field_count, stated, size(fields) - stated AS derived, fields, field_names
ORDER BY field_count DESC, stated DESC, institution
