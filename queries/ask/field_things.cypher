// zh: 某领域的支撑经由哪些设施、中心、平台、项目、产业链。
// en: The facilities, centres, platforms, projects and chains through which a field is supported.
// param field: string           领域的 id | the field's id
// param types: strings          它们的类型 | their types
// param parts: strings = []     名称须含其一 | words of which the name holds one
// param kinds: strings = []     项目种类，空则全部 | kinds of project, all if empty
MATCH (:Entity)-[s:SUPPORTS]->(:TechField {id: $field})
WHERE s.default AND size(s.via) > 0
UNWIND s.via AS step
WITH DISTINCT step
MATCH (e:Entity {id: step})
WHERE e.type IN $types AND (size($kinds) = 0 OR e.kind IN $kinds)
  AND (size($parts) = 0 OR any(p IN $parts WHERE e.name CONTAINS p))
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       e.status AS status, "derived" AS basis, [e.page] AS pages, [e.line] AS lines,
       [e.quote] AS quotes
ORDER BY type, id
