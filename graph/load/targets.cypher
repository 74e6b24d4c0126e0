// The document's planned figures. $rows: id, properties. / 文献的规划目标
UNWIND $rows AS row
MERGE (t:Target {id: row.id})
SET t = row.properties
