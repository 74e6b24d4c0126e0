// Passages in reading order. $rows: id, next. / 段落的先后顺序
UNWIND $rows AS row
MATCH (p:Passage {id: row.id})
MATCH (q:Passage {id: row.next})
MERGE (p)-[:NEXT]->(q)
