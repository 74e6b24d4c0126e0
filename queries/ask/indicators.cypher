// zh: 全部规划指标，可限片区、性质。
// en: All planned figures, by area and nature.
// param area: string = ""       范围的名称 | the name of the area or plan
MATCH (e:Indicator)
WHERE $area = "" OR e.scope = $area
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       e.unit AS unit, e.base AS base, e.target AS target, e.scope AS area,
       e.base_year AS base_year, e.target_year AS target_year, e.year_assumed AS year_assumed,
       [e.page] AS pages, [e.line] AS lines, [e.quote] AS quotes
ORDER BY id
