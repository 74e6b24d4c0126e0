// Order between passages that no longer holds. $rows: id, next. / 清理过期的段落顺序
UNWIND $rows AS row
MATCH (p:Passage {id: row.id})-[r:NEXT]->(q:Passage)
WHERE q.id <> row.next
DELETE r
