// zh: 一个实体的全部属性，以及它的关系数与出现次数。
// en: Everything about one entity, with the number of its relations and mentions.
// param id: string                   实体的 id | the entity's id
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (e:Entity {id: $id})
MATCH (e)-[d:DESCRIBED_IN]->(:Document)
WHERE $plans IS NULL OR d.document IN $plans
WITH e, d
ORDER BY d.document
WITH e, head(collect(d {.document, .page, .line, .quote, .section})) AS d
RETURN e.id AS id, e.type AS type, e.name AS name, e.name_en AS name_en, e.aliases AS aliases,
       e.status AS status, coalesce(e.flagship, false) AS flagship, e.documents AS documents,
       d.document AS document, d.page AS page, d.line AS line, d.quote AS quote, d.section AS section,
       properties(e) AS properties,
       COUNT { (e)-[r]-(:Entity) WHERE $plans IS NULL OR r.document IN $plans } AS relations,
       COUNT { (e)-[m:MENTIONED_IN]->() WHERE $plans IS NULL OR m.document IN $plans } AS mentions
