// zh: 规划目标的名称、范围：提问时用来识别。
// en: The names and zones of the planned figures, by which questions mean them.
MATCH (t:Target)
RETURN t.id AS id, t.type AS type, t.name AS name, t.area AS area, t.growth AS growth,
       t.yearly AS yearly, t.document AS document
ORDER BY id
