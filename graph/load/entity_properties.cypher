// An entity's own properties, merged from its descriptions. $rows: id, properties.
// 由各文献的描述合并而成的实体属性
UNWIND $rows AS row
MATCH (e:Entity {id: row.id})
SET e = row.properties
