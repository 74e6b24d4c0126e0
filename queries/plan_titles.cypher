// zh: 已载入的规划怎样称呼：标题、简称，以及同名时用来区分的规划期与文件。
// en: How the loaded plans are called: title, short title, and what tells two of one name apart.
MATCH (d:Document)
RETURN d.id AS id, d.title AS title, coalesce(d.short, d.title) AS short, d.period AS period,
       d.source AS source
ORDER BY title, id
