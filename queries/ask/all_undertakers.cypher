// zh: 承担项目的单位，可限项目种类、单位类型、项目名称所含的词。
// en: Who undertakes the plan's projects, by kind of project, type of institution and words in
// the project's name.
// param kinds: strings = []     major、bottleneck，空则全部 | major, bottleneck, all if empty
// param types: strings = []     单位类型，空则全部 | types of institution, all if empty
// param among: strings = null   只看这些项目 | only these projects
MATCH (p:Project)-[r:UNDERTAKEN_BY]->(e:Entity)
WHERE (size($kinds) = 0 OR p.kind IN $kinds) AND (size($types) = 0 OR e.type IN $types)
  AND ($among IS NULL OR p.id IN $among)
WITH e, p, r ORDER BY p.id
WITH e, collect(p.id) AS via, collect(r) AS found
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       "table" AS basis, via, [r IN found | r.page] AS pages, [r IN found | r.line] AS lines,
       [r IN found | r.quote] AS quotes
ORDER BY type, id
