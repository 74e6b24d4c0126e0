// zh: 两个实体之间是否有某些种类的关系。
// en: Whether two entities have relations of some kinds.
// param first: string           其一 | one
// param second: string          其二 | the other
// param relations: strings      关系的种类 | kinds of relation
MATCH (e:Entity {id: $first})-[r]-(o:Entity {id: $second})
WHERE type(r) IN $relations AND coalesce(r.default, true)
WITH startNode(r) AS e, endNode(r) AS o, r, type(r) AS relation
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       relation, o.name AS other, o.name_en AS other_en, r.basis AS basis, r.pages AS pages,
       r.lines AS lines, r.quotes AS quotes
ORDER BY relation, id
