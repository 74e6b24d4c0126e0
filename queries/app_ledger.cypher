// zh: 一份文献每个非空行的去向：行号、页码、成为什么、原因与原文。
// en: What became of each line of a document that is not blank: line, page, what, why, its words.
// param document: string             文献的 id | the document's id
MATCH (d:Document {id: $document})
RETURN d.ledger_lines AS lines, d.ledger_pages AS pages, d.ledger_became AS became,
       d.ledger_why AS why, d.ledger_words AS words
