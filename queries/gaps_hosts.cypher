// zh: 文中没有写明依托单位的实验室、设施、创新中心与平台。
// en: Laboratories, facilities, centres and platforms for which the text names no host.
// param limit: integer = 500         最多几个 | how many at most
MATCH (e:Entity)
WHERE (e:Laboratory OR e:Facility OR e:InnovationCenter OR e:TechPlatform)
  AND NOT (e)-[:HOSTED_BY]->(:Entity)
RETURN e.id AS id, e.name AS name, e.name_en AS name_en, e.type AS type, e.status AS status,
       e.page AS page, e.line AS line, e.quote AS quote
ORDER BY type, id
LIMIT $limit
