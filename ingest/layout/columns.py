"""Rows of strips → lines in reading order: columns one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.layout.lines import together
from ingest.layout.shapes import Strip

LEAST_LINES = 4
FILLED = 0.7

Rows = Sequence[Sequence[Strip]]


def rows_to_columns(rows: Rows, width: tuple[float, float]) -> Iterator[Strip]:
    """Lines in the order in which they are read, each with the edges of its column."""
    if not rows:
        return
    gutter = _gutter(rows)
    if gutter is None:
        yield from _lines(rows, width)
        return
    for crossing, band in _bands(rows, gutter):
        if crossing:
            yield from _lines(band, width)
            continue
        for side in (0, 1):
            half = [[s for s in row if (s.left > gutter) == bool(side)] for row in band]
            kept = [row for row in half if row]
            if kept:
                yield from rows_to_columns(kept, _edges(kept))


def _lines(rows: Rows, width: tuple[float, float]) -> Iterator[Strip]:
    left, right = _edges(rows)
    wide = (min(left, width[0]), max(right, width[1]))
    yield from (replace(together(row), column=wide) for row in rows)


def _edges(rows: Rows) -> tuple[float, float]:
    return min(row[0].left for row in rows), max(row[-1].right for row in rows)


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
