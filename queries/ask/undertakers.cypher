// zh: 某项目的实施单位。
// en: Who undertakes a project.
// param project: string         项目的 id | the project's id
MATCH (:Project {id: $project})-[r:UNDERTAKEN_BY]->(e:Entity)
WHERE coalesce(r.default, true)
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       r.basis AS basis, r.pages AS pages, r.lines AS lines, r.quotes AS quotes
ORDER BY id
