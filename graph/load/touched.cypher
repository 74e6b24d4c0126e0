// Entities that $document described before this load. / 该文献此前描述的实体
MATCH (e:Entity)-[:DESCRIBED_IN]->(:Document {id: $document})
RETURN e.id AS id
