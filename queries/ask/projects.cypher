// zh: 规划列出的项目，可限种类与投资额（亿元）的上下限。
// en: The plan's projects, by kind and by investment (亿元) between two limits.
// param kinds: strings = []     major、bottleneck，空则全部 | major, bottleneck, all if empty
// param over: float = -1        投资不少于 | investment at least
// param under: float = -1       投资不多于 | investment at most
// param strict: boolean = false 不含恰好等于的 | without those that are just as much
MATCH (e:Project)
WHERE (size($kinds) = 0 OR e.kind IN $kinds) AND ($over < 0 OR e.amount >= $over)
  AND ($under < 0 OR e.amount <= $under)
  AND (NOT $strict OR (e.amount <> $over AND e.amount <> $under))
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       e.amount AS amount, e.amount AS value, [e.page] AS pages, [e.line] AS lines,
       [e.quote] AS quotes
ORDER BY id
