// zh: 以 id、名称、别名或英文名指明的实体，不分大小写。
// en: The entities that an id, a name, an alias or an English name means, whatever its case.
// param text: string                 所给的名称 | the name given
// param types: strings = null        只看这些类型 | only these types
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
WITH toLower(trim($text)) AS sought
MATCH (e:Entity)
WHERE ($types IS NULL OR e.type IN $types) AND ($plans IS NULL OR any(d IN e.documents WHERE d IN $plans))
  AND (toLower(e.id) = sought OR toLower(e.name) = sought OR toLower(e.name_en) = sought
       OR any(alias IN coalesce(e.aliases, []) WHERE toLower(alias) = sought))
RETURN e.id AS id, e.type AS type, e.name AS name,
       CASE WHEN toLower(e.id) = sought THEN 0 WHEN toLower(e.name) = sought THEN 1 ELSE 2 END AS rank
ORDER BY rank, id
