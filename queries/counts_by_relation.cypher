// zh: 各类关系的数量，按依据分开。
// en: How many relations there are of each type and basis.
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (:Entity)-[r]->(:Entity)
WHERE $plans IS NULL OR r.document IN $plans
RETURN type(r) AS type, r.basis AS basis, count(r) AS relations
ORDER BY type, basis
