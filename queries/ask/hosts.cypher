// zh: 某实验室、设施、中心、平台、联盟的依托单位。
// en: Who hosts a laboratory, facility, centre, platform or association.
// param thing: string           它的 id | its id
// param types: strings = []     单位类型，空则全部 | types of host, all if empty
MATCH (:Entity {id: $thing})-[r:HOSTED_BY]->(e:Entity)
WHERE coalesce(r.default, true) AND (size($types) = 0 OR e.type IN $types)
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       r.basis AS basis, r.pages AS pages, r.lines AS lines, r.quotes AS quotes
ORDER BY id
