// Relations between entities, one per document and claim. $rows: id, type, head, tail,
// properties. / 实体之间的关系,每份文献每条论断一条
UNWIND $rows AS row
MATCH (h:Entity {id: row.head})
MATCH (t:Entity {id: row.tail})
FOREACH (_ IN CASE row.type WHEN 'SUPPORTS' THEN [1] ELSE [] END |
  MERGE (h)-[r:SUPPORTS {id: row.id}]->(t) SET r = row.properties)
FOREACH (_ IN CASE row.type WHEN 'HOSTED_BY' THEN [1] ELSE [] END |
  MERGE (h)-[r:HOSTED_BY {id: row.id}]->(t) SET r = row.properties)
FOREACH (_ IN CASE row.type WHEN 'UNDERTAKEN_BY' THEN [1] ELSE [] END |
  MERGE (h)-[r:UNDERTAKEN_BY {id: row.id}]->(t) SET r = row.properties)
FOREACH (_ IN CASE row.type WHEN 'PARTICIPATES_IN' THEN [1] ELSE [] END |
  MERGE (h)-[r:PARTICIPATES_IN {id: row.id}]->(t) SET r = row.properties)
FOREACH (_ IN CASE row.type WHEN 'BASED_IN' THEN [1] ELSE [] END |
  MERGE (h)-[r:BASED_IN {id: row.id}]->(t) SET r = row.properties)
FOREACH (_ IN CASE row.type WHEN 'HAS_PROJECT' THEN [1] ELSE [] END |
  MERGE (h)-[r:HAS_PROJECT {id: row.id}]->(t) SET r = row.properties)
FOREACH (_ IN CASE row.type WHEN 'PART_OF' THEN [1] ELSE [] END |
  MERGE (h)-[r:PART_OF {id: row.id}]->(t) SET r = row.properties)
FOREACH (_ IN CASE row.type WHEN 'LOCATED_IN' THEN [1] ELSE [] END |
  MERGE (h)-[r:LOCATED_IN {id: row.id}]->(t) SET r = row.properties)
FOREACH (_ IN CASE row.type WHEN 'AFFILIATED_WITH' THEN [1] ELSE [] END |
  MERGE (h)-[r:AFFILIATED_WITH {id: row.id}]->(t) SET r = row.properties)
