// zh: 某些类型的全部实体，按名称排列。
// en: All entities of some types, by name.
// param types: strings = null        类型，空则全部 | types; all if not given
// param limit: integer = 1000        最多几个 | how many at most
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (e:Entity)
WHERE ($types IS NULL OR e.type IN $types) AND ($plans IS NULL OR any(d IN e.documents WHERE d IN $plans))
MATCH (e)-[d:DESCRIBED_IN]->(:Document)
WHERE $plans IS NULL OR d.document IN $plans
WITH e, d
ORDER BY d.document
WITH e, head(collect(d {.document, .page, .line, .quote, .section})) AS d
RETURN e.id AS id, e.type AS type, e.name AS name, e.name_en AS name_en, e.aliases AS aliases,
       e.status AS status, coalesce(e.flagship, false) AS flagship,
       d.document AS document, d.page AS page, d.line AS line, d.quote AS quote
ORDER BY type, name, id
LIMIT $limit
