"""Lines of text → tables without upright lines: what stands in columns, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.layout.shapes import Box, Rule, Strip, around

LEAST_ROWS = 3
ALIGNED = 0.7
LOOSE = 1.3
SAME_EDGE = 6.0


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
    index = 0
    while index < len(rows):
        end, table = _set_off(rows, index, rules)
        if table is None:
            end = _run_end(rows, index)
            table = _table(rows[index:end], (), rules) if end > index + 1 else None
        if table:
            yield index, end, table
        index = end if table else index + 1


def _set_off(rows: Rows, index: int, rules: Sequence[Rule]) -> tuple[int, Ranged | None]:
    """A table between level lines that begin and end at the same places."""
    if rows[index][0].table:
        return index, None
    top = min(strip.middle for strip in rows[index])
    before = max((s.middle for row in rows[max(0, index - 1) : index] for s in row), default=0.0)
    for over in (rule for rule in rules if before < rule.top < top):
        below = sorted(r.top for r in rules if r.top > top and _alike(r, over))
        if not below:
            continue
        head = _row_behind(rows, index, below[0]) - index
        end = _row_behind(rows, index, below[-1])
        if len(below) == 1:
            end = _run_end(rows, index + head, 1)
        if end <= index + head:
            head, end = 0, index + head
        if end - index < 2 or any(strip.table for row in rows[index:end] for strip in row):
            continue
        table = _table(rows[index + head : end], rows[index : index + head], rules)
        if table:
            return end, table
    return index, None


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


def _hangs(strip: Strip, columns: Sequence[Column]) -> bool:
    """Whether a strip that stands alone keeps to one of the columns."""
    wide = columns[-1][1] - columns[0][0]
    return len(_met(strip, columns)) == 1 and strip.right - strip.left < wide / 2


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
    placed: dict[tuple[int, int], list[Strip]] = {}
    for number, strips in enumerate(_banded(body, columns, rules), first):
        for strip in strips:
            placed.setdefault((number, _span(strip, columns)[0]), []).append(strip)
    cells += [(row, at, 1, 1, tuple(held)) for (row, at), held in sorted(placed.items())]
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


Cell = tuple[int, int, int, int, tuple[Strip, ...]]


def _heads(head: Rows, columns: Sequence[Column]) -> Iterator[Cell]:
    """Cells over the first inner line: one row, or two where a head spans several columns."""
    strips = [(strip, *_span(strip, columns)) for row in head for strip in row]
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


def _banded(rows: Rows, columns: Sequence[Column], rules: Sequence[Rule]) -> Iterator[list[Strip]]:
    """The strips of each table row, from the top."""
    bands = _bands(rows)
    gaps = [_top(b) - _bottom(a) for a, b in zip(bands, bands[1:])]
    ruled = [_between(a, b, rules) for a, b in zip(bands, bands[1:])]
    tight = max(0.5, min(gaps, default=1.0))
    loose = [gap > LOOSE * tight for gap in gaps]
    group = list(bands[0])
    for n, band in enumerate(bands[1:]):
        if any(ruled):
            begins = ruled[n]
        elif any(loose) and not all(loose):
            begins = loose[n]
        else:
            begins = any(_span(strip, columns)[0] == 0 for strip in band)
        if begins:
            yield group
            group = []
        group += band
    yield group


def _bands(rows: Rows) -> list[list[Strip]]:
    """Strips that overlap in height, directly or through others."""
    strips = sorted((s for row in rows for s in row), key=lambda s: (s.middle, s.left))
    bands: list[list[Strip]] = []
    for strip in strips:
        if bands and strip.middle - strip.size / 2 < _bottom(bands[-1]) - 0.5:
            bands[-1].append(strip)
        else:
            bands.append([strip])
    return bands


def _top(band: Sequence[Strip]) -> float:
    return min(strip.middle - strip.size / 2 for strip in band)


def _bottom(band: Sequence[Strip]) -> float:
    return max(strip.middle + strip.size / 2 for strip in band)


def _between(above: Sequence[Strip], below: Sequence[Strip], rules: Sequence[Rule]) -> bool:
    left, right = min(s.left for s in above), max(s.right for s in above)
    return any(
        _bottom(above) - 2 < rule.top < _top(below) + 2 and rule.left < right and left < rule.right
        for rule in rules
    )
