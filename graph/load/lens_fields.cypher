// Fields of lenses under which something falls. $rows: id, properties. / 领域集的领域
UNWIND $rows AS row
MERGE (f:LensField {id: row.id})
SET f = row.properties
