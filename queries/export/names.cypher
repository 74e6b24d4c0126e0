// zh: 全部实体的名称，用于提示相近的名称。
// en: The names of all entities, to tell which are near a name that is not known.
// param types: strings = null        只看这些类型 | only these types
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (e:Entity)
WHERE ($types IS NULL OR e.type IN $types) AND ($plans IS NULL OR any(d IN e.documents WHERE d IN $plans))
RETURN e.id AS id, e.name AS name, e.name_en AS name_en, e.aliases AS aliases
ORDER BY id
