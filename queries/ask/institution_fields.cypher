// zh: 某机构支持哪些领域（默认显示的）。
// en: Which fields an institution supports (what is shown by default).
// param institution: string     机构的 id | the institution's id
// param bases: strings = []     stated、derived，空则全部 | stated, derived, both if empty
// param exclude: strings = []   不算的领域 id | ids of fields to leave out
MATCH (:Entity {id: $institution})-[s:SUPPORTS]->(e:TechField)
WHERE s.default AND (size($bases) = 0 OR s.basis IN $bases) AND NOT e.id IN $exclude
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       s.basis AS basis, s.confidence AS confidence, s.via AS via,
       s.reasons_zh AS reasons_zh, s.reasons_en AS reasons_en,
       s.pages AS pages, s.lines AS lines, s.quotes AS quotes
ORDER BY e.order, id
