// zh: 有哪些规划：简称、标题、文件名、规划期与地域，不数其中有什么。
// en: Which plans there are: short title, title, file, period and place; nothing in them is counted.
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
// param shorts: strings = null       只看这些简称 | only those of these short titles
MATCH (d:Document)
WHERE ($plans IS NULL OR d.id IN $plans) AND ($shorts IS NULL OR coalesce(d.short, d.title) IN $shorts)
RETURN d.id AS id, coalesce(d.short, d.title) AS short, d.title AS title,
       d.read_title AS read_title, d.source AS source, d.run AS run, d.period AS period,
       d.place AS place, d.province AS province, d.city AS city, d.county AS county, d.zone AS zone
ORDER BY title, id
