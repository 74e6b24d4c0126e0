// The document itself. $id, $properties. / 文献节点
MERGE (d:Document {id: $id})
SET d = $properties
