// What a document says of an entity: name, aliases, status, first evidence and so on.
// $rows: id, document, properties. / 文献对实体的描述
UNWIND $rows AS row
MATCH (e:Entity {id: row.id})
MATCH (d:Document {id: row.document})
MERGE (e)-[r:DESCRIBED_IN {document: row.document}]->(d)
SET r = row.properties
