// zh: 文中提到、却没有支撑任何领域的机构。
// en: Institutions that the text names but that support no field.
// param types: strings = ["University", "ResearchInstitute", "Enterprise", "Hospital", "Association", "Laboratory"]  机构类型 | types of institution
// param default_only: boolean = true 只看默认显示的 | only what is shown by default
// param limit: integer = 500         最多几个 | how many at most
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (i:Entity)
WHERE i.type IN $types AND ($plans IS NULL OR any(d IN i.documents WHERE d IN $plans))
OPTIONAL MATCH (i)-[s:SUPPORTS]->(:TechField)
WHERE (s.default OR NOT $default_only) AND ($plans IS NULL OR s.document IN $plans)
WITH i, count(s) AS supports
WHERE supports = 0
MATCH (i)-[d:DESCRIBED_IN]->(:Document)
WHERE $plans IS NULL OR d.document IN $plans
WITH i, d
ORDER BY d.document
WITH i, head(collect(d {.document, .page, .line, .quote, .section})) AS d
RETURN i.id AS id, i.name AS name, i.name_en AS name_en, i.type AS type,
       d.document AS document, d.page AS page, d.line AS line, d.quote AS quote
ORDER BY type, id
LIMIT $limit
