// zh: 一个实体的全部属性，以及它的关系数与出现次数。
// en: Everything about one entity, with the number of its relations and mentions.
// param id: string                   实体的 id | the entity's id
MATCH (e:Entity {id: $id})
RETURN e.id AS id, e.type AS type, e.name AS name, e.name_en AS name_en, e.aliases AS aliases,
       e.status AS status, coalesce(e.flagship, false) AS flagship, e.documents AS documents,
       e.page AS page, e.line AS line, e.quote AS quote, e.section AS section,
       properties(e) AS properties,
       COUNT { (e)--(:Entity) } AS relations, COUNT { (e)-[:MENTIONED_IN]->() } AS mentions
