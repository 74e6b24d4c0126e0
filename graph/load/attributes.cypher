// What tables state of entities beside their ties. $rows: id, entity, properties. / 实体的表格属性
UNWIND $rows AS row
MATCH (e:Entity {id: row.entity})
MERGE (a:Attribute {id: row.id})
SET a = row.properties
MERGE (e)-[:HAS_ATTRIBUTE]->(a)
