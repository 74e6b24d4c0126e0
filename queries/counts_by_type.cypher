// zh: 各类实体的数量。
// en: How many entities there are of each type.
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (e:Entity)
WHERE $plans IS NULL OR any(d IN e.documents WHERE d IN $plans)
RETURN e.type AS type, count(e) AS entities
ORDER BY entities DESC, type
