// zh: 推得的支撑经由哪些实验室、项目、平台或产业链，各牵出几家机构。
// en: Through which laboratories, projects, platforms or chains supports of a field were derived,
// and how many institutions each brings in.
// param field: string                领域的 id | the field's id
// param default_only: boolean = true 只要默认显示的 | only what is shown by default
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (i:Entity)-[s:SUPPORTS]->(:TechField {id: $field})
WHERE (s.default OR NOT $default_only) AND ($plans IS NULL OR s.document IN $plans)
WITH i, s.via AS steps
UNWIND steps AS step
WITH i, step
MATCH (v:Entity {id: step})
WITH v, count(DISTINCT i) AS institutions
MATCH (v)-[d:DESCRIBED_IN]->(:Document)
WHERE $plans IS NULL OR d.document IN $plans
WITH v, institutions, d
ORDER BY d.document
WITH v, institutions, head(collect(d {.document, .page, .line, .quote, .section})) AS d
RETURN v.id AS id, v.name AS name, v.name_en AS name_en, v.type AS type,
       institutions, d.document AS document, d.page AS page, d.line AS line, d.quote AS quote
ORDER BY institutions DESC, id
