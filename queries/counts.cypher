// zh: 图中各有多少：文献、段落、实体、关系、领域支撑。
// en: How much the graph holds: documents, passages, entities, relations, supports of fields.
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
OPTIONAL MATCH (d:Document)
WHERE $plans IS NULL OR d.id IN $plans
WITH d, COUNT { (:Passage)-[:IN_DOCUMENT]->(d) } AS passages
OPTIONAL MATCH (d)<-[:DESCRIBED_IN]-(e:Entity)
WITH d, passages, collect(e.id) AS things
WITH collect({id: d.id, passages: passages, supports: d.supports, others: d.relations}) AS found,
     collect(things) AS things
UNWIND things AS some
UNWIND CASE WHEN size(some) = 0 THEN [null] ELSE some END AS thing
WITH found, count(DISTINCT thing) AS entities
WITH [d IN found WHERE d.id IS NOT NULL] AS plans, entities
RETURN size(plans) AS documents, reduce(n = 0, d IN plans | n + d.passages) AS passages, entities,
       reduce(n = 0, d IN plans | n + d.others + d.supports) AS relations,
       reduce(n = 0, d IN plans | n + d.supports) AS supports
