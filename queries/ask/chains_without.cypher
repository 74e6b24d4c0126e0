// zh: 规划没有写到参与机构（可限类型）、重大项目或产业平台的产业链。
// en: Chains for which the plan names no participant (of a type), no project or no park.
// param lacks: string           participant、project、park 之一 | participant, project or park
// param types: strings = []     参与机构的类型，空则全部 | types of participant, all if empty
MATCH (e:IndustryChain)
WHERE CASE $lacks
  WHEN "project" THEN NOT EXISTS { (e)-[:HAS_PROJECT]->(:Entity) }
  WHEN "park" THEN NOT EXISTS { (e)-[:BASED_IN]->(:Entity) }
  ELSE NOT EXISTS { MATCH (i:Entity)-[:PARTICIPATES_IN]->(e)
                    WHERE size($types) = 0 OR i.type IN $types } END
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       [e.page] AS pages, [e.line] AS lines, [e.quote] AS quotes
ORDER BY id
