// zh: 规划布局的全部标志性科技领域。
// en: All flagship technology fields that the plan lays out.
// param exclude: strings = []   不算的领域 id | ids of fields to leave out
MATCH (e:TechField)
WHERE NOT e.id IN $exclude
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       [e.page] AS pages, [e.line] AS lines, [e.quote] AS quotes
ORDER BY e.order, id
