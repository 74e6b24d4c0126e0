// zh: 一个实体周围的图：一步或两步之内的实体，以及它们之间的关系。nodes 按距离排列，第一个是
// 它自己；total 是未截断时的实体数。
// en: The graph around an entity: the entities within one or two steps and the relations among
// them. nodes are in the order of their distance, itself first; total counts before the limit.
// param entity: string               实体的 id | the entity's id
// param hops: integer = 1            几步：1 或 2 | how many steps: 1 or 2
// param limit: integer = 60          最多几个实体 | how many entities at most
// param weaker: boolean = false      是否包括较弱的支撑 | weaker supports too
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (e:Entity {id: $entity})
OPTIONAL MATCH (e)-[r:SUPPORTS|HOSTED_BY|UNDERTAKEN_BY|PARTICIPATES_IN|BASED_IN|HAS_PROJECT|PART_OF|LOCATED_IN|AFFILIATED_WITH*1..2]-(n:Entity)
WHERE size(r) <= $hops AND n.id <> e.id
  AND all(x IN r WHERE ($weaker OR coalesce(x.default, true))
          AND ($plans IS NULL OR x.document IN $plans))
WITH e, n, min(size(r)) AS distance
ORDER BY distance, n.type, n.id
WITH e, [x IN collect(CASE WHEN n IS NULL THEN null ELSE {node: n, distance: distance} END)
         WHERE x IS NOT NULL] AS found
WITH [{node: e, distance: 0}] + found AS all_found, size(found) + 1 AS total
WITH all_found[0..$limit] AS kept, total
WITH kept, total, [x IN kept | x.node.id] AS ids
OPTIONAL MATCH (a:Entity)-[r:SUPPORTS|HOSTED_BY|UNDERTAKEN_BY|PARTICIPATES_IN|BASED_IN|HAS_PROJECT|PART_OF|LOCATED_IN|AFFILIATED_WITH]->(b:Entity)
WHERE a.id IN ids AND b.id IN ids AND ($weaker OR coalesce(r.default, true))
  AND ($plans IS NULL OR r.document IN $plans)
WITH kept, total, r, a, b
ORDER BY r.id
RETURN [x IN kept | {id: x.node.id, name: x.node.name, name_en: x.node.name_en, type: x.node.type,
        status: x.node.status, flagship: x.node.flagship, page: x.node.page, line: x.node.line,
        quote: x.node.quote, distance: x.distance}] AS nodes,
       [x IN collect(CASE WHEN r IS NULL THEN null ELSE {id: r.id, type: type(r), source: a.id,
        target: b.id, basis: r.basis, confidence: r.confidence, default: r.default, document: r.document,
        page: r.page, line: r.line, quote: r.quote} END) WHERE x IS NOT NULL] AS edges,
       total
