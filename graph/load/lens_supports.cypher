// Who supports a field of a lens, one per document. $rows: id, head, tail, properties.
// 机构对领域集中各领域的支撑
UNWIND $rows AS row
MATCH (h:Entity {id: row.head})
MATCH (f:LensField {id: row.tail})
MERGE (h)-[r:UNDER {id: row.id}]->(f)
SET r = row.properties
