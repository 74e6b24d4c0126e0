// zh: 已载入的文献及其段落数、实体数。
// en: The documents loaded, with how many passages and entities each has.
MATCH (d:Document)
RETURN d.id AS id, d.title AS title, d.source AS source, d.run AS run,
       COUNT { (:Passage)-[:IN_DOCUMENT]->(d) } AS passages,
       COUNT { (:Entity)-[:DESCRIBED_IN]->(d) } AS entities
ORDER BY title, id
