// zh: 某产业平台（片区）承载的产业链与产业。
// en: The chains and industries that a park (area) is home to.
// param place: string           产业平台或片区的 id | id of the park or area
// param industries: strings = []  类型，空则全部 | types, all if empty
MATCH (e:Entity)-[r:BASED_IN]->(:Entity {id: $place})
WHERE coalesce(r.default, true) AND (size($industries) = 0 OR e.type IN $industries)
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       r.basis AS basis, r.pages AS pages, r.lines AS lines, r.quotes AS quotes
ORDER BY type, id
