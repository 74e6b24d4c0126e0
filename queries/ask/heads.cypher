// zh: 各类实体在表格中有哪些表头，供提问时识别。
// en: The heads under which tables state something, by the type of entity; questions are read by them.
MATCH (e:Entity)-[:HAS_ATTRIBUTE]->(a:Attribute)
RETURN e.type AS type, a.head AS head, a.table AS table, a.document AS document, count(*) AS count
ORDER BY type, head, document, table
