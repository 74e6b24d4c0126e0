// zh: 同时支撑两个领域的机构，及其对每个领域的依据。
// en: Institutions that support both of two fields, with the basis for each.
// param field: string                一个领域的 id | the id of one field
// param other: string                另一个领域的 id | the id of the other
// param default_only: boolean = true 只要默认显示的 | only what is shown by default
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (a:TechField {id: $field})<-[s:SUPPORTS]-(i:Entity)-[t:SUPPORTS]->(b:TechField {id: $other})
WHERE ((s.default AND t.default) OR NOT $default_only)
  AND ($plans IS NULL OR (s.document IN $plans AND t.document IN $plans))
WITH i, a, b, collect(DISTINCT s.basis) AS one, collect(DISTINCT t.basis) AS two,
     max(s.confidence) AS one_confidence, max(t.confidence) AS two_confidence
RETURN i.id AS institution, i.name AS name, i.name_en AS name_en, i.type AS type,
       CASE WHEN 'stated' IN one THEN 'stated' ELSE 'derived' END AS field_basis,
       CASE WHEN 'stated' IN two THEN 'stated' ELSE 'derived' END AS other_basis,
       one_confidence AS field_confidence, two_confidence AS other_confidence
ORDER BY field_basis DESC, other_basis DESC, institution
