// zh: 一个段落里提到的实体。
// en: The entities that a passage mentions.
// param passage: string              段落的 id | the passage's id
MATCH (e:Entity)-[m:MENTIONED_IN]->(:Passage {id: $passage})
RETURN e.id AS id, e.name AS name, e.name_en AS name_en, e.type AS type,
       collect(DISTINCT m.quote) AS quotes, min(m.line) AS line
ORDER BY line, id
