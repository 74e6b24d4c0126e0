// What became of each line of the document. $id, $properties. / 文献各行的去向
MATCH (d:Document {id: $id})
MERGE (l:Ledger {id: $id})
SET l = $properties
MERGE (l)-[:LEDGER_OF]->(d)
