// zh: 按名称或别名找实体：先完全相同的，再以此开头的，再包含的；同等时关系多的在前。
// en: Entities by name or alias: equal ones first, then those that begin with it, then those that
// contain it; among equals the better connected first. Letter case does not matter.
// param text: string                 名称或其一部分 | a name or a part of one
// param exact: boolean = false       只要完全相同的 | only equal ones
// param types: strings = null        只找这些类型 | only these types
// param limit: integer = 50          最多几个 | how many at most
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
WITH toLower(trim($text)) AS sought
MATCH (e:Entity)
WHERE ($types IS NULL OR e.type IN $types) AND ($plans IS NULL OR any(d IN e.documents WHERE d IN $plans))
WITH e, sought, [e.name, coalesce(e.name_en, e.name)] + coalesce(e.aliases, []) AS names
WITH e, sought, [n IN names WHERE toLower(n) CONTAINS sought] AS hits
WHERE sought <> '' AND size(hits) > 0
WITH e, hits, CASE
       WHEN any(n IN hits WHERE toLower(n) = sought) THEN 0
       WHEN any(n IN hits WHERE toLower(n) STARTS WITH sought) THEN 1
       ELSE 2 END AS rank
WHERE rank = 0 OR NOT $exact
MATCH (e)-[d:DESCRIBED_IN]->(:Document)
WHERE $plans IS NULL OR d.document IN $plans
WITH e, hits, rank, d
ORDER BY d.document
WITH e, hits, rank, head(collect(d {.document, .page, .line, .quote, .section})) AS d
RETURN e.id AS id, e.type AS type, e.name AS name, e.name_en AS name_en, e.aliases AS aliases,
       e.status AS status, coalesce(e.flagship, false) AS flagship, hits[0] AS matched, rank,
       COUNT { (e)-[r]-(:Entity) WHERE $plans IS NULL OR r.document IN $plans } AS relations,
       d.document AS document, d.page AS page, d.line AS line, d.quote AS quote
ORDER BY rank, relations DESC, id
LIMIT $limit
