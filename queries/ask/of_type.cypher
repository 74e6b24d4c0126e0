// zh: 某些类型的全部实体，可限名称所含的字、状态、标志性。
// en: All entities of some types, by words in the name, status, flagship.
// param types: strings          类型 | types
// param parts: strings = []     名称须含其一 | words of which the name holds one
// param statuses: strings = []  状态 | statuses
// param flagship: boolean = false 只要标志性的 | flagship ones only
// param boxes: strings = []     只看写在这些专栏里的 | only what stands in these boxes
// param among: strings = null   只在这些 id 之中 | only among these ids
MATCH (e:Entity)
WHERE e.type IN $types AND (size($statuses) = 0 OR coalesce(e.status, e.nature) IN $statuses)
  AND (size($parts) = 0 OR any(p IN $parts WHERE e.name CONTAINS p OR any(a IN e.aliases WHERE a CONTAINS p)))
  AND (NOT $flagship OR e.flagship OR size($boxes) > 0)
  AND (size($boxes) = 0 OR EXISTS { MATCH (e)-[:MENTIONED_IN]->(p:Passage) WHERE p.section IN $boxes })
  AND ($among IS NULL OR e.id IN $among)
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       e.status AS status, [e.page] AS pages, [e.line] AS lines, [e.quote] AS quotes
ORDER BY type, id
