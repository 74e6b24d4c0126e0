"""Lines of text → tables without upright lines: what stands in columns, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.layout.captions import NUMBERED_CAPTION
from ingest.layout.lines import text_of
from ingest.layout.rowing import rowed
from ingest.layout.shapes import Box, Rule, Strip, around

LEAST_ROWS = 3
ALIGNED = 0.7
SAME_EDGE, NEAR = 6.0, 3.5


@dataclass(frozen=True, slots=True)
class Ranged:
    """A table that only its columns show: (row, column, rows, columns, strips), edges, box."""

    cells: tuple[tuple[int, int, int, int, tuple[Strip, ...]], ...]
    xs: tuple[float, ...]
    box: Box


Rows = Sequence[Sequence[Strip]]
Column = tuple[float, float]


def ranged_tables(rows: Rows, rules: Sequence[Rule]) -> Iterator[tuple[int, int, Ranged]]:
    """(first row, row behind it, table) for each run of rows that stands in columns."""
    index = done = 0
    while index < len(rows):
        end, table = _set_off(rows, index, rules)
        start = index
        if table is None:
            end = _run_end(rows, index)
            start = _run_start(rows, done, index) if end > index + 1 else index
            table = _table(rows[start:end], (), rules) if end > index + 1 else None
        if table:
            yield start, end, table
            done = end
        index = end if table else index + 1


def _set_off(rows: Rows, index: int, rules: Sequence[Rule]) -> tuple[int, Ranged | None]:
    """A table between level lines that begin and end at the same places."""
    first = rows[index][0]
    before = max((s.middle for row in rows[max(0, index - 1) : index] for s in row), default=0.0)
    top = min(strip.middle for strip in rows[index])
    for over in (rule for rule in rules if before < rule.top < top < rule.top + NEAR * first.size):
        below = sorted(r.top for r in rules if r.top > top and _alike(r, over))
        head = _row_behind(rows, index, below[0]) if below else index
        ends = [_row_behind(rows, index, height) for height in reversed(below[1:])]
        for end in [*ends, _run_end(rows, head, 1), *([head] if below else ())]:
            table = _between_rules(rows, index, head, end, rules)
            if table:
                return end, table
    return index, None


def _between_rules(
    rows: Rows, index: int, head: int, end: int, rules: Sequence[Rule]
) -> Ranged | None:
    """Rows from ``index`` as a table whose head ends before row ``head``."""
    if end <= head:
        head = index
    held = rows[index:end]
    if len(held) < 2 or any(strip.table for row in held for strip in row):
        return None
    if head > index and not any(len(row) > 1 for row in rows[index:head]):
        return None
    if any(len(row) == 1 and NUMBERED_CAPTION.match(text_of(row[0])) for row in held):
        return None
    return _table(rows[head:end], rows[index:head], rules)


def _row_behind(rows: Rows, index: int, height: float) -> int:
    while index < len(rows) and rows[index][0].middle < height:
        index += 1
    return index


def _alike(one: Rule, other: Rule) -> bool:
    return abs(one.left - other.left) < SAME_EDGE and abs(one.right - other.right) < SAME_EDGE


def _run_end(rows: Rows, index: int, least: int = LEAST_ROWS) -> int:
    """How far rows of several strips follow one another, with what hangs below their cells."""
    end = index
    columns: list[Column] = []
    while end < len(rows):
        row = rows[end]
        if row[0].table or (len(row) < 2 and not (columns and _hangs(row[0], columns))):
            break
        if columns and not _fits(row, columns):
            break
        columns = _widened(columns, row)
        end += 1
    return end if sum(len(row) > 1 for row in rows[index:end]) >= least else index


def _run_start(rows: Rows, done: int, index: int) -> int:
    """The run's first row, or that above it where a cell's first line stands out of the row."""
    if index == done or rows[index - 1][0].table or len(rows[index - 1]) > 1:
        return index
    strip, columns = rows[index - 1][0], _widened([], rows[index])
    close = rows[index][0].middle - strip.middle < 1.2 * strip.size
    return index - 1 if close and _hangs(strip, columns) else index


def _hangs(strip: Strip, columns: Sequence[Column]) -> bool:
    """Whether a strip that stands alone keeps to one of the columns."""
    met = _met(strip, columns)
    if not met:
        return True
    wide = columns[-1][1] - columns[0][0]
    inside = met[0][0] - 2 <= strip.left and strip.right <= met[0][1] + 2
    return len(met) == 1 and (inside or strip.right - strip.left < wide / 2)


def _fits(row: Sequence[Strip], columns: Sequence[Column]) -> bool:
    """Whether no strip of the row bridges two columns."""
    return all(len(_met(strip, columns)) <= 1 for strip in row)


def _met(strip: Strip, columns: Sequence[Column]) -> list[Column]:
    return [column for column in columns if strip.left < column[1] and column[0] < strip.right]


def _widened(columns: Sequence[Column], row: Sequence[Strip]) -> list[Column]:
    made = list(columns)
    for strip in row:
        met = _met(strip, made)
        edges = [(strip.left, strip.right), *met]
        made = [column for column in made if column not in met]
        made.append((min(left for left, _ in edges), max(right for _, right in edges)))
    return sorted(made)


def _table(body: Rows, head: Rows, rules: Sequence[Rule]) -> Ranged | None:
    columns: list[Column] = []
    for row in body:
        columns = _widened(columns, row)
    if len(columns) < 2 or not all(_is_column(column, body) for column in columns):
        return None
    if _is_prose(columns, body):
        return None
    cells = list(_heads(head, columns))
    first = max((row + rows for row, _, rows, _, _ in cells), default=0)
    held = [
        [s for row in body for s in row if _span(s, columns)[0] == n] for n in range(len(columns))
    ]
    cells += [
        (row + first, column, high, 1, strips) for row, column, high, strips in rowed(held, rules)
    ]
    every = [glyph for row in (*head, *body) for strip in row for glyph in strip.glyphs]
    return Ranged(tuple(cells), tuple(left for left, _ in columns), around(every))


def _span(strip: Strip, columns: Sequence[Column]) -> tuple[int, int]:
    """First column that a strip stands in, and over how many; between two it spans both."""
    met = [
        n for n, (left, right) in enumerate(columns) if strip.left < right and left < strip.right
    ]
    if met:
        return met[0], len(met)
    before = sum(right <= strip.left for _, right in columns)
    return (before - 1, 2) if 0 < before < len(columns) else (min(before, len(columns) - 1), 1)


def _head_span(strip: Strip, held: Sequence[Strip], columns: Sequence[Column]) -> tuple[int, int]:
    """As ``_span``; a head in the middle over others spans their columns."""
    at, over = _span(strip, columns)
    own = [_column_heads(n, held, columns) for n in range(len(columns))]
    child = next((s for s in own[at] if s.middle > strip.middle + strip.size / 2), None)
    if over > 1 or child is None:
        return at, over
    end = at + 1
    while end < len(columns) and _beside(own[end], child):
        end += 1
    while at and _beside(own[at - 1], child) and strip.left < columns[at][0] - 1:
        at -= 1
    return at, end - at


def _column_heads(number: int, held: Sequence[Strip], columns: Sequence[Column]) -> list[Strip]:
    return [strip for strip in held if _span(strip, columns) == (number, 1)]


def _beside(heads: Sequence[Strip], child: Strip) -> bool:
    """Whether a column's only head stands beside ``child``: what is over that is over it too."""
    return bool(heads) and all(abs(s.middle - child.middle) < 0.3 * child.size for s in heads)


Cell = tuple[int, int, int, int, tuple[Strip, ...]]


def _heads(head: Rows, columns: Sequence[Column]) -> Iterator[Cell]:
    """Cells over the first inner line: one row, or two where a head spans several columns."""
    held = [strip for row in head for strip in row]
    strips = [(strip, *_head_span(strip, held, columns)) for strip in held]
    wide = {(at, over) for _, at, over in strips if over > 1}
    placed: dict[tuple[int, int, int], list[Strip]] = {}
    for strip, at, over in strips:
        below = over == 1 and any(a <= at < a + n for a, n in wide)
        placed.setdefault((int(below), at, over), []).append(strip)
    for (row, at, over), held in sorted(placed.items()):
        alone = over == 1 and row == 0
        yield row, at, 2 if alone and wide else 1, over, tuple(held)


def _is_column(column: Column, rows: Rows) -> bool:
    """Whether most of what stands in the column begins, ends or is centred at one place."""
    held = [s for row in rows for s in row if s.left < column[1] and column[0] < s.right]
    near = ALIGNED * held[0].size
    marks = (
        [s.left for s in held],
        [s.right for s in held],
        [(s.left + s.right) / 2 for s in held],
    )
    shared = (max(sum(abs(a - b) < near for b in edge) for a in edge) for edge in marks)
    return any(count >= 0.6 * len(held) for count in shared)


def _is_prose(columns: Sequence[Column], rows: Rows) -> bool:
    """Whether the columns are columns of running text: lines that fill them."""
    full = total = 0
    for left, right in columns:
        for strip in (s for row in rows for s in row if s.left < right and left < s.right):
            total += 1
            full += strip.right - strip.left > 0.85 * (right - left)
    wide = all(right - left > 10 * rows[0][0].size for left, right in columns)
    return wide and len(rows) > 4 and full > 0.6 * total
