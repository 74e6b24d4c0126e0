// zh: 若干实体位于或布局于哪些片区，包括位于片区内平台的；每个片区其中有几个。
// en: In which areas some things are located or based, also in a park of it; how many in each.
// param ids: strings                 实体的 id | ids of entities
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (e:Entity)-[r:LOCATED_IN|BASED_IN*1..2]->(a:Area)
WHERE e.id IN $ids AND all(x IN r WHERE $plans IS NULL OR x.document IN $plans)
RETURN a.id AS id, a.name AS name, a.name_en AS name_en, count(DISTINCT e.id) AS things
ORDER BY things DESC, id
