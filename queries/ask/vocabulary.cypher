// zh: 提问时用来识别名称的词表：全部实体的名称、别名、英文名、研究方向与主营领域。
// en: The vocabulary of questions: names, aliases, English names, directions and businesses of
// all entities.
MATCH (e:Entity)
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       e.names_en AS names_en, e.direction AS direction, e.business AS business,
       e.paragraph AS paragraph, e.section AS section,
       e.scope AS area, e.status AS status
ORDER BY id
