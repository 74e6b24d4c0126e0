// The document's own node, once nothing of it is left. / 删除文献节点
MATCH (d:Document {id: $id})
DETACH DELETE d
