// zh: 表格写明的实体属性：表头与数值；不给 id 则为全部实体。
// en: What tables state of entities: head and value; of all entities where no ids are given.
// param ids: strings = null          实体的 id | ids of entities
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (e:Entity)-[:HAS_ATTRIBUTE]->(a:Attribute)
WHERE ($ids IS NULL OR e.id IN $ids) AND ($plans IS NULL OR a.document IN $plans)
RETURN e.id AS id, a.head AS head, a.value AS value
ORDER BY id, a.document, a.table, a.row, a.column
