"""What became of every line that is not blank, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from ingest.catalogue import LANGUAGES, text
from ingest.layout.reading import Reading, row_lines
from ingest.layout.rows import Row
from ingest.layout.table import TableRow
from ingest.model import (
    UNSURE,
    Block,
    Claim,
    Document,
    Entity,
    Evidence,
    LedgerRow,
    ReadingNote,
)
from ingest.supports.candidate import DeclaredField

FULL = 60  # characters of a paragraph that is no mere line
CELLS = {
    "serial": "group",
    "group": "group",
    "direction": "about",
    "business": "about",
    "label": "task",
    "task": "task",
}


def ledger(
    reading: Reading,
    fields: Sequence[DeclaredField],
    entities: Iterable[Entity],
    claims: Iterable[Claim],
    rejected: Iterable[Evidence] = (),
) -> Iterator[LedgerRow]:
    """One row for each line that is not blank, in order; ``rejected`` is the evidence of what
    people rejected."""
    related = set(_lines(e for claim in claims for e in claim.evidence))
    named = set(_lines(e for entity in entities for e in entity.evidence))
    gone = set(_lines(rejected))
    kinds = _kinds(reading, fields)
    for row in reading.rows:
        became, why = kinds.get(row.line, ("ignored", "prose"))
        if row.line in related:
            became = why = "relation"
        elif row.line in named:
            became = why = "entity"
        elif became == "ignored" and row.line in gone:
            why = "rejected"
        yield LedgerRow(row.line, row.page, became, reason(why))


def reason(key: str, **values: object) -> str:
    """A ledger's reason in both languages."""
    return " / ".join(text(f"ledger.{key}", lang, **values) for lang in LANGUAGES)


def _lines(evidence: Iterable[Evidence]) -> Iterator[int]:
    for one in evidence:
        yield from range(one.line, one.line + one.quote.count("\n") + 1)


def _kinds(reading: Reading, fields: Sequence[DeclaredField]) -> dict[int, tuple[str, str]]:
    regions = reading.regions
    groups: list[tuple[Iterable[Row], str, str]] = [
        (regions.feet, "furniture", "foot"),
        (regions.stray, "furniture", "stray"),
        (regions.footnotes, "ignored", "note"),
    ]
    for part in regions.parts:
        groups.append((part.head_rows, "heading", "box"))
        groups.append((part.notes, "ignored", "note"))
        groups.append((part.rows, "ignored", "group"))
    kinds = dict(_block_lines(reading))
    kinds |= {row.line: (became, why) for rows, became, why in groups for row in rows}
    for table in reading.tables:
        for table_row in table.rows:
            kinds |= dict(_cell_lines(reading, table_row))
    return dict(_front(reading)) | kinds | dict(_field_lines(reading, fields))


BLOCKS = {
    "heading": ("heading", "heading"),
    "caption": ("heading", "box"),
    "note": ("ignored", "note"),
}


def _block_lines(reading: Reading) -> Iterator[tuple[int, tuple[str, str]]]:
    """The lines of headings, titles of tables, and notes."""
    for block in reading.blocks:
        if block.kind in BLOCKS:
            for at in block.offsets:
                yield reading.quoter.line_at(at), BLOCKS[block.kind]


def _field_lines(
    reading: Reading, fields: Sequence[DeclaredField]
) -> Iterator[tuple[int, tuple[str, str]]]:
    """The lines of each flagship field's own paragraph."""
    for field in fields:
        for at in field.block.offsets:
            yield reading.quoter.line_at(at), ("entity", "field")


def _front(reading: Reading) -> Iterator[tuple[int, tuple[str, str]]]:
    """Short lines before the first full one: chrome of a page, head of a document."""
    for block in takewhile(_is_short, reading.blocks):
        for at in block.offsets:
            yield reading.quoter.line_at(at), ("furniture", "front")


def _is_short(block: Block) -> bool:
    return block.kind != "heading" and "。" not in block.text and len(block.text) < FULL


def notes(reading: Reading) -> Iterator[ReadingNote]:
    """What could not be rebuilt, box by box: where it begins and how many lines it is."""
    for table in reading.tables:
        rows = [row for row in table.rows if not row.sure]
        lost = sorted({line for row in rows for line in row_lines(reading.quoter, row)})
        if lost:
            said = reason("lost", title=table.title, count=len(lost))
            yield ReadingNote(said, reading.document.page(lost[0]), lost[0])


def unsure(document: Document) -> Iterator[ReadingNote]:
    """Sheets of a scan on which lines were read unsurely: how many, where the first stands."""
    lines: dict[int, list[int]] = {}
    for number, place in enumerate(document.places, 1):
        if place.confidence < UNSURE and number not in document.furniture:
            lines.setdefault(place.sheet, []).append(number)
    for found in lines.values():
        said = reason("unsure", count=len(found))
        yield ReadingNote(said, document.page(found[0]), found[0])


def _cell_lines(reading: Reading, row: TableRow) -> Iterator[tuple[int, tuple[str, str]]]:
    for cell in row.cells:
        what = ("ignored", CELLS.get(cell.role, "cell"))
        for at in cell.block.offsets:
            yield reading.quoter.line_at(at), what if row.sure else ("unresolved", "unplaced")
