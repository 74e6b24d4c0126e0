// zh: 某机构是否支持某领域，为什么（默认显示的）。
// en: Whether an institution supports a field, and why (what is shown by default).
// param institution: string     机构的 id | the institution's id
// param field: string           领域的 id | the field's id
MATCH (e:Entity {id: $institution})-[s:SUPPORTS]->(:TechField {id: $field})
WHERE s.default
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       s.basis AS basis, s.confidence AS confidence, s.via AS via,
       s.reasons_zh AS reasons_zh, s.reasons_en AS reasons_en,
       s.pages AS pages, s.lines AS lines, s.quotes AS quotes
ORDER BY basis DESC, confidence DESC, id
