// zh: 规划目标各年的数值与基期值。
// en: A planned figure: its value of every year, and its base.
// param indicators: strings     规划目标的 id | ids of the planned figures
MATCH (t:Target)
WHERE t.id IN $indicators
RETURN t.id AS id, t.type AS type, t.name AS name, [] AS aliases, t.unit AS unit, t.base AS base,
       t.target AS target, t.nature AS nature, t.area AS area, t.base_year AS base_year,
       t.target_year AS target_year, t.years AS years, t.values AS values, t.quote_years AS quote_years,
       t.year_assumed AS year_assumed, t.years_assumed AS years_assumed, t.growth AS growth,
       t.pages AS pages, t.lines AS lines, t.quotes AS quotes, t.document AS document
ORDER BY id
