"""Lines in the columns of a table without drawn rows → its rows, and what spans several.

Lines that stand close are one cell. The column with the most cells sets the rows; in the
others a cell that stands in the middle of several rows belongs to all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from ingest.layout.shapes import Rule, Strip

LOOSE, WRAPPED = 1.3, 0.85
MOST_SPANNED = 12
EMPTY = 0.5  # what a row without a cell costs, in sizes of a sign

Cell = tuple[Strip, ...]
Extent = tuple[float, float]


def rowed(
    columns: Sequence[Sequence[Strip]], rules: Sequence[Rule]
) -> list[tuple[int, int, int, Cell]]:
    """(row, column, rows, lines) of each cell, in reading order."""
    tight = _tight(columns)
    cells = [list(_cells(column, tight, rules, columns[0])) for column in columns]
    finest = max(cells, key=len)
    rows = [_extent(cell) for cell in finest]
    spans = MOST_SPANNED if _centred(cells, rows) else 1
    made = [
        (row, number, high, cell)
        for number, column in enumerate(cells)
        for cell, (row, high) in zip(column, _tiled(column, rows, spans))
    ]
    return _joined(sorted(made, key=lambda one: one[:2]))


def _joined(cells: Sequence[tuple[int, int, int, Cell]]) -> list[tuple[int, int, int, Cell]]:
    """Cells that fell on one place as one."""
    made: dict[tuple[int, int], tuple[int, Cell]] = {}
    for row, column, high, cell in cells:
        before = made.get((row, column), (high, ()))
        made[row, column] = (max(high, before[0]), (*before[1], *cell))
    return [(row, column, high, cell) for (row, column), (high, cell) in made.items()]


def _tight(columns: Sequence[Sequence[Strip]]) -> float:
    """The least white between two lines of one column; 0 where all are about as far apart."""
    gaps = [
        _extent((b,))[0] - _extent((a,))[1]
        for column in columns
        for a, b in zip(column, column[1:])
    ]
    least = max(0.5, min(gaps, default=0.5))
    size = max((strip.size for column in columns for strip in column), default=0.0)
    both = least < WRAPPED * size and any(gap > LOOSE * least for gap in gaps)
    return least if both else 0.0


def _cells(
    column: Sequence[Strip], tight: float, rules: Sequence[Rule], first: Sequence[Strip]
) -> Iterator[Cell]:
    group: list[Strip] = []
    for strip in column:
        if group and _parted(group[-1], strip, tight, rules, first):
            yield tuple(group)
            group = []
        group.append(strip)
    if group:
        yield tuple(group)


def _parted(
    above: Strip, below: Strip, tight: float, rules: Sequence[Rule], first: Sequence[Strip]
) -> bool:
    """Whether two lines of a column are two cells: by a line, by white, by what opens the row."""
    if any(above.middle < rule.top < below.middle and _under(above, rule) for rule in rules):
        return True
    if tight:
        return _extent((below,))[0] - _extent((above,))[1] > LOOSE * tight
    near = 0.5 * below.size
    return any(abs(strip.middle - below.middle) < near for strip in first)


def _under(strip: Strip, rule: Rule) -> bool:
    return rule.left < strip.right and strip.left < rule.right


def _extent(cell: Sequence[Strip]) -> Extent:
    """Top and bottom of a cell's signs."""
    first, last = cell[0], cell[-1]
    return first.middle - first.size / 2, last.middle + last.size / 2


def _tiled(column: Sequence[Cell], rows: Sequence[Extent], spans: int) -> list[tuple[int, int]]:
    """(row, rows) of each cell of a column: each stands in the middle of what it spans."""
    if len(column) == len(rows):
        return [(n, 1) for n in range(len(rows))]
    size = column[0][0].size if column else 1.0

    @cache
    def best(cell: int, row: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if cell == len(column):
            return (len(rows) - row) * EMPTY * size, ()
        if row >= len(rows):
            return 1e9, ()
        cost, rest = best(cell, row + 1)
        found = [(cost + EMPTY * size, rest)]
        for high in range(1, min(spans, len(rows) - row) + 1):
            cost, rest = best(cell + 1, row + high)
            off = abs(
                _middle(_extent(column[cell])) - _middle((rows[row][0], rows[row + high - 1][1]))
            )
            found.append((cost + off, ((row, high), *rest)))
        return min(found, key=lambda one: one[0])

    if len(column) > len(rows) or len(rows) > 150:
        return [(_nearest(cell, rows), 1) for cell in column]
    return list(best(0, 0)[1])


def _nearest(cell: Cell, rows: Sequence[Extent]) -> int:
    middle = _middle(_extent(cell))
    return min(range(len(rows)), key=lambda n: abs(_middle(rows[n]) - middle))


def _middle(extent: Extent) -> float:
    return (extent[0] + extent[1]) / 2


def _centred(columns: Sequence[Sequence[Cell]], rows: Sequence[Extent]) -> bool:
    """Whether cells stand in the middle of their rows rather than at their tops."""
    pairs = [
        (row, _extent(cell))
        for column in columns
        if len(column) == len(rows)
        for row, cell in zip(rows, column)
    ]
    off = sum(abs(_middle(row) - _middle(cell)) for row, cell in pairs)
    return off <= sum(abs(row[0] - cell[0]) for row, cell in pairs)
