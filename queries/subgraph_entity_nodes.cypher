// zh: 一个实体周围若干步之内的实体，用于导出。
// en: The entities within some steps of one entity, for export.
// param entity: string               实体的 id | the entity's id
// param hops: integer = 1            几步，至多 4 | how many steps, 4 at most
// param types: strings = null        只要这些类型 | only these types
// param weaker: boolean = false      是否包括较弱的支撑 | weaker supports too
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (c:Entity {id: $entity})-[r:SUPPORTS|HOSTED_BY|UNDERTAKEN_BY|PARTICIPATES_IN|BASED_IN|HAS_PROJECT|PART_OF|LOCATED_IN|AFFILIATED_WITH*0..4]-(e:Entity)
WHERE size(r) <= $hops AND all(x IN r WHERE ($weaker OR coalesce(x.default, true))
          AND ($plans IS NULL OR x.document IN $plans))
  AND ($types IS NULL OR e.type IN $types OR e.id = c.id)
WITH DISTINCT e
RETURN e.id AS id, e.type AS type, e.name AS name, properties(e) AS properties
ORDER BY id
