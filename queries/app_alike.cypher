// zh: 与一个实体有最多共同邻居的同类实体，以及共同的邻居。
// en: Entities of the same type that share the most neighbours with one, and those neighbours.
// param id: string                   实体的 id | the entity's id
// param limit: integer = 8           最多几个 | how many at most
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (e:Entity {id: $id})-[r]-(shared:Entity)-[s]-(o:Entity)
WHERE o.id <> e.id AND o.type = e.type
  AND ($plans IS NULL OR (r.document IN $plans AND s.document IN $plans))
  AND coalesce(r.default, true) AND coalesce(s.default, true)
  AND NOT shared.type IN ['Area', 'IndustryCluster']
WITH DISTINCT o, shared
ORDER BY shared.type, shared.id
WITH o, collect(shared {.id, .name, .name_en, .type}) AS shared
RETURN o.id AS id, o.name AS name, o.name_en AS name_en, o.type AS type, shared,
       size(shared) AS common
ORDER BY common DESC, id
LIMIT $limit
