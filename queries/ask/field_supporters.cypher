// zh: 谁支持某领域（默认显示的），可限机构类型、名称所含的字、所在片区、依据，可排除若干机构。
// en: Who supports a field (what is shown by default), by type, words in the name, area, basis;
// some institutions may be left out.
// param field: string           领域的 id | the field's id
// param types: strings = []     机构类型，空则全部 | types of institution, all if empty
// param parts: strings = []     名称须含其一 | words of which the name holds one
// param area: string = ""       所在片区的 id | id of the area
// param bases: strings = []     stated、derived，空则全部 | stated, derived, both if empty
// param exclude: strings = []   不算的机构 id | ids to leave out
// param exclude_types: strings = [] 不算的机构类型 | types to leave out
// param lacking: strings = []   须不支持的领域 id | fields that they must not support
MATCH (e:Entity)-[s:SUPPORTS]->(:TechField {id: $field})
WHERE s.default AND (size($types) = 0 OR e.type IN $types)
  AND (size($parts) = 0 OR any(p IN $parts WHERE e.name CONTAINS p))
  AND (size($bases) = 0 OR s.basis IN $bases) AND NOT e.id IN $exclude
  AND NOT e.type IN $exclude_types
  AND NOT EXISTS {
    MATCH (e)-[o:SUPPORTS]->(f:TechField) WHERE o.default AND f.id IN $lacking
  }
  AND ($area = "" OR EXISTS { (e)-[:LOCATED_IN]->(:Area {id: $area}) })
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       s.basis AS basis, s.confidence AS confidence, s.via AS via,
       s.reasons_zh AS reasons_zh, s.reasons_en AS reasons_en,
       s.pages AS pages, s.lines AS lines, s.quotes AS quotes
ORDER BY basis DESC, confidence DESC, id
