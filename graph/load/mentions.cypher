// Where an entity is mentioned, one per piece of evidence. $rows: id, entity, passage,
// properties. / 实体在段落中的出现
UNWIND $rows AS row
MATCH (e:Entity {id: row.entity})
MATCH (p:Passage {id: row.passage})
MERGE (e)-[r:MENTIONED_IN {id: row.id}]->(p)
SET r = row.properties
