// zh: 图中各有多少：文献、段落、实体、关系、领域支撑。
// en: How much the graph holds: documents, passages, entities, relations, supports of fields.
RETURN COUNT { (:Document) } AS documents, COUNT { (:Passage) } AS passages,
       COUNT { (:Entity) } AS entities, COUNT { (:Entity)-[]->(:Entity) } AS relations,
       COUNT { (:Entity)-[:SUPPORTS]->(:TechField) } AS supports
