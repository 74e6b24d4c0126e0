// zh: 若干实体由其出发的关系：关系类型与对方的各种名称。
// en: The relations that go out from things: the type, and what the other end is called.
// param ids: strings        实体的 id | ids of things
UNWIND $ids AS id
MATCH (e:Entity {id: id})-[r]->(o:Entity)
RETURN DISTINCT id AS id, type(r) AS property, o.id AS other, o.name AS name, o.name_en AS name_en,
       o.aliases AS aliases
ORDER BY id, property, other
