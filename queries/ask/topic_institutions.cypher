// zh: 与某词语有关的机构：自己的名称或主营领域含该词，或依托建设、承担、参与了名称或方向含该词的事物。
// en: Institutions tied to a word: in their own name or business, or in the name or direction of
// something that they host, undertake or take part in.
// param among: strings          名称、方向、主营领域含该词的 id | ids whose name, direction or business holds the word
// param types: strings = []     机构类型，空则全部 | types of institution, all if empty
MATCH (t:Entity)
WHERE t.id IN $among
OPTIONAL MATCH (t)-[r:HOSTED_BY|UNDERTAKEN_BY]->(o:Entity)
WHERE coalesce(r.default, true)
WITH t, collect({e: o, r: r}) AS hosts
OPTIONAL MATCH (m:Entity)-[q:PARTICIPATES_IN]->(t)
WHERE coalesce(q.default, true)
WITH t, hosts, collect({e: m, r: q}) AS members
UNWIND hosts + members + [{e: t, r: NULL}] AS pair
WITH pair.e AS e, t, pair.r AS r
WHERE e.type IN ["University", "ResearchInstitute", "Enterprise", "Hospital", "Association",
                 "Laboratory", "Government"] AND (size($types) = 0 OR e.type IN $types)
WITH e, t, CASE WHEN e.id = t.id THEN t.page ELSE r.page END AS page,
     CASE WHEN e.id = t.id THEN t.line ELSE r.line END AS line,
     CASE WHEN e.id = t.id THEN t.quote ELSE r.quote END AS quote
WITH DISTINCT e, t, page, line, quote ORDER BY line
WITH e, collect(DISTINCT t.id) AS via, collect(page) AS pages, collect(line) AS lines,
     collect(quote) AS quotes
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       "name" AS basis, [x IN via WHERE x <> e.id] AS via, pages, lines, quotes
ORDER BY type, id
