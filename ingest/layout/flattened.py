"""Parts of a box → rows and cells, as one best path through its fragments.

Each fragment goes on in the cell before it, opens a later cell of the row, opens a row, or,
at the top of a page, goes on in any cell of the row that the page break cut.
A path's score adds up what each cell is worth under its head (cells.py), how
whole the seams inside the cells are, and whether lines that go on are full.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.layout.cells import NUMBERED, OPTIONAL, cell_score, group_words
from ingest.layout.fragments import LISTS, Fragment, cell_block, cell_text, fragments
from ingest.layout.regions import Part
from ingest.layout.table import Cell, Table, TableRow
from ingest.typography import Seams, squeezed, unclosed

BEAM = 24
UNHEADED = ("label", "task")
NAMING = LISTS | {"name", "enterprise", "chain", "project"}
UNSURE = -4.0
GOOD = 8.0
SLACK = 3
HOPE = -1.0


@dataclass(frozen=True, slots=True)
class _Done:
    """A finished row behind the finished rows ``before`` it."""

    before: _Done | None
    cells: tuple[tuple[Fragment, ...], ...]
    score: float


@dataclass(frozen=True, slots=True)
class _Path:
    """A reading so far: finished rows behind ``done``, the open row's fragments by column."""

    score: float
    done: _Done | None
    cells: tuple[tuple[Fragment, ...], ...]
    column: int
    widths: tuple[int, ...]
    serial: int
    row_score: float


def read_tables(parts: Sequence[Part], seams: Seams) -> Iterator[Table]:
    """The boxes, in the order in which they begin."""
    for group in _boxes(parts):
        roles = _roles(group)
        rows = tuple(_Reader(roles, seams).read(group))
        title = next((part.title for part in group if part.title), "")
        yield Table(title, roles, _trusted(rows))


def _trusted(rows: tuple[TableRow, ...]) -> tuple[TableRow, ...]:
    """The rows; none is sure that is no good one and stands beside a lost one.

    Where a third of the rows is lost so, the whole box is.
    """
    lost = [False, *(not row.sure for row in rows), False]
    beside = [any(lost[at : at + 3]) for at in range(len(rows))]
    sure = [row.sure and not (near and row.score < GOOD) for row, near in zip(rows, beside)]
    if 3 * sum(sure) < 2 * len(rows):
        sure = [False] * len(rows)
    return tuple(replace(row, sure=said) for row, said in zip(rows, sure))


def _boxes(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Parts that belong together: the same title or heads, on one page or the next."""
    group: list[Part] = []
    for part in parts:
        if group and not _goes_on(group[-1], part):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _goes_on(before: Part, part: Part) -> bool:
    same = before.title == part.title or not (before.title and part.title)
    near = part.head_rows[0].page - before.head_rows[0].page <= 1
    return same and near and [r for _, r in before.roles] == [r for _, r in part.roles]


def _roles(parts: Sequence[Part]) -> tuple[str, ...]:
    roles = tuple(role for _, role in parts[0].roles)
    return UNHEADED if set(roles) <= {"name", "task"} and "task" in roles else roles or UNHEADED


class _Reader:
    """Finds the best path for one box."""

    def __init__(self, roles: tuple[str, ...], seams: Seams) -> None:
        self.roles = roles
        self.seams = seams
        self.joins: dict[tuple[Fragment, Fragment], float] = {}

    def read(self, parts: Sequence[Part]) -> Iterator[TableRow]:
        empty = ((),) * len(self.roles)
        paths = [_Path(0.0, None, empty, -1, (0,) * len(self.roles), 1, 0.0)]
        for fragment in fragments(parts, self.roles):
            steps = (step for path in paths for step in self._steps(path, fragment))
            paths = _best_of_each(steps)[:BEAM]
        ends = [self._close_row(path) for path in paths]
        best = max(ends, key=lambda path: path.score)
        return self._rows(best)

    def _steps(self, path: _Path, fragment: Fragment) -> Iterator[_Path]:
        if path.column >= 0:
            if not fragment.same_line or path.column == len(self.roles) - 1:
                yield self._go_on(path, fragment)
            yield from self._advance(path, fragment)
            if fragment.first_of_part:
                yield from self._resume(path, fragment)
        if not fragment.same_line or path.column < 0:
            yield from self._new_row(path, fragment)

    def _go_on(self, path: _Path, fragment: Fragment) -> _Path:
        last = path.cells[path.column][-1]
        role = self.roles[path.column]
        cost = self._join(last, fragment) - self._shortfall(
            last, fragment, path.widths[path.column]
        )
        if role == "projects" and NUMBERED.match(fragment.text):
            cost = 2.0
        if role == "task" and last.text[-1] in "。；":
            cost = 0.0
        cost -= 6.0 * fragment.same_line
        return self._put(path, fragment, path.column, path.score + cost)

    def _advance(self, path: _Path, fragment: Fragment) -> Iterator[_Path]:
        """Open a later column of the same row."""
        closed = path.score + self._hope(path, path.column)
        for column in range(path.column + 1, len(self.roles)):
            empty = [r for r in range(path.column + 1, column) if not path.cells[r]]
            if path.cells[column] and not fragment.first_of_part and not _resumed(path):
                continue
            cost = -2.5 * sum(self.roles[c] not in OPTIONAL for c in empty)
            cost += 1.5 if fragment.close or fragment.same_line else 0.0
            cost -= self._hope(path, column) if path.cells[column] else 0.0
            yield self._put(path, fragment, column, closed + cost)

    def _resume(self, path: _Path, fragment: Fragment) -> Iterator[_Path]:
        """Go on in an earlier cell of the row that the page break cut."""
        closed = path.score + self._hope(path, path.column)
        for column in range(path.column):
            if path.cells[column] and self.roles[column] not in OPTIONAL:
                last = path.cells[column][-1]
                cost = self._join(last, fragment) - self._hope(path, column) - 0.5
                yield self._put(path, fragment, column, closed + cost)

    def _new_row(self, path: _Path, fragment: Fragment) -> Iterator[_Path]:
        closed = self._close_row(path)
        for column, role in enumerate(self.roles):
            missing = "serial" in self.roles[:column]
            cost = -3.0 if missing and fragment.text not in group_words() else 0.0
            cost += 1.0 if fragment.close else 0.0
            if role == "serial":
                cost += self._serial(closed, fragment)
            if role == "group" or role not in OPTIONAL or role == "serial":
                yield self._put(closed, fragment, column, closed.score + cost)
            if role not in OPTIONAL:
                return

    def _serial(self, path: _Path, fragment: Fragment) -> float:
        if not fragment.text.isdigit():
            return -8.0
        return 4.0 if int(fragment.text) in (path.serial, 1) else -6.0

    def _put(self, path: _Path, fragment: Fragment, column: int, score: float) -> _Path:
        """The path with the fragment in that column, worth ``score`` then."""
        cells = list(path.cells)
        cells[column] = (*cells[column], fragment)
        widths = list(path.widths)
        if len(cells[column]) > 1 and not fragment.first_of_part:
            widths[column] = max(widths[column], cells[column][-2].width)
        serial = path.serial
        if self.roles[column] == "serial" and fragment.text.isdigit():
            serial = int(fragment.text) + 1
        return _Path(score, path.done, tuple(cells), column, tuple(widths), serial, path.row_score)

    def _close_row(self, path: _Path) -> _Path:
        if path.column < 0:
            return path
        score = path.score + self._worth(path, path.column) + self._missing(path)
        score += sum(self._worth(path, c) - self._hope(path, c) for c in self._settled(path))
        row = _Done(path.done, path.cells, score - path.row_score)
        empty = ((),) * len(self.roles)
        return replace(path, score=score, done=row, cells=empty, column=-1, row_score=score)

    def _settled(self, path: _Path) -> Iterator[int]:
        return (c for c, cell in enumerate(path.cells) if cell and c != path.column)

    def _hope(self, path: _Path, column: int) -> float:
        """What a cell is worth while a page break may still complete it."""
        worth = self._worth(path, column)
        return worth if self.roles[column] in OPTIONAL else max(HOPE, worth)

    def _missing(self, path: _Path) -> float:
        """A row lacks a cell under a head that every row should fill."""
        filled = [bool(cell) for cell in path.cells]
        lacking = [
            role
            for role, full in zip(self.roles, filled)
            if not full and role not in OPTIONAL | {"projects", "nature"}
        ]
        only_group = (
            sum(filled) == 1 and "group" in self.roles and filled[self.roles.index("group")]
        )
        return 0.0 if only_group else -3.0 * len(lacking)

    def _worth(self, path: _Path, column: int) -> float:
        return _score(self.roles[column], cell_text(path.cells[column]))

    def _join(self, last: Fragment, fragment: Fragment) -> float:
        known = self.joins.get((last, fragment))
        if known is None:
            known = self.joins[last, fragment] = self._joined(last, fragment)
        return known

    def _joined(self, last: Fragment, fragment: Fragment) -> float:
        together = 0.35 * self.seams.score(squeezed(last.text), squeezed(fragment.text))
        apart = 3.0 if fragment.close and not _latin_seam(last.text, fragment.text) else 0.0
        return together - apart

    def _shortfall(self, last: Fragment, fragment: Fragment, usual: int) -> float:
        """What it costs that a line goes on although it was not full, or is too wide."""
        lacking = usual - last.width if usual else 0
        if usual and fragment.width > usual + SLACK:
            return min(0.4 * (fragment.width - usual), 6.0)
        if lacking <= SLACK or _latin_seam(last.text, fragment.text):
            return 0.0 if not usual or lacking <= SLACK else 0.3
        return min(0.5 * lacking, 6.0)

    def _rows(self, path: _Path) -> Iterator[TableRow]:
        finished: list[_Done] = []
        done = path.done
        while done:
            finished.append(done)
            done = done.before
        group = ""
        for one in reversed(finished):
            row = self._row(one.cells, one.score)
            group = row.group or group
            yield replace(row, group=group)

    def _row(self, cells: Sequence[tuple[Fragment, ...]], score: float) -> TableRow:
        made = tuple(
            Cell(role, cell_block(pieces)) for role, pieces in zip(self.roles, cells) if pieces
        )
        group = next((cell.text for cell in made if cell.role == "group"), "")
        return TableRow(made, group, score, score >= UNSURE and all(map(_holds, made)))


def _holds(cell: Cell) -> bool:
    """Whether a cell that names things reads like one."""
    return cell.role not in NAMING or _score(cell.role, cell.text) >= 0


def _best_of_each(paths: Iterable[_Path]) -> list[_Path]:
    """Best first; of the paths whose open row is the same only the best."""
    best: dict[object, _Path] = {}
    for path in paths:
        key = (path.cells, path.column)
        if key not in best or best[key].score < path.score:
            best[key] = path
    return sorted(best.values(), key=lambda path: -path.score)


def _resumed(path: _Path) -> bool:
    """Whether the open row already goes over a page break."""
    parts = {piece.part for cell in path.cells for piece in cell}
    return len(parts) > 1


def _latin_seam(left: str, right: str) -> bool:
    """A line that a Latin word, a figure or a bracket broke early."""
    return (
        left[-1].isascii()
        or right[0].isascii()
        or unclosed(left) > 0
        or left[-1] in "）》”"
        or right[0] in "（《“"
    )


@lru_cache(maxsize=20_000)
def _score(role: str, text: str) -> float:
    return cell_score(role, text)
