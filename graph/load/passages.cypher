// The document's passages. $rows: id, properties. / 文献的段落
UNWIND $rows AS row
MERGE (p:Passage {id: row.id})
SET p = row.properties
