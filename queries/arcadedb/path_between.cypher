// zh: 两个实体之间的一条最短路径；较弱的支撑不算，除非要求。
// en: One shortest path between two entities; weaker supports do not count unless asked for.
// param source: string               一个实体的 id | the id of one entity
// param target: string               另一个实体的 id | the id of the other
// param weaker: boolean = false      是否也走较弱的支撑 | go over weaker supports too
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
// This engine looks at a way's relations only after it has found the shortest one: three times up
// to two steps instead, of all ways to the same entity the shortest goes on.
MATCH (a:Entity {id: $source}), (:Entity {id: $target})
MATCH p = (a)-[:SUPPORTS|HOSTED_BY|UNDERTAKEN_BY|PARTICIPATES_IN|BASED_IN|HAS_PROJECT|PART_OF|LOCATED_IN|AFFILIATED_WITH*0..2]-(x:Entity)
WHERE all(r IN relationships(p) WHERE ($weaker OR coalesce(r.default, true))
          AND ($plans IS NULL OR r.document IN $plans))
WITH x, nodes(p) AS gone, relationships(p) AS steps ORDER BY size(steps), x.id
WITH x, head(collect(gone)) AS gone, head(collect(steps)) AS steps
MATCH p = (x)-[:SUPPORTS|HOSTED_BY|UNDERTAKEN_BY|PARTICIPATES_IN|BASED_IN|HAS_PROJECT|PART_OF|LOCATED_IN|AFFILIATED_WITH*0..2]-(y:Entity)
WHERE all(r IN relationships(p) WHERE ($weaker OR coalesce(r.default, true))
          AND ($plans IS NULL OR r.document IN $plans))
WITH y, gone + tail(nodes(p)) AS gone, steps + relationships(p) AS steps ORDER BY size(steps), y.id
WITH y, head(collect(gone)) AS gone, head(collect(steps)) AS steps
MATCH p = (y)-[:SUPPORTS|HOSTED_BY|UNDERTAKEN_BY|PARTICIPATES_IN|BASED_IN|HAS_PROJECT|PART_OF|LOCATED_IN|AFFILIATED_WITH*0..2]-(z:Entity {id: $target})
WHERE all(r IN relationships(p) WHERE ($weaker OR coalesce(r.default, true))
          AND ($plans IS NULL OR r.document IN $plans))
WITH z, gone + tail(nodes(p)) AS gone, steps + relationships(p) AS steps ORDER BY size(steps)
LIMIT 1
RETURN [n IN gone | n {.id, .name, .name_en, .type}] AS nodes,
       [r IN steps | {id: r.id, type: type(r), source: startNode(r).id,
        target: endNode(r).id, basis: r.basis, document: r.document, page: r.page, line: r.line, quote: r.quote}] AS edges,
       size(steps) AS length
