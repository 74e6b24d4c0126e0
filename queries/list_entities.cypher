// zh: 某些类型的全部实体，按名称排列。
// en: All entities of some types, by name.
// param types: strings = null        类型，空则全部 | types; all if not given
// param limit: integer = 1000        最多几个 | how many at most
MATCH (e:Entity)
WHERE $types IS NULL OR e.type IN $types
RETURN e.id AS id, e.type AS type, e.name AS name, e.name_en AS name_en, e.aliases AS aliases,
       e.status AS status, coalesce(e.flagship, false) AS flagship, e.page AS page, e.line AS line,
       e.quote AS quote
ORDER BY type, name, id
LIMIT $limit
