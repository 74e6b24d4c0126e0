// zh: 一份规划里的全部实体：它在这份规划中的名称、别名、状态、属性与原文。
// en: All entities of one plan: what that plan calls them, their status, their properties, and the
// quotes.
// param plan: string                 规划的 id | the plan's id
MATCH (e:Entity)-[d:DESCRIBED_IN]->(:Document {id: $plan})
OPTIONAL MATCH (e)-[m:MENTIONED_IN]->(:Passage {document: $plan})
WITH e, d, m
ORDER BY m.line, size(m.quote) DESC, m.quote
WITH e, d, collect(m {.document, .page, .line, .quote}) AS quotes
RETURN e.id AS id, e.type AS type, e.name_en AS name_en, d.name AS name, d.aliases AS aliases,
       d.status AS status, d.unit AS unit, d.base AS base, d.base_year AS base_year,
       d.target AS target, d.target_year AS target_year,
       d.year_assumed AS year_assumed, d.nature AS nature, d.scope AS scope,
       d.amount AS amount, d.document AS document, d.page AS page, d.line AS line,
       d.quote AS quote, quotes
ORDER BY type, id
