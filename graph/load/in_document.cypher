// Each passage belongs to its document. $rows: id, document. / 段落属于文献
UNWIND $rows AS row
MATCH (d:Document {id: row.document})
MATCH (p:Passage {id: row.id})
MERGE (p)-[:IN_DOCUMENT]->(d)
