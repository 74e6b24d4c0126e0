// zh: 某产业集群各产业链的重大项目及投资（亿元）。
// en: The major projects of a cluster's chains and their investment (亿元).
// param cluster: string         产业集群的 id | the cluster's id
MATCH (c:Entity)-[:PART_OF]->(:Entity {id: $cluster})
MATCH (c)-[r:HAS_PROJECT]->(e:Project)
WHERE coalesce(r.default, true)
RETURN DISTINCT e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases,
       e.name_en AS name_en, e.amount AS amount, r.basis AS basis,
       r.pages AS pages, r.lines AS lines, r.quotes AS quotes
ORDER BY id
