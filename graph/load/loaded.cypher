// What is recorded of a document. / 已载入文献的记录
MATCH (d:Document {id: $id})
RETURN d.run AS run, d.fingerprint AS fingerprint
