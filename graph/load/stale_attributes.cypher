// Attributes of $document that the run $run no longer saw. / 清理本次未再出现的属性
MATCH (a:Attribute {document: $document})
WHERE a.run <> $run
DETACH DELETE a
RETURN count(a) AS removed
