// zh: 某机构参与的产业链、未来产业、特色服务产业。
// en: The chains and industries that an institution takes part in.
// param institution: string     机构的 id | the institution's id
// param types: strings = []     IndustryChain 等，空则全部 | IndustryChain and so on, all if empty
MATCH (:Entity {id: $institution})-[r:PARTICIPATES_IN]->(e:Entity)
WHERE coalesce(r.default, true) AND (size($types) = 0 OR e.type IN $types)
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       r.basis AS basis, r.pages AS pages, r.lines AS lines, r.quotes AS quotes
ORDER BY type, id
