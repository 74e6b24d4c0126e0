// zh: 输入时的提示：名称或别名包含所输入文字的实体。
// en: Suggestions while typing: entities whose name or alias contains what was typed.
// param text: string                 已输入的文字 | what was typed so far
// param limit: integer = 8           最多几个 | how many at most
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
WITH toLower(trim($text)) AS sought
MATCH (e:Entity)
WHERE $plans IS NULL OR any(d IN e.documents WHERE d IN $plans)
WITH e, sought, [e.name, coalesce(e.name_en, e.name)] + coalesce(e.aliases, []) AS names
WITH e, sought, [n IN names WHERE toLower(n) CONTAINS sought] AS hits
WHERE sought <> '' AND size(hits) > 0
RETURN e.id AS id, e.name AS name, e.name_en AS name_en, e.type AS type, hits[0] AS matched
ORDER BY CASE WHEN toLower(hits[0]) STARTS WITH sought THEN 0 ELSE 1 END, size(hits[0]), id
LIMIT $limit
