// Those of $ids that no document describes any more. / 清理不再有任何文献描述的实体
MATCH (e:Entity)
WHERE e.id IN $ids AND NOT (e)-[:DESCRIBED_IN]->(:Document)
DETACH DELETE e
RETURN count(e) AS removed
