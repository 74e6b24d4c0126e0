// zh: 文中没有写明依托单位的实验室、设施、创新中心与平台。
// en: Laboratories, facilities, centres and platforms for which the text names no host.
// param limit: integer = 500         最多几个 | how many at most
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (e:Entity)
WHERE (e:Laboratory OR e:Facility OR e:InnovationCenter OR e:TechPlatform)
  AND ($plans IS NULL OR any(d IN e.documents WHERE d IN $plans))
  AND COUNT { (e)-[r:HOSTED_BY]->(:Entity) WHERE $plans IS NULL OR r.document IN $plans } = 0
MATCH (e)-[d:DESCRIBED_IN]->(:Document)
WHERE $plans IS NULL OR d.document IN $plans
WITH e, d
ORDER BY d.document
WITH e, head(collect(d {.document, .page, .line, .quote, .section})) AS d
RETURN e.id AS id, e.name AS name, e.name_en AS name_en, e.type AS type, e.status AS status,
       d.document AS document, d.page AS page, d.line AS line, d.quote AS quote
ORDER BY type, id
LIMIT $limit
