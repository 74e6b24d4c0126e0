// Relations of $document that the run $run no longer saw. / 清理本次未再出现的关系
MATCH (:Document {id: $document})<-[:DESCRIBED_IN]-(e:Entity)-[r]->()
WHERE r.document = $document AND r.run <> $run AND NOT r:DESCRIBED_IN
DELETE r
RETURN count(r) AS removed
