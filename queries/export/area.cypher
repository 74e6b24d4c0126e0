// zh: 一个片区、位于或布局于其中的实体，以及位于其中平台内的实体。
// en: An area, what is located or based in it, and what is located or based in a park of it.
// param area: string                 片区的 id | the area's id
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (a:Entity {id: $area})
OPTIONAL MATCH (e:Entity)-[r:LOCATED_IN|BASED_IN*1..2]->(a)
WHERE all(x IN r WHERE $plans IS NULL OR x.document IN $plans)
WITH a, collect(DISTINCT e.id) AS inside
UNWIND [a.id] + inside AS id
RETURN DISTINCT id
ORDER BY id
