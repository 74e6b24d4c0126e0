// Planned figures of $document that the run $run no longer saw. / 清理本次未再出现的规划目标
MATCH (t:Target {document: $document})
WHERE t.run <> $run
DETACH DELETE t
RETURN count(t) AS removed
