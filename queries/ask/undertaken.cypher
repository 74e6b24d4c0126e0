// zh: 某机构承担的项目。
// en: The projects that an institution undertakes.
// param institution: string     机构的 id | the institution's id
// param kinds: strings = []     major、bottleneck，空则全部 | major, bottleneck, all if empty
MATCH (e:Project)-[r:UNDERTAKEN_BY]->(:Entity {id: $institution})
WHERE coalesce(r.default, true) AND (size($kinds) = 0 OR e.kind IN $kinds)
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       e.amount AS amount, r.basis AS basis, r.pages AS pages, r.lines AS lines, r.quotes AS quotes
ORDER BY id
