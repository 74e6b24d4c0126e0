// zh: 某些类型的实体，可限名称所含的字、状态、项目种类、金额等。
// en: Entities of some types; by words in the name, status, kind of project, amount and so on.
// param types: strings = []     类型，空则全部 | types, all if empty
// param parted: strings = []    名称须含其一的类型 | types of which the name must hold a word
// param parts: strings = []     这些字 | these words
// param levels: strings = []    名称须含其一（级别） | words of which the name holds one (level)
// param among: strings = null   只看这些 | only these
// param exclude: strings = []   不算的 id | ids to leave out
// param exclude_types: strings = [] 不算的类型 | types to leave out
// param exclude_parts: strings = [] 名称不得含的字 | words that the name must not hold
// param statuses: strings = []  状态，空则全部 | statuses, all if empty
// param statuses_not: strings = [] 不算的状态 | statuses to leave out
// param kinds: strings = []     项目种类，空则全部 | kinds of project, all if empty
// param flagship: strings = []  yes 或 no | yes or no
// param boxes: strings = []     列出标志性实体的专栏 | boxes that list the flagship ones
// param over: float = -1        投资不少于（亿元） | investment of at least (亿元)
// param under: float = -1       投资不多于（亿元） | investment of at most (亿元)
MATCH (e:Entity)
WHERE (e.type IN $types OR size($types) + size($parted) = 0
       OR (e.type IN $parted AND any(p IN $parts WHERE e.name CONTAINS p
           OR any(a IN e.aliases WHERE a CONTAINS p))))
  AND (size($levels) = 0 OR any(p IN $levels WHERE e.name CONTAINS p
       OR any(a IN e.aliases WHERE a CONTAINS p)))
  AND ($among IS NULL OR e.id IN $among)
  AND NOT e.id IN $exclude AND NOT e.type IN $exclude_types
  AND NOT any(p IN $exclude_parts WHERE e.name CONTAINS p)
  AND (size($statuses) = 0 OR e.status IN $statuses
       OR any(s IN $statuses WHERE e.nature STARTS WITH substring(s, 0, 2)))
  AND (size($statuses_not) = 0 OR NOT coalesce(e.status, e.nature, "") IN $statuses_not)
  AND (size($kinds) = 0 OR e.kind IN $kinds)
  AND (size($flagship) = 0 OR size($boxes) > 0
       OR coalesce(e.flagship, false) = ("yes" IN $flagship))
  AND (size($boxes) = 0
       OR EXISTS { MATCH (e)-[:MENTIONED_IN]->(p:Passage) WHERE p.section IN $boxes })
  AND ($over < 0 OR e.amount >= $over) AND ($under < 0 OR e.amount <= $under)
