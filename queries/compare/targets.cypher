// zh: 一份规划的全部规划目标：各年的数值、基期、单位与原文。
// en: All planned figures of one plan: the value of each year, the base, the unit, and the quotes.
// param plan: string                 规划的 id | the plan's id
MATCH (t:Target {document: $plan})
RETURN t.id AS id, t.name AS name, t.area AS area, t.unit AS unit, t.base AS base,
       t.base_year AS base_year, t.target AS target, t.target_year AS target_year,
       t.year_assumed AS year_assumed, t.years AS years, t.values AS values,
       t.years_assumed AS years_assumed, t.nature AS nature, t.growth AS growth,
       t.yearly AS yearly, t.stated AS stated, t.pages AS pages, t.lines AS lines,
       t.quotes AS quotes
ORDER BY stated, t.line, id
