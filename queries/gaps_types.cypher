// zh: 每个领域缺哪类机构：没有任何该类机构支撑的领域与类型组合。
// en: Which kinds of institution a field lacks: pairs of a field and a type of institution with
// not one support.
// param default_only: boolean = true 只看默认显示的 | only what is shown by default
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (j:Entity)-[s:SUPPORTS]->(:TechField)
WHERE $plans IS NULL OR s.document IN $plans
WITH collect(DISTINCT j.type) AS types
UNWIND types AS type
MATCH (f:TechField)
WHERE $plans IS NULL OR any(d IN f.documents WHERE d IN $plans)
OPTIONAL MATCH (i:Entity {type: type})-[s:SUPPORTS]->(f)
WHERE (s.default OR NOT $default_only) AND ($plans IS NULL OR s.document IN $plans)
WITH f, type, count(s) AS supports
WHERE supports = 0
RETURN f.id AS field, f.name AS name, f.name_en AS name_en, f.order AS field_order, type
ORDER BY field_order, field, type
