// zh: 一个领域、支撑它的机构以及推得时经由的实体，用于导出。
// en: A field, the institutions that support it and what the derived ones go through, for export.
// param field: string                领域的 id | the field's id
// param types: strings = null        只要这些类型 | only these types
// param weaker: boolean = false      是否包括较弱的支撑 | weaker supports too
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (f:TechField {id: $field})
OPTIONAL MATCH (i:Entity)-[s:SUPPORTS]->(f)
WHERE (s.default OR $weaker) AND ($plans IS NULL OR s.document IN $plans)
WITH f, collect(i.id) AS institutions, collect(s.via) AS steps
WITH [f.id] + institutions + reduce(all_steps = [], step IN steps | all_steps + step) AS ids
MATCH (e:Entity)
WHERE e.id IN ids AND ($types IS NULL OR e.type IN $types)
RETURN e.id AS id, e.type AS type, e.name AS name, properties(e) AS properties
ORDER BY id
