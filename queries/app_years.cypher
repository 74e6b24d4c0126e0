// zh: 若干实体所在的时间：指标的目标年，以及提到各实体的规划的规划期。
// en: When some things are: the target year of an indicator, and the periods of the plans that
// tell of each.
// param ids: strings                 实体的 id | ids of entities
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (e:Entity)-[:DESCRIBED_IN]->(d:Document)
WHERE e.id IN $ids AND ($plans IS NULL OR d.id IN $plans)
RETURN e.id AS id, e.target_year AS year, min(d.period) AS period
ORDER BY id
