// Passages of $document that the run $run no longer saw. / 清理本次未再出现的段落
MATCH (p:Passage {document: $document})
WHERE p.run <> $run
DETACH DELETE p
RETURN count(p) AS removed
