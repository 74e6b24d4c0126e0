// zh: 某产业链属于哪个产业集群。
// en: The cluster that a chain is part of.
// param chains: strings         产业链的 id | ids of the chains
MATCH (c:Entity)-[r:PART_OF]->(e:Entity)
WHERE c.id IN $chains
RETURN DISTINCT e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases,
       e.name_en AS name_en, r.basis AS basis, r.pages AS pages, r.lines AS lines,
       r.quotes AS quotes
ORDER BY id
