// Nodes of one type in an exported script. The script has a list of maps where $rows stands
// and the type where `Kind` stands.
// 导出脚本中的节点:$rows 处为列表,`Kind` 处为类型
UNWIND $rows AS row
MERGE (n:Entity:`Kind` {id: row.id})
SET n += row
