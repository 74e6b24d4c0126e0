"""Sheets → one flow: lines and whole tables in reading order, notes and page feet apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.layout.columns import Frame, Rows, rows_to_columns, text_edges
from ingest.layout.furniture import margins
from ingest.layout.joins import Joined, begun, goes_on, join
from ingest.layout.lines import plain_text, text_of
from ingest.layout.paragraphs import usual_leading
from ingest.layout.shapes import Sheet, Strip
from ingest.layout.tables import drawn_tables, sheet_rows

SMALL = 0.93
LONG = 0.6
FEW = 20  # so few lines do not show by themselves how wide the text is
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
    leading: float


def pages_to_flow(sheets: Sequence[Sheet]) -> Flow:
    """Everything on the sheets, in the order in which it is read."""
    drawn = {sheet.number: drawn_tables(sheet) for sheet in sheets}
    boxes = {number: [each.box for each in tables] for number, tables in drawn.items()}
    found = margins(sheets, boxes)
    rows = [sheet_rows(sheet, found.body(sheet), drawn[sheet.number]) for sheet in sheets]
    body = _body_size(rows)
    notes: dict[int, list[Strip]] = {}
    furniture = {number: list(strips) for number, strips in found.rows.items()}
    strips: list[Strip] = []
    frames = _frames(sheets, rows)
    for sheet, held in zip(sheets, rows):
        lines = list(rows_to_columns(held, frames.get(_kind(sheet)), sheet))
        text, notes[sheet.number] = _without_notes(lines, body)
        strips += text
    items = list(_tables_joined(strips, furniture))
    leading = usual_leading(strips, body)
    return Flow(tuple(items), notes, furniture, dict(found.pages), body, leading)


def _kind(sheet: Sheet) -> tuple[int, int]:
    """Sheets of one width that lie on the same side of a book have the same margins."""
    return round(sheet.width), sheet.number % 2


def _frames(sheets: Sequence[Sheet], rows: Sequence[Rows]) -> dict[tuple[int, int], Frame]:
    """Left and right edge of the text on each kind of sheet."""
    held: dict[tuple[int, int], list[Sequence[Strip]]] = {}
    for sheet, lines in zip(sheets, rows):
        held.setdefault(_kind(sheet), []).extend(row for row in lines if not row[0].table)
    found = {}
    for (wide, side), lines in held.items():
        every = [*lines, *(held.get((wide, 1 - side), ()) if len(lines) < FEW else ())]
        if every:
            found[wide, side] = text_edges(every)
    return found


def _body_size(sheets: Sequence[Sequence[Sequence[Strip]]]) -> float:
    """The size of most signs of running text: of what stands in long lines."""
    lines = [row[0] for rows in sheets for row in rows if len(row) == 1 and not row[0].table]
    widest = max((line.right - line.left for line in lines), default=0.0)
    sizes: Counter[float] = Counter()
    for line in lines:
        if line.right - line.left > LONG * widest:
            sizes[round(line.size, 1)] += len(line.glyphs)
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
