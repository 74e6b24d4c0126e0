// Descriptions of $document that the run $run no longer gives. / 清理本次未再出现的描述
MATCH (:Document {id: $document})<-[r:DESCRIBED_IN]-(:Entity)
WHERE r.run <> $run
DELETE r
RETURN count(r) AS removed
