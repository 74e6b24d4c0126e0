// Relations of one type in an exported script, as script_nodes.cypher. $rows: id, source,
// target, properties. / 导出脚本中的关系
UNWIND $rows AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:`Kind` {id: row.id}]->(b)
SET r = row.properties
