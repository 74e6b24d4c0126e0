// zh: 全部实体的名称与别名，用于选择。
// en: Names and aliases of all entities, to choose from.
// param limit: integer = 20000       最多几个 | how many at most
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (e:Entity)
WHERE $plans IS NULL OR any(d IN e.documents WHERE d IN $plans)
RETURN e.id AS id, e.name AS name, e.name_en AS name_en, e.aliases AS aliases, e.type AS type
ORDER BY name, id
LIMIT $limit
