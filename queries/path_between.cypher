// zh: 两个实体之间的一条最短路径；较弱的支撑不算，除非要求。
// en: One shortest path between two entities; weaker supports do not count unless asked for.
// param source: string               一个实体的 id | the id of one entity
// param target: string               另一个实体的 id | the id of the other
// param weaker: boolean = false      是否也走较弱的支撑 | go over weaker supports too
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (a:Entity {id: $source}), (b:Entity {id: $target})
MATCH p = shortestPath((a)-[:SUPPORTS|HOSTED_BY|UNDERTAKEN_BY|PARTICIPATES_IN|BASED_IN|HAS_PROJECT|PART_OF|LOCATED_IN|AFFILIATED_WITH*..6]-(b))
WHERE all(r IN relationships(p) WHERE ($weaker OR coalesce(r.default, true))
          AND ($plans IS NULL OR r.document IN $plans))
RETURN [n IN nodes(p) | n {.id, .name, .name_en, .type}] AS nodes,
       [r IN relationships(p) | {id: r.id, type: type(r), source: startNode(r).id,
        target: endNode(r).id, basis: r.basis, document: r.document, page: r.page, line: r.line, quote: r.quote}] AS edges,
       length(p) AS length
