// zh: 某机构隶属于谁。
// en: Whom an institution belongs to.
// param entity: string          它的 id | its id
MATCH (:Entity {id: $entity})-[r:AFFILIATED_WITH]->(e:Entity)
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       r.basis AS basis, r.pages AS pages, r.lines AS lines, r.quotes AS quotes
ORDER BY id
