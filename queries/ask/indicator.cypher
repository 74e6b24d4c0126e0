// zh: 规划指标的基期值与目标值。
// en: A planned figure: its base value and its target.
// param indicators: strings     指标的 id | ids of the indicators
MATCH (e:Indicator)
WHERE e.id IN $indicators
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       e.unit AS unit, e.base AS base, e.target AS target, e.nature AS nature, e.scope AS area,
       e.base_year AS base_year, e.target_year AS target_year, e.year_assumed AS year_assumed, e.years AS years,
       e.values AS values,
       [e.page] AS pages, [e.line] AS lines, [e.quote] AS quotes
ORDER BY id
