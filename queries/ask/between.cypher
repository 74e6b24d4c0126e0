// zh: 两个实体之间写明的关系。
// en: The relations that are stated between two entities.
// param first: string           其一 | one
// param second: string          其二 | the other
MATCH (a:Entity {id: $first})-[r]-(b:Entity {id: $second})
WITH startNode(r) AS e, endNode(r) AS o, r, type(r) AS relation
WHERE coalesce(r.default, true)
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       relation, o.name AS other, o.name_en AS other_en, r.basis AS basis, r.pages AS pages,
       r.lines AS lines, r.quotes AS quotes
ORDER BY relation, id
