"""A Word table's rows → the boxes that a reader sees, joined cells as one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.layout.parts import MOST_SPANNED
from ingest.sources.numerals import whole
from ingest.sources.word_styles import W, is_on, value

WRAPPERS = frozenset(W + name for name in "sdt sdtContent customXml ins moveTo".split())


@dataclass(slots=True)
class CellBox:
    """One cell as seen: its element, place, spans, and whether its row is a repeated head."""

    element: Any
    row: int
    column: int
    columns: int
    head: bool
    rows: int = 1


def cell_boxes(table: Any) -> list[CellBox]:
    """The cells in reading order, those joined downwards as one."""
    boxes: list[CellBox] = []
    above: dict[int, CellBox] = {}
    for number, row in enumerate(_within(table, W + "tr")):
        for box, goes_on in _row(row, number):
            over = above.get(box.column)
            if goes_on and over and over.row + over.rows == number:
                over.rows += 1
            else:
                above[box.column] = box
                boxes.append(box)
    return boxes


def _row(row: Any, number: int) -> Iterator[tuple[CellBox, bool]]:
    """The row's cells, and whether each goes on from the row above or the cell before."""
    if is_on(row, "trPr/del"):
        return
    head, column = is_on(row, "trPr/tblHeader"), _number(row, "trPr/gridBefore", 0)
    before: CellBox | None = None
    for cell in _within(row, W + "tc"):
        wide = max(1, _number(cell, "tcPr/gridSpan", 1))
        if before and _merge(cell, "hMerge") == "continue":
            before.columns += wide
        else:
            before = CellBox(cell, number, column, wide, head)
            yield before, _merge(cell, "vMerge") == "continue"
        column += wide


def _merge(cell: Any, name: str) -> str:
    """How a cell is joined: restart, continue (which is also what Word leaves unsaid), or not."""
    if cell.find(f"{W}tcPr/{W}{name}") is None:
        return ""
    return value(cell, f"tcPr/{name}") or "continue"


def _number(element: Any, path: str, usual: int) -> int:
    """A small number that the file states, within what a table can have."""
    return min(whole(value(element, path), usual), MOST_SPANNED)


def _within(element: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also inside content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from _within(child, tag)
