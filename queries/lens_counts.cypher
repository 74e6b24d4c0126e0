// zh: 每个领域集下有多少机构、涉及多少份规划。
// en: How many institutions of how many plans fall under each lens.
// param default_only: boolean = true 只要默认显示的 | only what is shown by default
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (i:Entity)-[s:UNDER]->(f:LensField)
WHERE (s.default OR NOT $default_only) AND ($plans IS NULL OR s.document IN $plans)
RETURN f.lens AS lens, count(DISTINCT i.id) AS institutions, count(DISTINCT s.document) AS plans,
       count(s) AS supports
ORDER BY lens
