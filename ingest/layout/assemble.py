"""The flow → parts: lines as paragraphs and headings, tables with their cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.layout.flow import Flow, pages_to_flow
from ingest.layout.heads import HeadSizes
from ingest.layout.joins import Joined
from ingest.layout.lines import printed
from ingest.layout.paragraphs import begins, breaks_in_cell, group_lines, is_unfinished
from ingest.layout.parts import CellWords, Part, Printed, Table, Words
from ingest.layout.shapes import LaidCell, Sheet, Strip

Item = list[Strip] | Joined


def parts_of(sheets: Sequence[Sheet]) -> Iterator[Part]:
    """Words and tables of the sheets in reading order; notes and page feet where they fit."""
    yield from _Assembly(sheets, pages_to_flow(sheets)).parts()


@dataclass(slots=True)
class _Assembly:
    sheets: Sequence[Sheet]
    flow: Flow

    def parts(self) -> Iterator[Part]:
        """All parts; what stands apart on a sheet follows the last text that began on it."""
        items = list(_paragraphs(self.flow))
        sizes = HeadSizes(items, self.flow.body)
        done = 0
        for index, item in enumerate(items):
            first = _first_sheet(item)
            yield from self._apart(done, first - 1)
            done = max(done, first - 1)
            if isinstance(item, Joined):
                yield self._table(item)
            else:
                over_table = isinstance(next(iter(items[index + 1 : index + 2]), None), Joined)
                kind, level = sizes.kind(item, over_table)
                yield Words(kind, tuple(self._line(strip) for strip in item), level)
        yield from self._apart(done, len(self.sheets))

    def _apart(self, after: int, until: int) -> Iterator[Words]:
        """Notes and furniture of the sheets behind ``after`` up to ``until``."""
        for number in range(after + 1, until + 1):
            for group in group_lines(self.flow.notes.get(number, ()), notes=True):
                yield Words("note", tuple(self._line(strip) for strip in group))
            for strip in self.flow.furniture.get(number, ()):
                yield Words("furniture", (self._line(strip),))

    def _line(self, strip: Strip, ends: bool = False) -> Printed:
        sheet = self.sheets[strip.sheet - 1]
        return printed(strip, sheet, self.flow.pages[strip.sheet], ends)

    def _table(self, table: Joined) -> Table:
        return Table(tuple(self._cell(cell, table) for cell in table.cells))

    def _cell(self, cell: LaidCell, table: Joined) -> CellWords:
        lines = tuple(
            self._line(strip, after is not None and _broken(strip, after, cell))
            for strip, after in zip(cell.strips, [*cell.strips[1:], None])
        )
        head = cell.row < table.heads
        return CellWords(lines, cell.row, cell.column, cell.rows, cell.columns, head)


def _broken(strip: Strip, after: Strip, cell: LaidCell) -> bool:
    """Whether the author ended the line, by the edges of the cell's text."""
    left = min(s.left for s in cell.strips)
    right = max(cell.box[2] - max(2.0, left - cell.box[0]), *(s.right for s in cell.strips))
    return breaks_in_cell(strip, after, left, right)


def _first_sheet(item: Item) -> int:
    if isinstance(item, Joined):
        return next((s.sheet for cell in item.cells for s in cell.strips), item.last.sheet)
    return item[0].sheet


def _paragraphs(flow: Flow) -> Iterator[Item]:
    """Lines joined into paragraphs, over page breaks and over tables that float between."""
    group: list[Strip] = []
    floating: list[Joined] = []
    for item in flow.items:
        if isinstance(item, Joined):
            if group and is_unfinished(group):
                floating.append(item)
                continue
            yield from _given(group, floating)
            yield item
            group, floating = [], []
        elif group and (
            begins(group, item, flow.leading) or (floating and item.sheet == group[-1].sheet)
        ):
            yield from _given(group, floating)
            group, floating = [item], []
        else:
            group.append(item)
    yield from _given(group, floating)


def _given(group: list[Strip], floating: Sequence[Joined]) -> Iterator[Item]:
    if group:
        yield group
    yield from floating
