// zh: 缺少产业平台、参与机构或重大项目的产业链与产业，以及各有几个。
// en: Chains and industries that lack a park or area, participants, or projects, with how many
// they have of each.
// param types: strings = ["IndustryChain", "FutureIndustry", "ServiceIndustry"]  类型 | types
// param limit: integer = 500         最多几个 | how many at most
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (c:Entity)
WHERE c.type IN $types AND ($plans IS NULL OR any(d IN c.documents WHERE d IN $plans))
WITH c,
  COUNT { (c)-[r:BASED_IN]->(:Entity) WHERE $plans IS NULL OR r.document IN $plans } AS places,
  COUNT { (:Entity)-[r:PARTICIPATES_IN]->(c) WHERE $plans IS NULL OR r.document IN $plans }
    AS participants,
  COUNT { (c)-[r:HAS_PROJECT]->(:Entity) WHERE $plans IS NULL OR r.document IN $plans } AS projects
WHERE places = 0 OR participants = 0 OR projects = 0
MATCH (c)-[d:DESCRIBED_IN]->(:Document)
WHERE $plans IS NULL OR d.document IN $plans
WITH c, places, participants, projects, d
ORDER BY d.document
WITH c, places, participants, projects, head(collect(d {.document, .page, .line, .quote, .section})) AS d
RETURN c.id AS id, c.name AS name, c.name_en AS name_en, c.type AS type, places, participants,
       projects, d.document AS document, d.page AS page, d.line AS line, d.quote AS quote
ORDER BY places, participants, projects, type, id
LIMIT $limit
