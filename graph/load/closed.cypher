// Must be refused: an engine that reads files for a query is not used.
// 必须被拒绝:能替查询读取文件的引擎不予使用。
LOAD CSV FROM 'file:///etc/hosts' AS row RETURN count(row) AS rows
