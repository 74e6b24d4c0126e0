// zh: 一个实体本身：名称、别名、状态、研究方向、主营领域、投资。
// en: An entity itself: names, status, direction, business, investment.
// param entity: string          它的 id | its id
MATCH (e:Entity {id: $entity})
OPTIONAL MATCH (e)-[m:MENTIONED_IN]->(:Passage)
WITH e, m ORDER BY m.line
WITH e, collect(m) AS found
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       e.status AS status, e.direction AS direction, e.business AS business, e.amount AS amount,
       e.paragraph AS paragraph,
       e.unit AS unit, e.base AS base, e.target AS target,
       [m IN found | m.page] AS pages, [m IN found | m.line] AS lines,
       [m IN found | m.quote] AS quotes
