// zh: 缺少产业平台、参与机构或重大项目的产业链与产业，以及各有几个。
// en: Chains and industries that lack a park or area, participants, or projects, with how many
// they have of each.
// param types: strings = ["IndustryChain", "FutureIndustry", "ServiceIndustry"]  类型 | types
// param limit: integer = 500         最多几个 | how many at most
MATCH (c:Entity)
WHERE c.type IN $types
WITH c, COUNT { (c)-[:BASED_IN]->(:Entity) } AS places,
     COUNT { (:Entity)-[:PARTICIPATES_IN]->(c) } AS participants,
     COUNT { (c)-[:HAS_PROJECT]->(:Entity) } AS projects
WHERE places = 0 OR participants = 0 OR projects = 0
RETURN c.id AS id, c.name AS name, c.name_en AS name_en, c.type AS type, places, participants,
       projects, c.page AS page, c.line AS line, c.quote AS quote
ORDER BY places, participants, projects, type, id
LIMIT $limit
