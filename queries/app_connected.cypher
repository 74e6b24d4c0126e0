// zh: 某些类型中联系最多的实体。
// en: The best connected entities of some types.
// param types: strings               类型 | types
// param limit: integer = 10          最多几个 | how many at most
MATCH (e:Entity)
WHERE e.type IN $types
RETURN e.id AS id, e.name AS name, e.name_en AS name_en, e.type AS type,
       COUNT { (e)--(:Entity) } AS relations
ORDER BY relations DESC, id
LIMIT $limit
