// zh: 某产业集群的产业链。
// en: The chains of a cluster.
// param cluster: string         产业集群的 id | the cluster's id
MATCH (e:Entity)-[r:PART_OF]->(:Entity {id: $cluster})
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       r.basis AS basis, r.pages AS pages, r.lines AS lines, r.quotes AS quotes
ORDER BY id
