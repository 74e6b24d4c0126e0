// zh: 若干关系两端的节点。
// en: The nodes at both ends of some relationships.
// param ids: strings                 关系的 id | ids of relationships
MATCH (a)-[r]->(b)
WHERE r.id IN $ids
RETURN r.id AS id, a AS source, b AS target
ORDER BY id
