// zh: 一份规划的各项信息从何得知：规则（person 为人工更正）、页码、行号与原文。
// en: What tells each thing that is known of a plan: the rule (person: corrected by hand), page,
// line and quote.
// param id: string                   规划的 id | the plan's id
MATCH (d:Document {id: $id})
RETURN d.id AS id, d.told_facts AS facts, d.told_values AS found, d.told_rules AS rules,
       d.told_pages AS pages, d.told_lines AS lines, d.told_quotes AS quotes
