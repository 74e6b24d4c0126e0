// zh: 某些类型中联系最多的实体。
// en: The best connected entities of some types.
// param types: strings               类型 | types
// param limit: integer = 10          最多几个 | how many at most
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (e:Entity)
WHERE e.type IN $types AND ($plans IS NULL OR any(d IN e.documents WHERE d IN $plans))
RETURN e.id AS id, e.name AS name, e.name_en AS name_en, e.type AS type,
       COUNT { (e)-[r]-(:Entity) WHERE $plans IS NULL OR r.document IN $plans } AS relations
ORDER BY relations DESC, id
LIMIT $limit
