// zh: 各类实体的数量。
// en: How many entities there are of each type.
MATCH (e:Entity)
RETURN e.type AS type, count(e) AS entities
ORDER BY entities DESC, type
