// zh: 一些实体、或一类实体在某些表头下的数值。
// en: What stands under some heads for some entities, or for all of a type.
// param heads: strings = null        表头 | heads
// param ids: strings = null          实体的 id | ids of entities
// param types: strings = null        类型 | types
// param tables: strings = null       表题 | titles of tables
MATCH (e:Entity)-[:HAS_ATTRIBUTE]->(a:Attribute)
WHERE ($heads IS NULL OR a.head IN $heads) AND ($ids IS NULL OR e.id IN $ids)
  AND ($types IS NULL OR e.type IN $types) AND ($tables IS NULL OR a.table IN $tables)
OPTIONAL MATCH (d:Document {id: a.document})
RETURN e.id AS id, e.type AS type, e.name AS name, e.aliases AS aliases, e.name_en AS name_en,
       e.amount AS amount, a.head AS head, a.value AS value, a.number AS number, a.unit AS unit,
       a.year AS year,
       a.basis AS basis, a.table AS table, a.document AS document, d.period AS period,
       a.pages AS pages, a.lines AS lines, a.quotes AS quotes
ORDER BY id, document, a.table, a.row, a.column
