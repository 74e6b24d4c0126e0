"""Boxes of one column: a frame around prose and lists, no table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.model import Block, Document, Grid

ITEM = re.compile(
    r"^\s*(?:[0-9]{1,2}[.．、]|[（(][0-9一二三四五六七八九十]{1,3}[）)]|[●◆■·•▪]|[①-⑳])"
)


def is_table(grid: Grid) -> bool:
    """Whether a grid has more than one column in more than one row."""
    wide = {cell.row for cell in grid.cells if cell.column}
    return bool(wide) and len({cell.row for cell in grid.cells}) > 1


def box_blocks(grid: Grid, document: Document) -> Iterator[Block]:
    """The paragraphs of a box in reading order, each a block."""
    trail = (*grid.trail, grid.title) if grid.title else grid.trail
    for cell in sorted(grid.cells, key=lambda c: (c.row, c.column)):
        for block in paragraphs(cell.block, document):
            kind = "item" if ITEM.match(block.text) else "paragraph"
            yield replace(block, kind=kind, trail=trail)


def paragraphs(block: Block, document: Document) -> Iterator[Block]:
    """A block cut where the document's text breaks the line."""
    start = 0
    for at in range(1, len(block.text) + 1):
        ends = at == len(block.text)
        if ends or "\n" in document.text[block.offsets[at - 1] + 1 : block.offsets[at]]:
            yield replace(block, text=block.text[start:at], offsets=block.offsets[start:at])
            start = at
