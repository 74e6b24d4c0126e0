// zh: 一份文献每个非空行的去向：行号、页码、成为什么、原因与原文。
// en: What became of each line of a document that is not blank: line, page, what, why, its words.
// param document: string             文献的 id | the document's id
MATCH (l:Ledger {id: $document})
RETURN l.lines AS lines, l.pages AS pages, l.became AS became, l.why AS why, l.words AS words
