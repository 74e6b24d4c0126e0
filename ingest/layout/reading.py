"""A document rebuilt: rows, boxes as tables, prose as blocks, the fields it declares."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.evidence import Quoter
from ingest.layout.blocks import join_rows, read_blocks
from ingest.layout.boxes import box_blocks, is_table
from ingest.layout.flattened import read_tables
from ingest.layout.regions import Part, Regions, split_regions
from ingest.layout.rows import Row, read_rows
from ingest.layout.table import Table, TableRow
from ingest.layout.understanding import understood
from ingest.model import Block, Document, Passage
from ingest.typography import Seams, squeezed

#: Columns whose cells are prose in which more may be named.
PROSE = frozenset({"direction", "task", "business", "prose", "status", "note", ""})


@dataclass(frozen=True, slots=True)
class Reading:
    """The document as a person would lay it out again.

    ``blocks`` is the running prose, ``inside`` the prose that stands in boxes
    (directions, tasks, notes, boxes that are no tables).
    """

    document: Document
    rows: tuple[Row, ...]
    regions: Regions
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    figures: tuple[Part, ...]
    inside: tuple[Block, ...]
    quoter: Quoter

    def trail_at(self, line: int) -> tuple[str, ...]:
        """The headings over physical line ``line``."""
        starts = [self.quoter.line_at(block.offsets[0]) for block in self.blocks]
        index = bisect_right(starts, line) - 1
        if index < 0:
            return ()
        block = self.blocks[index]
        return (*block.trail, block.text) if block.kind == "heading" else block.trail


def rebuild(document: Document) -> Reading:
    """Lay the document out again, from its own structure where it kept one."""
    return _structured(document) if document.keeps_structure else _flattened(document)


def _structured(document: Document) -> Reading:
    """Blocks as they are, tables with their columns' parts, boxes of one column as prose."""
    rows = read_rows(document)
    feet = tuple(row for row in rows if row.line in document.furniture)
    tables = tuple(understood(grid) for grid in document.grids if is_table(grid))
    boxes = [grid for grid in document.grids if not is_table(grid)]
    inside = (*_inside(tables), *(block for grid in boxes for block in box_blocks(grid, document)))
    regions = Regions((), (), feet, (), ())
    return Reading(document, rows, regions, document.blocks, tables, (), inside, Quoter(document))


def _flattened(document: Document) -> Reading:
    rows = read_rows(document)
    regions = split_regions(rows)
    blocks = read_blocks(regions.prose)
    figures = tuple(part for part in regions.parts if is_indicator_part(part))
    boxes = [part for part in regions.parts if part not in figures]
    ruled = [part for part in boxes if part.roles or _is_paged(rows)]
    seams = Seams(squeezed(row.text) for row in rows)
    tables = tuple(read_tables(ruled, seams))
    loose = [part for part in boxes if part not in ruled]
    inside = (*_inside(tables), *_beside(regions, loose))
    return Reading(document, rows, regions, blocks, tables, figures, inside, Quoter(document))


def _is_paged(rows: tuple[Row, ...]) -> bool:
    return bool(rows) and rows[-1].page > rows[0].page


def _inside(tables: tuple[Table, ...]) -> Iterator[Block]:
    """The prose in the cells of tables."""
    for table in tables:
        for row in table.rows:
            if row.sure:
                yield from _cell_prose(table, row)


def _beside(regions: Regions, loose: list[Part]) -> Iterator[Block]:
    """The prose of boxes that are no tables, and the notes."""
    for part in loose:
        yield from read_blocks(part.rows)
    for part in regions.parts:
        if part.notes:
            yield join_rows("note", part.notes, (part.title,))
    if regions.footnotes:
        yield join_rows("note", regions.footnotes, ())


def _cell_prose(table: Table, row: TableRow) -> Iterator[Block]:
    for cell in row.cells:
        if cell.role in PROSE:
            label = row.get("label", "name", "enterprise", "work", "project", "body")
            trail = tuple(filter(None, (table.title, label.text if label else "")))
            yield replace(cell.block, trail=trail)


def is_indicator_part(part: Part) -> bool:
    """Whether the part's heads announce planned figures."""
    return any(role == "indicator" for _, role in part.roles)


def passages(reading: Reading) -> Iterator[Passage]:
    """Every stretch of the document in reading order."""
    found = [*_block_passages(reading), *_row_passages(reading), *_figure_passages(reading)]
    return iter(sorted(found, key=lambda passage: (passage.line, passage.id)))


def _block_passages(reading: Reading) -> Iterator[Passage]:
    loose = (block for block in reading.inside if block.kind != "cell")
    for block in (*reading.blocks, *loose):
        lines = sorted({reading.quoter.line_at(at) for at in block.offsets})
        kind = "heading" if block.kind == "heading" else "paragraph"
        yield _passage(reading, lines, kind, block.text, " › ".join(block.trail))


def _row_passages(reading: Reading) -> Iterator[Passage]:
    for table in reading.tables:
        for row in table.rows:
            lines = row_lines(reading.quoter, row)
            text = " ｜ ".join(cell.text for cell in row.cells)
            yield _passage(reading, lines, "row", text, f"专栏：{table.title}")


def row_lines(quoter: Quoter, row: TableRow) -> list[int]:
    """The physical lines on which a row stands."""
    return sorted({quoter.line_at(at) for cell in row.cells for at in cell.block.offsets})


def _figure_passages(reading: Reading) -> Iterator[Passage]:
    for part in reading.figures:
        for row in part.rows:
            yield _passage(reading, [row.line], "row", squeezed(row.text), part.title)


def _passage(reading: Reading, lines: list[int], kind: str, text: str, section: str) -> Passage:
    page = reading.document.page(lines[0])
    id_ = f"{reading.document.id[:12]}:{lines[0]}:{kind[0]}"
    return Passage(id_, page, lines[0], lines[-1], section, kind, text, tuple(lines))
