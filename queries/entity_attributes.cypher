// zh: 表格中写明的一个实体的属性：表头、数值、单位、年份、页码、行号与原文。
// en: What tables state of an entity: head, value, number, unit, year, page, line and quote.
// param id: string                   实体的 id | the entity's id
// param plans: strings = null        只看这些规划（id） | only these plans (ids)
MATCH (e:Entity {id: $id})-[:HAS_ATTRIBUTE]->(a:Attribute)
WHERE $plans IS NULL OR a.document IN $plans
RETURN a.id AS id, a.head AS head, a.value AS value, a.number AS number, a.unit AS unit,
       a.year AS year, a.basis AS basis, a.table AS table, a.row AS row, a.column AS column,
       a.document AS document, a.page AS page, a.line AS line,
       a.pages AS pages, a.lines AS lines, a.quotes AS quotes, a.sections AS sections
ORDER BY document, table, row, column, id
