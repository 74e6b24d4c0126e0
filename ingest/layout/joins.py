"""Parts of a table on several sheets → one table: repeated heads dropped, cut rows joined.

Parts are joined only where their columns stand at the same places and nothing
stands between them but page heads and feet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.layout.lines import ends_early, text_of
from ingest.layout.shapes import LaidCell, LaidTable, Strip

SAME_PLACE, LOOSE_PLACE = 4.0, 40.0
FULL = 1.6
MOST_HEAD_ROWS = 4


@dataclass(frozen=True, slots=True)
class Joined:
    """A table over one or more sheets; ``dropped`` are lines of its repeated heads."""

    cells: tuple[LaidCell, ...]
    xs: tuple[float, ...]
    last: LaidTable
    dropped: tuple[Strip, ...] = ()
    heads: int = 0

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return max((cell.row + cell.rows for cell in self.cells), default=0)


def begun(table: LaidTable) -> Joined:
    """A table as far as its first sheet has it."""
    return Joined(table.cells, table.xs, table)


def goes_on(table: Joined, part: LaidTable) -> bool:
    """Whether ``part`` on a later sheet has the same columns."""
    beside = part.sheet == table.last.sheet and part.box[0] > table.last.box[2]
    later = part.sheet > table.last.sheet or beside
    if not later or len(part.xs) != len(table.last.xs):
        return False
    shift = part.xs[0] - table.last.xs[0]
    pairs = zip(part.xs, table.last.xs)
    near = SAME_PLACE if part.ruled else LOOSE_PLACE
    same = all(abs(a - b - shift) <= near for a, b in pairs)
    return same and part.ruled == table.last.ruled


def join(table: Joined, part: LaidTable) -> Joined:
    """The table with one more part."""
    heads = _repeated(table, part)
    dropped = [s for cell in part.cells if cell.row < heads for s in cell.strips]
    body = [replace(c, row=c.row - heads) for c in part.cells if c.row >= heads]
    rows, cells = table.rows, list(table.cells)
    cut = _is_cut(table, body)
    if cut:
        cells, rows = _with_rest(cells, body, rows), rows - 1
        body = [cell for cell in body if cell.row > 0 or cell.rows > 1]
    else:
        cells, body = _with_group(cells, body, rows)
    moved = [replace(cell, row=cell.row + rows) for cell in body]
    every = tuple(sorted([*cells, *moved], key=lambda cell: (cell.row, cell.column)))
    return Joined(every, table.xs, part, (*table.dropped, *dropped), max(table.heads, heads))


def said(cell: LaidCell) -> str:
    """The cell's text without white space."""
    return "".join("".join(text_of(strip).split()) for strip in cell.strips)


def _repeated(table: Joined, part: LaidTable) -> int:
    """How many rows at the part's top repeat the table's."""
    for count in range(min(MOST_HEAD_ROWS, table.rows, part.rows), 0, -1):
        if _top(table.cells, count) == _top(part.cells, count) and _closed(part.cells, count):
            return count
    return 0


def _top(cells: Sequence[LaidCell], count: int) -> list[tuple[int, int, str]]:
    return sorted((c.row, c.column, said(c)) for c in cells if c.row < count and c.strips)


def _closed(cells: Sequence[LaidCell], count: int) -> bool:
    return all(cell.row + cell.rows <= count for cell in cells if cell.row < count)


def _last(cells: Sequence[LaidCell], rows: int) -> dict[int, LaidCell]:
    """The cells that end with the last row, by column."""
    return {cell.column: cell for cell in cells if cell.row + cell.rows == rows}


def _is_cut(table: Joined, body: Sequence[LaidCell]) -> bool:
    """Whether the part begins in the middle of the table's last row.

    A cell of that row is then empty: what it held ended on the sheet before. In every other
    cell the line before reached the edge, unless the cells' own words say that they go on.
    """
    last = _last(table.cells, table.rows)
    first = {cell.column: cell for cell in body if cell.row == 0}
    full = {column: cell for column, cell in first.items() if cell.strips}
    if (
        not full
        or any(column not in last for column in full)
        or any(c.rows > 1 for c in full.values())
    ):
        return False
    if len(full) == len(first) or _numbered(first, last):
        return (
            not _numbered(first, last)
            and all(_open(last[c], full[c]) for c in full)
            and bool([c for c in full if _unclosed(last[c])])
        )
    return all(_open(last[column], full[column]) for column in full)


def _numbered(first: dict[int, LaidCell], last: dict[int, LaidCell]) -> bool:
    """Whether a serial number counts on from the row before."""
    for column, cell in first.items():
        before, after = said(last[column]) if column in last else "", said(cell)
        if before.isdecimal() and after.isdecimal() and int(after) == int(before) + 1:
            return True
    return False


def _open(above: LaidCell, below: LaidCell) -> bool:
    """Whether the text above may go on below: its last line leaves no room, or is unfinished."""
    if not above.strips:
        return False
    text = said(above)
    if text[-1] in "。！？；":
        return False
    right = max(above.box[2] - _inset(above), max(s.right for s in above.strips))
    return (
        _unclosed(above)
        or text[-1] in "、，"
        or not ends_early(above.strips[-1], below.strips[0], right)
    )


def _inset(cell: LaidCell) -> float:
    """White between the cell's edge and its text, taken from its left side."""
    return max(2.0, min(s.left for s in cell.strips) - cell.box[0])


def _unclosed(cell: LaidCell) -> bool:
    text = said(cell)
    return any(text.count(a) > text.count(b) for a, b in ("（）", "《》", "“”"))


def _with_rest(cells: Sequence[LaidCell], body: Sequence[LaidCell], rows: int) -> list[LaidCell]:
    """The last row's cells, each with what stands of it on the next sheet."""
    rest = {cell.column: cell for cell in body if cell.row == 0}
    made: list[LaidCell] = []
    for cell in cells:
        more = rest.get(cell.column) if cell.row + cell.rows == rows else None
        if more:
            grown = cell.rows + more.rows - 1
            cell = replace(cell, strips=(*cell.strips, *more.strips), rows=grown)
        made.append(cell)
    return made


def _with_group(
    cells: list[LaidCell], body: list[LaidCell], rows: int
) -> tuple[list[LaidCell], list[LaidCell]]:
    """A joined cell that the page break cut is one cell: its lower part is empty."""
    last = _last(cells, rows)
    gone = []
    for cell in body:
        above = last.get(cell.column)
        if cell.row == 0 and not cell.strips and above and above.strips and _groups(cells, cell):
            at = cells.index(above)
            cells[at] = replace(above, rows=above.rows + cell.rows)
            gone.append(cell)
    return cells, [cell for cell in body if cell not in gone]


def _groups(cells: Sequence[LaidCell], cell: LaidCell) -> bool:
    """Whether the column holds cells joined over rows, and has none that are merely empty."""
    held = [each for each in cells if each.column == cell.column]
    joined = cell.rows > 1 or any(each.rows > 1 and each.strips for each in held)
    return joined and all(each.strips for each in held)
