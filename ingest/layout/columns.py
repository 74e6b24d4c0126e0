"""Rows of strips → lines in reading order: columns one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.layout.lines import together
from ingest.layout.shapes import Sheet, Strip
from ingest.layout.tables import with_ranged

LEAST_LINES = 4
FILLED = 0.7
SHARED = 3

Rows = Sequence[Sequence[Strip]]
Frame = tuple[float, float]


def rows_to_columns(rows: Rows, frame: Frame | None, sheet: Sheet) -> Iterator[Strip]:
    """Lines and tables in the order in which they are read, each with the edges of its column.

    ``frame`` holds the edges of text on sheets like this one, where they are known.
    """
    if not rows:
        return
    gutter = _gutter(rows)
    if gutter is None:
        yield from _lines(rows, frame, sheet)
        return
    for crossing, band in _bands(rows, gutter):
        if crossing:
            yield from _lines(band, frame, sheet)
            continue
        for side in (0, 1):
            half = [[s for s in row if (s.left > gutter) == bool(side)] for row in band]
            kept = [row for row in half if row]
            if kept:
                yield from rows_to_columns(kept, None, sheet)


def _lines(rows: Rows, frame: Frame | None, sheet: Sheet) -> Iterator[Strip]:
    column = frame or text_edges(rows)
    for row in with_ranged(rows, sheet):
        yield replace(together(row), column=column)


def _edges(rows: Rows) -> tuple[float, float]:
    return min(row[0].left for row in rows), max(row[-1].right for row in rows)


def text_edges(rows: Rows) -> tuple[float, float]:
    """Left and right edge of the text: those that several lines share, not a single one's."""
    lines = [row for row in rows if row[0].table is None]
    if len(lines) < 2 * SHARED:
        return _edges(lines or rows)
    return (
        -_shared(sorted(-row[0].left for row in lines), rows),
        _shared(sorted(row[-1].right for row in lines), rows),
    )


def _shared(edges: Sequence[float], rows: Rows) -> float:
    """The outermost place at which several edges lie."""
    near = 0.6 * max(strip.size for row in rows for strip in row)
    for n in range(len(edges) - 1, SHARED - 2, -1):
        if edges[n] - edges[n - SHARED + 1] <= near:
            return edges[n]
    return edges[-1]


def _gutter(rows: Rows) -> float | None:
    """Where a strip of white parts lines of running text, if there is one."""
    gaps = [(a.right, b.left) for row in rows for a, b in zip(row, row[1:])]
    middles = sorted({round((left + right) / 2) for left, right in gaps})
    best = max(middles, key=lambda at: (_support(gaps, at), -abs(at)), default=None)
    if best is None or _support(gaps, best) < LEAST_LINES or not _parts_prose(rows, best):
        return None
    return float(best)


def _support(gaps: Sequence[tuple[float, float]], at: float) -> int:
    return sum(left < at < right for left, right in gaps)


def _parts_prose(rows: Rows, gutter: float) -> bool:
    """Whether the lines on both sides mostly fill their column."""
    halves = (
        [s for row in rows for s in row if s.right <= gutter],
        [s for row in rows for s in row if s.left >= gutter],
    )
    crossing = sum(s.left < gutter < s.right for row in rows for s in row)
    return crossing < min(map(len, halves)) and all(_filled(half) for half in halves)


def _filled(strips: Sequence[Strip]) -> bool:
    left, right = min(s.left for s in strips), max(s.right for s in strips)
    wide = right - left
    full = sum(s.right - s.left > FILLED * wide for s in strips)
    return len(strips) >= LEAST_LINES and 2 * full >= len(strips) and wide > 8 * strips[0].size


def _bands(rows: Rows, gutter: float) -> Iterator[tuple[bool, list[Sequence[Strip]]]]:
    """Runs of rows: those that cross the gutter, and those that keep to its sides."""
    run: list[Sequence[Strip]] = []
    state = False
    for row in rows:
        crossing = any(s.left < gutter < s.right for s in row)
        if run and crossing != state:
            yield state, run
            run = []
        state = crossing
        run.append(row)
    if run:
        yield state, run
