// Supports under lenses of $document that neither bear a digest in $laid nor the run $run.
// 清理过期的领域集支撑
MATCH (:Document {id: $document})<-[:DESCRIBED_IN]-(:Entity)-[r:UNDER]->(:LensField)
WHERE r.document = $document AND (r.run <> $run OR NOT r.laid IN $laid)
DELETE r
