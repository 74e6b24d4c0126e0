// All that documents say of the entities $ids. / 各文献对这些实体的描述
MATCH (e:Entity)-[r:DESCRIBED_IN]->(:Document)
WHERE e.id IN $ids
RETURN e.id AS id, properties(r) AS description
ORDER BY id, r.document
