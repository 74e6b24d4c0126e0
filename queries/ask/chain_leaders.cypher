// zh: 原文写明的某产业链链主：参与该链、且写到该链的段落称其为链主。
// en: The leaders of a chain: they take part in it and a passage that names the chain says so.
// param chains: strings         产业链的 id | ids of the chains
MATCH (e:Entity)-[r:PARTICIPATES_IN]->(c:Entity)
WHERE c.id IN $chains AND coalesce(r.default, true)
WITH DISTINCT e, c
MATCH (p:Passage)
WHERE p.text CONTAINS "链主" AND (p.text CONTAINS c.name OR p.section CONTAINS c.name)
  AND any(name IN [e.name] + coalesce(e.aliases, []) WHERE
      any(verb IN ["为", "担任", "任", "作为", "是", "担当"] WHERE p.text CONTAINS name + verb + "链主")
      OR any(head IN ["链主企业", "链主单位", "链主"] WHERE
             any(sep IN ["", "为", "是", "：", " ｜ "] WHERE p.text CONTAINS head + sep + name)))
WITH e, p ORDER BY p.line
WITH e, head(collect(p)) AS p
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       "text" AS basis, [p.page] AS pages, [p.line] AS lines, [p.text] AS quotes
ORDER BY type, id
