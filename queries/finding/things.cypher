// zh: 供查找的全部实体：各种名称、英文名、类型、所在规划与关系数。
// en: Everything that can be looked for: its names in both languages, type, plans, and how many
// relations it has.
// param limit: integer = 300000      最多几个 | how many at most
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (e:Entity)
WHERE $plans IS NULL OR any(d IN e.documents WHERE d IN $plans)
RETURN e.id AS id, e.type AS type, e.name AS name, e.name_en AS name_en, e.names_en AS names_en,
       e.aliases AS aliases, e.documents AS documents, COUNT { (e)-[r]-(:Entity) } AS relations
ORDER BY id
LIMIT $limit
