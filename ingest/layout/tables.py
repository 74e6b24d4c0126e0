"""A sheet's lines and signs → its tables with their cells' text, and what is left."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.layout.lines import glyphs_to_rows, together
from ingest.layout.ruled import Lattice, level_rules, rules_to_lattices
from ingest.layout.shapes import Box, Glyph, LaidCell, LaidTable, Sheet, Strip, within
from ingest.layout.unruled import Ranged, ranged_tables

Rows = list[list[Strip]]


def drawn_tables(sheet: Sheet) -> list[Lattice]:
    """Tables and frames that lines draw on the sheet, those inside another apart."""
    lattices = rules_to_lattices(sheet.rules)
    return [each for each in lattices if not any(_inside(each.box, o.box) for o in lattices)]


def sheet_rows(sheet: Sheet, glyphs: Sequence[Glyph], outer: Sequence[Lattice]) -> Rows:
    """Rows of the sheet from the top; a table is a row of its own."""
    held: list[list[Glyph]] = [[] for _ in outer]
    free: list[Glyph] = []
    for glyph in glyphs:
        at = next((n for n, each in enumerate(outer) if within(each.box, glyph)), None)
        (free if at is None else held[at]).append(glyph)
    rows = glyphs_to_rows(free, sheet.number)
    rows += [[_as_strip(_ruled(*each, sheet.number))] for each in zip(outer, held) if each[1]]
    return sorted(rows, key=lambda row: row[0].middle)


def _inside(inner: Box, outer: Box) -> bool:
    return (
        inner != outer
        and outer[0] - 1 <= inner[0]
        and outer[1] - 1 <= inner[1]
        and inner[2] <= outer[2] + 1
        and inner[3] <= outer[3] + 1
    )


def _as_strip(table: LaidTable) -> Strip:
    return Strip((Glyph("", *table.box, size=0),), table.sheet, table=table)


def _ruled(lattice: Lattice, glyphs: Sequence[Glyph], sheet: int) -> LaidTable:
    held: dict[int, list[Glyph]] = {}
    fields = lattice.fields
    for glyph in glyphs:
        at = next((n for n, field in enumerate(fields) if within(field.box, glyph)), None)
        if at is not None:
            held.setdefault(at, []).append(glyph)
    cells = [
        LaidCell(f.row, f.column, f.rows, f.columns, _cell_lines(held.get(n, ()), sheet), f.box)
        for n, f in enumerate(fields)
    ]
    return LaidTable(_without_empty_lines(cells), lattice.xs, lattice.box, sheet)


def _without_empty_lines(cells: Sequence[LaidCell]) -> tuple[LaidCell, ...]:
    """The cells; rows and columns in which nothing begins are no rows and columns."""
    rows = sorted({cell.row for cell in cells})
    columns = sorted({cell.column for cell in cells})
    return tuple(
        LaidCell(
            rows.index(c.row),
            columns.index(c.column),
            sum(c.row <= row < c.row + c.rows for row in rows),
            sum(c.column <= column < c.column + c.columns for column in columns),
            c.strips,
            c.box,
        )
        for c in cells
    )


def _cell_lines(glyphs: Sequence[Glyph], sheet: int) -> tuple[Strip, ...]:
    return tuple(together(row) for row in glyphs_to_rows(glyphs, sheet))


def with_ranged(rows: Sequence[Sequence[Strip]], sheet: Sheet) -> list[Sequence[Strip]]:
    """Rows, those that stand in columns as tables."""
    kept: list[Sequence[Strip]] = []
    done = 0
    for start, end, table in ranged_tables(rows, level_rules(sheet.rules)):
        kept += rows[done:start]
        kept.append([_as_strip(_from_ranged(table, sheet.number))])
        done = end
    return [*kept, *rows[done:]]


def _from_ranged(table: Ranged, sheet: int) -> LaidTable:
    edges = [*table.xs, table.box[2]]
    cells = tuple(
        LaidCell(row, column, high, wide, strips, _column_box(edges, column, wide, strips))
        for row, column, high, wide, strips in table.cells
    )
    return LaidTable(cells, tuple(edges), table.box, sheet, ruled=False)


def _column_box(edges: Sequence[float], column: int, wide: int, strips: Sequence[Strip]) -> Box:
    """The cell's part of the sheet; its text may be cut anywhere before the next column."""
    top, bottom = strips[0].box[1], strips[-1].box[3]
    end = edges[column + wide] - (strips[0].size if column + wide < len(edges) - 1 else 0)
    return edges[column], top, max(end, *(s.right for s in strips)), bottom
