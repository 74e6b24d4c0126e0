// zh: 文中提到、却没有支撑任何领域的机构。
// en: Institutions that the text names but that support no field.
// param types: strings = ["University", "ResearchInstitute", "Enterprise", "Hospital", "Association", "Laboratory"]  机构类型 | types of institution
// param default_only: boolean = true 只看默认显示的 | only what is shown by default
// param limit: integer = 500         最多几个 | how many at most
MATCH (i:Entity)
WHERE i.type IN $types
OPTIONAL MATCH (i)-[s:SUPPORTS]->(:TechField)
WHERE s.default OR NOT $default_only
WITH i, count(s) AS supports
WHERE supports = 0
RETURN i.id AS id, i.name AS name, i.name_en AS name_en, i.type AS type, i.page AS page,
       i.line AS line, i.quote AS quote
ORDER BY type, id
LIMIT $limit
