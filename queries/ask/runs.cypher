// zh: 图谱里的文献及其载入批次；变了，词表就要重读。
// en: The documents in the graph and their runs; when they change the vocabulary is read again.
MATCH (d:Document)
RETURN d.id AS id, d.run AS run, d.title AS title
ORDER BY id
