// The document's own node and its ledger, once nothing else of it is left. / 删除文献节点及其台账
MATCH (d:Document {id: $id})
OPTIONAL MATCH (l:Ledger {id: $id})
DETACH DELETE d, l
