"""Lines of text → tables without ruled lines: what stands in columns, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.layout.lines import together
from ingest.layout.shapes import Box, Rule, Strip, around

LEAST_ROWS = 3
ALIGNED = 0.7
LOOSE = 1.25


@dataclass(frozen=True, slots=True)
class Ranged:
    """A table that only its columns show: strips by (row, column), column edges, box."""

    cells: tuple[tuple[int, int, tuple[Strip, ...]], ...]
    xs: tuple[float, ...]
    box: Box


Rows = Sequence[Sequence[Strip]]


def ranged_tables(rows: Rows, rules: Sequence[Rule]) -> Iterator[tuple[int, int, Ranged]]:
    """(first row, row behind it, table) for each run of rows that stands in columns."""
    index = 0
    while index < len(rows):
        end = _framed_end(rows, index, rules) or _run_end(rows, index)
        table = _table(rows[index:end], rules) if end > index + 1 else None
        if table:
            yield index, end, table
        index = end if table else index + 1


def _framed_end(rows: Rows, index: int, rules: Sequence[Rule]) -> int:
    """Where a table set off by level lines ends: behind the rows over its last line."""
    if len(rows[index]) < 2:
        return 0
    top = min(strip.box[1] for strip in rows[index])
    bottom = max(strip.box[3] for strip in rows[index])
    over = [r for r in rules if r.top <= top + 2 and top - r.top < bottom - top + 8]
    for rule in over:
        below = [r for r in rules if r.top > bottom - 2 and _alike(r, rule)]
        if len(below) < 1:
            continue
        last = max(r.top for r in below)
        end = index
        while end < len(rows) and rows[end][0].middle < last:
            end += 1
        if end - index >= 2:
            return end
    return 0


def _alike(one: Rule, other: Rule) -> bool:
    return abs(one.left - other.left) < 6 and abs(one.right - other.right) < 6


def _run_end(rows: Rows, index: int) -> int:
    """How far rows of several strips follow one another, with what hangs below their cells."""
    end = index
    columns: list[list[float]] = []
    while end < len(rows):
        row = rows[end]
        if len(row) < 2 and not (columns and _hangs(row[0], columns)):
            break
        if columns and len(row) > 1 and not _fits(row, columns):
            break
        _widen(columns, row)
        end += 1
    return end if sum(len(row) > 1 for row in rows[index:end]) >= LEAST_ROWS else index


def _hangs(strip: Strip, columns: Sequence[Sequence[float]]) -> bool:
    """Whether a single strip lies within one of the columns but for the first line's width."""
    inside = [c for c in columns if c[0] - 2 <= strip.left and strip.right <= c[1] + 2]
    return bool(inside) and inside[0] is not columns[0] if len(columns) < 2 else bool(inside)


def _fits(row: Sequence[Strip], columns: Sequence[Sequence[float]]) -> bool:
    """Whether no strip of the row bridges two columns."""
    return all(
        sum(strip.left < right and left < strip.right for left, right in columns) <= 1
        for strip in row
    )


def _widen(columns: list[list[float]], row: Sequence[Strip]) -> None:
    for strip in row:
        met = next((c for c in columns if strip.left < c[1] and c[0] < strip.right), None)
        if met:
            met[:] = [min(met[0], strip.left), max(met[1], strip.right)]
        else:
            columns.append([strip.left, strip.right])
    columns.sort()


def _table(rows: Rows, rules: Sequence[Rule]) -> Ranged | None:
    columns: list[list[float]] = []
    for row in rows:
        if len(row) > 1:
            _widen(columns, row)
    strips = [strip for row in rows for strip in row]
    if len(columns) < 2 or not all(_is_column(column, rows) for column in columns):
        return None
    if _is_prose(columns, rows):
        return None
    placed: dict[tuple[int, int], list[Strip]] = {}
    for number, row in zip(_numbers(rows, columns, rules), rows):
        for strip in row:
            placed.setdefault((number, _column(strip, columns)), []).append(strip)
    cells = tuple((row, column, tuple(held)) for (row, column), held in sorted(placed.items()))
    box = around([glyph for strip in strips for glyph in strip.glyphs])
    return Ranged(cells, tuple(left for left, _ in columns), box)


def _column(strip: Strip, columns: Sequence[Sequence[float]]) -> int:
    overlaps = [min(strip.right, r) - max(strip.left, left) for left, r in columns]
    return overlaps.index(max(overlaps))


def _is_column(column: Sequence[float], rows: Rows) -> bool:
    """Whether most of what stands in the column begins, ends or is centred at one place."""
    held = [s for row in rows for s in row if s.left < column[1] and column[0] < s.right]
    near = ALIGNED * held[0].size
    marks = (
        [s.left for s in held],
        [s.right for s in held],
        [(s.left + s.right) / 2 for s in held],
    )
    return any(
        max(sum(abs(a - b) < near for b in edge) for a in edge) >= 0.6 * len(held) for edge in marks
    )


def _is_prose(columns: Sequence[Sequence[float]], rows: Rows) -> bool:
    """Whether the columns are columns of running text: lines that fill them."""
    full = total = 0
    for left, right in columns:
        for row in rows:
            for strip in row:
                if strip.left < right and left < strip.right:
                    total += 1
                    full += strip.right - strip.left > 0.85 * (right - left)
    wide = all(right - left > 10 * rows[0][0].size for left, right in columns)
    return wide and len(rows) > 4 and full > 0.6 * total


def _numbers(rows: Rows, columns: Sequence[Sequence[float]], rules: Sequence[Rule]) -> list[int]:
    """The table row of each printed row: lines between, else gaps, else what opens a row."""
    gaps = [b[0].middle - a[0].middle for a, b in zip(rows, rows[1:])]
    ruled = [_between(a, b, rules) for a, b in zip(rows, rows[1:])]
    first = [any(_column(strip, columns) == 0 for strip in row) for row in rows]
    tight = min(gaps)
    loose = [gap > LOOSE * tight for gap in gaps]
    numbers = [0]
    for n in range(len(gaps)):
        if sum(ruled) > 1:
            begins = ruled[n]
        elif any(loose) and not all(loose):
            begins = loose[n] or ruled[n]
        else:
            begins = first[n + 1]
        numbers.append(numbers[-1] + begins)
    return numbers


def _between(above: Sequence[Strip], below: Sequence[Strip], rules: Sequence[Rule]) -> bool:
    left, right = min(s.left for s in above), max(s.right for s in above)
    return any(
        above[0].middle < rule.top < below[0].middle and rule.left < right and left < rule.right
        for rule in rules
    )


def joined_rows(rows: Rows) -> list[Strip]:
    """Rows that are no table: each as one line."""
    return [together(row) for row in rows]
