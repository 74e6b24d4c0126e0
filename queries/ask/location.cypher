// zh: 某实体位于哪个片区。
// en: The area that something is located in.
// param entity: string          实体的 id | its id
// param areas: strings = []     只看这些片区 | only these areas
MATCH (:Entity {id: $entity})-[r:LOCATED_IN]->(e:Entity)
WHERE size($areas) = 0 OR e.id IN $areas
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       r.basis AS basis, r.pages AS pages, r.lines AS lines, r.quotes AS quotes
ORDER BY id
