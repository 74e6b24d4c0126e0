// Other versions of a document: same title, same file name, another text. / 同一文献的其他版本
MATCH (d:Document {read_title: $title, source: $source})
WHERE d.id <> $id
RETURN d.id AS id
