// zh: 已载入的规划：标题、简称、类型、层级、地域、发布单位、规划期、日期，以及段落数、实体数、关系数、
// 领域支撑数。
// en: The plans loaded: title, short title, kind, level, place, issuer, period, date, and how many
// passages, entities, relations and supports each has.
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (d:Document)
WHERE $plans IS NULL OR d.id IN $plans
RETURN d.id AS id, d.title AS title, d.source AS source, d.run AS run,
       d.fingerprint AS fingerprint, coalesce(d.short, d.title) AS short,
       d.read_title AS read_title, d.kind AS kind,
       d.level AS level, d.place AS place, d.province AS province, d.city AS city,
       d.county AS county, d.zone AS zone, d.issuer AS issuer, d.period AS period, d.date AS date,
       COUNT { (:Passage)-[:IN_DOCUMENT]->(d) } AS passages,
       COUNT { (:Entity)-[:DESCRIBED_IN]->(d) } AS entities,
       d.lenses AS lenses,
       d.relations AS relations, d.supports AS supports
ORDER BY title, id
