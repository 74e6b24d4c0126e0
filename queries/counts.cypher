// zh: 图中各有多少：文献、段落、实体、关系、领域支撑。
// en: How much the graph holds: documents, passages, entities, relations, supports of fields.
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
RETURN COUNT { (d:Document) WHERE $plans IS NULL OR d.id IN $plans } AS documents,
       COUNT { (p:Passage) WHERE $plans IS NULL OR p.document IN $plans } AS passages,
       COUNT { (e:Entity) WHERE $plans IS NULL OR any(d IN e.documents WHERE d IN $plans) } AS entities,
       COUNT { (:Entity)-[r]->(:Entity) WHERE $plans IS NULL OR r.document IN $plans } AS relations,
       COUNT { (:Entity)-[s:SUPPORTS]->(:TechField) WHERE $plans IS NULL OR s.document IN $plans }
         AS supports
