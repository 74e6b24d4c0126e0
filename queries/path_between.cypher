// zh: 两个实体之间的一条最短路径。
// en: One shortest path between two entities.
// param source: string               一个实体的 id | the id of one entity
// param target: string               另一个实体的 id | the id of the other
MATCH (a:Entity {id: $source}), (b:Entity {id: $target})
MATCH p = shortestPath((a)-[:SUPPORTS|HOSTED_BY|UNDERTAKEN_BY|PARTICIPATES_IN|BASED_IN|HAS_PROJECT|PART_OF|LOCATED_IN|AFFILIATED_WITH*..6]-(b))
RETURN [n IN nodes(p) | n {.id, .name, .name_en, .type}] AS nodes,
       [r IN relationships(p) | {id: r.id, type: type(r), source: startNode(r).id,
        target: endNode(r).id, basis: r.basis, page: r.page, line: r.line, quote: r.quote}] AS edges,
       length(p) AS length
