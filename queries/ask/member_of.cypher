// zh: 某机构是否参与某产业链（产业）。
// en: Whether an institution takes part in a chain or industry.
// param institution: string     机构的 id | the institution's id
// param chain: string           产业链的 id | the chain's id
MATCH (e:Entity {id: $institution})-[r:PARTICIPATES_IN]->(:Entity {id: $chain})
WHERE coalesce(r.default, true)
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       r.basis AS basis, r.pages AS pages, r.lines AS lines, r.quotes AS quotes
ORDER BY id
