// The graph's constraints and indexes. Idempotent: run it as often as you like.
// 图的约束与索引,可重复执行。
//
//   (:Document {id, title, source, run, fingerprint})
//        ^ LEDGER_OF: (:Ledger {id, lines, pages, became, why, words, run})
//        ^ IN_DOCUMENT            ^ DESCRIBED_IN {name, aliases, status, …, document, run}
//        |                        |   one per document that names the entity
//   (:Passage {id, document, page, line, end_line, lines, section, kind, text, run})
//     | NEXT ^ MENTIONED_IN {id, page, line, quote, document, run}
//     v      |                    |
//   (:Passage)                    |
//                                 |
//   (:Entity:Laboratory {id, type, name, aliases, status, flagship, name_en, documents,
//                        page, line, quote, section, …})
//        | HOSTED_BY, UNDERTAKEN_BY, PARTICIPATES_IN, BASED_IN, HAS_PROJECT, PART_OF,
//        | LOCATED_IN, AFFILIATED_WITH
//        |   {id, claim, basis, rule, confidence, default, document, page, line, quote,
//        |    section, pages, lines, quotes, sections, run}      one per document and claim
//        v
//   (:Entity:University {…}) -[SUPPORTS {id, basis, confidence, default, via,
//        reasons_zh, reasons_en, document, page, line, quote, section,
//        pages, lines, quotes, sections, run}]-> (:Entity:TechField {…})
//
//   (:Entity) -[UNDER {id, lens, laid, basis, confidence, default, via, reasons_zh, …, document,
//        run}]-> (:LensField {id, lens, field, name, name_en, order, text})
//        what falls under fields that people lay over plans (lenses); no entities
//
//   (:Entity) -[HAS_ATTRIBUTE]-> (:Attribute {id, entity, head, value, number, unit, year, basis,
//        table, row, column, document, page, line, quote, section, pages, …, run})
//        what a cell of a table states of the entity that its row is about
//   (:Target {id, name, unit, area, nature, base, base_year, target, target_year,
//        year_assumed, years, values, years_assumed, growth, yearly, stated, document, page, line, quote, section, pages, lines, quotes, run})
//        a planned figure of one plan, with its value of every year; no entities
//
// Each entity has the label Entity and the label of its type. `page` is the
// printed page, `line` the line of the source file, `quote` verbatim.
// See docs/graph-model.md.

CREATE CONSTRAINT document_id IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT ledger_id IF NOT EXISTS FOR (n:Ledger) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT passage_id IF NOT EXISTS FOR (n:Passage) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT lens_field_id IF NOT EXISTS FOR (n:LensField) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT attribute_id IF NOT EXISTS FOR (n:Attribute) REQUIRE n.id IS UNIQUE;
CREATE INDEX attribute_document IF NOT EXISTS FOR (n:Attribute) ON (n.document);
CREATE CONSTRAINT target_id IF NOT EXISTS FOR (n:Target) REQUIRE n.id IS UNIQUE;
CREATE INDEX target_document IF NOT EXISTS FOR (n:Target) ON (n.document);
CREATE INDEX entity_name IF NOT EXISTS FOR (n:Entity) ON (n.name);
CREATE INDEX entity_type IF NOT EXISTS FOR (n:Entity) ON (n.type);
CREATE INDEX passage_document IF NOT EXISTS FOR (n:Passage) ON (n.document);
CREATE INDEX passage_page IF NOT EXISTS FOR (n:Passage) ON (n.page);
