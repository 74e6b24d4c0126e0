"""Sheets → one flow: lines and whole tables in reading order, notes and page feet apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.layout.columns import rows_to_columns
from ingest.layout.furniture import Margins, margins
from ingest.layout.joins import Joined, begun, goes_on, join
from ingest.layout.lines import plain_text, text_of
from ingest.layout.shapes import Sheet, Strip
from ingest.layout.tables import drawn_tables, sheet_rows

SMALL = 0.93
NOTE = re.compile(r"^\s*(?:[①-⑳*†]|[\[〔]\d{1,2}[\]〕]|\d{1,2}(?![0-9.．、年月%]))")
CONTINUED = re.compile(r"^(?:[（(]?\s*续\s*[表）)]?|表?.{0,30}[（(]续.{0,4}[）)])")


@dataclass(frozen=True, slots=True)
class Flow:
    """What is read: lines and tables in order; ``apart`` are notes and furniture by sheet."""

    items: tuple[Strip | Joined, ...]
    notes: dict[int, list[Strip]]
    furniture: dict[int, list[Strip]]
    pages: dict[int, int]
    body: float


def pages_to_flow(sheets: Sequence[Sheet]) -> Flow:
    """Everything on the sheets, in the order in which it is read."""
    drawn = {sheet.number: drawn_tables(sheet) for sheet in sheets}
    boxes = {number: [each.box for each in tables] for number, tables in drawn.items()}
    found = margins(sheets, boxes)
    body = _body_size(sheets, found)
    notes: dict[int, list[Strip]] = {}
    furniture = {number: list(rows) for number, rows in found.rows.items()}
    strips: list[Strip] = []
    width = (1e9, 0.0)
    for sheet in sheets:
        rows = sheet_rows(sheet, found.body(sheet), drawn[sheet.number])
        lines = list(_in_order(rows, width))
        text, notes[sheet.number] = _without_notes(lines, body)
        strips += text
        width = _usual_width(text, width)
    items = list(_tables_joined(strips, furniture))
    return Flow(tuple(items), notes, furniture, dict(found.pages), body)


def _in_order(rows: Sequence[Sequence[Strip]], width: tuple[float, float]) -> Iterator[Strip]:
    full = sum(len(row) for row in rows if row[0].table is None)
    yield from rows_to_columns(rows, width if full < 5 else (1e9, 0.0))


def _usual_width(lines: Sequence[Strip], before: tuple[float, float]) -> tuple[float, float]:
    plain = [line for line in lines if line.table is None]
    return plain[0].column if len(plain) >= 5 else before


def _body_size(sheets: Sequence[Sheet], found: Margins) -> float:
    """The size of most signs."""
    sizes = Counter(round(g.size, 1) for sheet in sheets for g in found.body(sheet))
    return min(sizes.items(), key=lambda pair: (-pair[1], pair[0]))[0] if sizes else 0.0


def _without_notes(lines: Sequence[Strip], body: float) -> tuple[list[Strip], list[Strip]]:
    """The sheet's lines, and the footnotes below them: small print that a mark opens."""
    first = len(lines)
    while first and lines[first - 1].table is None and lines[first - 1].size < SMALL * body:
        first -= 1
    small = lines[first:]
    at = next((n for n, line in enumerate(small) if NOTE.match(plain_text(line))), len(small))
    return [*lines[:first], *small[:at]], list(small[at:])


def _tables_joined(
    strips: Sequence[Strip], furniture: dict[int, list[Strip]]
) -> Iterator[Strip | Joined]:
    """Lines and tables; a table that goes on over a page is one."""
    open_table: Joined | None = None
    between: list[Strip] = []
    for strip in strips:
        if strip.table is None:
            between.append(strip)
            continue
        if open_table and goes_on(open_table, strip.table) and _may_be_dropped(between):
            for line in between:
                furniture[line.sheet].append(line)
            open_table, between = join(open_table, strip.table), []
            continue
        yield from _closed(open_table, furniture)
        yield from between
        open_table, between = begun(strip.table), []
    yield from _closed(open_table, furniture)
    yield from between


def _closed(table: Joined | None, furniture: dict[int, list[Strip]]) -> Iterator[Joined]:
    if table:
        for line in table.dropped:
            furniture[line.sheet].append(line)
        yield table


def _may_be_dropped(between: Sequence[Strip]) -> bool:
    """Whether nothing stands between two parts of a table but the word that it goes on."""
    return all(CONTINUED.match(text_of(line)) for line in between) and len(between) < 3
