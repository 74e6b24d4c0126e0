"""A document rebuilt: rows, boxes as tables, prose as blocks, the fields it declares."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.evidence import Quoter
from ingest.facts.indicators import is_indicator_part
from ingest.layout.blocks import join_pieces, join_rows, read_blocks
from ingest.layout.regions import Part, Regions, split_regions
from ingest.layout.rows import Row, read_rows
from ingest.layout.tables import Table, TableRow, read_tables
from ingest.model import Block, Document, Passage
from ingest.supports.fields import DeclaredField, declared_fields
from ingest.typography import Seams, squeezed


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
    fields: tuple[DeclaredField, ...]
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
    """Lay the document out again."""
    rows = read_rows(document)
    regions = split_regions(rows)
    blocks = read_blocks(regions.prose)
    figures = tuple(part for part in regions.parts if is_indicator_part(part))
    boxes = [part for part in regions.parts if part not in figures]
    ruled = [part for part in boxes if part.roles or _is_paged(rows)]
    seams = Seams(squeezed(row.text) for row in rows)
    tables = tuple(read_tables(ruled, seams))
    inside = tuple(_inside(tables, regions, [part for part in boxes if part not in ruled]))
    fields = declared_fields(blocks)
    return Reading(
        document, rows, regions, blocks, tables, figures, inside, fields, Quoter(document)
    )


def _is_paged(rows: tuple[Row, ...]) -> bool:
    return bool(rows) and rows[-1].page > rows[0].page


def _inside(tables: tuple[Table, ...], regions: Regions, loose: list[Part]) -> Iterator[Block]:
    for table in tables:
        for row in table.rows:
            if row.sure:
                yield from _cell_prose(table, row)
    for part in loose:
        yield from read_blocks(part.rows)
    for part in regions.parts:
        if part.notes:
            yield join_rows("note", part.notes, (part.title,))
    if regions.footnotes:
        yield join_rows("note", regions.footnotes, ())


def _cell_prose(table: Table, row: TableRow) -> Iterator[Block]:
    for cell in row.cells:
        if cell.role in ("direction", "task", "business"):
            label = row.get("label", "name", "enterprise")
            trail = tuple(filter(None, (table.title, label.text if label else "")))
            yield join_pieces("cell", ((p.text, p.start) for p in cell.fragments), trail)


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
            lines = sorted({piece.line for cell in row.cells for piece in cell.fragments})
            text = " ｜ ".join(cell.text for cell in row.cells)
            yield _passage(reading, lines, "row", text, f"专栏：{table.title}")


def _figure_passages(reading: Reading) -> Iterator[Passage]:
    for part in reading.figures:
        for row in part.rows:
            yield _passage(reading, [row.line], "row", squeezed(row.text), part.title)


def _passage(reading: Reading, lines: list[int], kind: str, text: str, section: str) -> Passage:
    page = reading.document.page(lines[0])
    id_ = f"{reading.document.id[:12]}:{lines[0]}:{kind[0]}"
    return Passage(id_, page, lines[0], lines[-1], section, kind, text, tuple(lines))
