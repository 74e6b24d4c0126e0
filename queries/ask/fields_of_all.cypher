// zh: 几家机构都支持的领域。
// en: The fields that several institutions all support.
// param institutions: strings   机构的 id | ids of the institutions
MATCH (i:Entity)-[s:SUPPORTS]->(e:TechField)
WHERE s.default AND i.id IN $institutions
WITH e, s, i ORDER BY i.id
WITH e, collect(DISTINCT i.id) AS who, collect(s) AS found
WHERE size(who) = size($institutions)
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       [s IN found | s.page] AS pages, [s IN found | s.line] AS lines,
       [s IN found | s.quote] AS quotes
ORDER BY e.order, id
