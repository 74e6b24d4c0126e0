// Which lenses were laid over a document. $id, $lenses. / 已套用的领域集
MATCH (d:Document {id: $id})
SET d.lenses = $lenses
