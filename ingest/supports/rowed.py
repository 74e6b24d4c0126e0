"""Fields that a column of a table holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.layout.table import Cell, Table, TableRow
from ingest.model import Block, Span
from ingest.supports.candidate import LONG, Candidate, DeclaredField
from ingest.supports.declaring import best, phrases, weight_of
from ingest.supports.leads import CLASS, field_words, joined

SERIAL = re.compile(r"^[0-9]{1,2}[.．、\s]*|^[（(][一二三四五六七八九十0-9]{1,2}[）)]|^[①-⑳]")


def in_rows(blocks: Sequence[Block], tables: Sequence[Table]) -> Iterator[Candidate]:
    """Fields that a column holds."""
    counts = [p for b in blocks for p in phrases(b.text) if p.count]
    for table in tables:
        rows: dict[str, list[tuple[TableRow, Cell]]] = {}
        for row in table.rows:
            if cell := row.get("field") or _first(row):
                rows.setdefault(cell.text, []).append((row, cell))
        fields = tuple(_row_field(name, found) for name, found in rows.items())
        if len(fields) > 1:
            head = next(iter(rows.values()))[0][1].head
            texts = (head, table.title, *table.trail[-1:])
            said = [p for text in texts for p in phrases(text)]
            named = weight_of(best(said, len(fields)))
            noun = re.search(rf"(?:{field_words()['nouns']})$", head) is not None
            clues = (f"column:{noun}", f"titled:{named}")
            yield Candidate(fields, best([*counts, *said], len(fields)), "rows", clues)


def _first(row: TableRow) -> Cell | None:
    """The cell with which a row begins, behind its number."""
    cell = next((c for c in row.cells if c.role != "serial"), None)
    return cell if cell and len(cell.text) <= LONG + 4 and "、" not in cell.text else None


def _row_field(name: str, found: Sequence[tuple[TableRow, Cell]]) -> DeclaredField:
    """A field as its rows say: its name, then what they say of it."""
    told = [c.block for row, _ in found for c in row.all("direction", "task", "business", "prose")]
    begin = len(name) - len(SERIAL.sub("", name))
    said = name[begin:]
    if not said.endswith(("技术", "产业")):
        said = CLASS.sub("", said) or said
    block = joined([found[0][1].block, *told])
    span = Span(begin, begin + len(said))
    return DeclaredField(said, block, span, 0, name[begin:] if span.end < len(name) else "")
