"""How well tables and text keep their structure in each form, and how fast sheets are read.

    python -m bench.bench_structure [PLAN.html …]

Each plan (the tests' made-up one where none is given) is printed in several settings and written as
Word and Markdown. What the reader finds in the web page itself is the yardstick: TEDS is one
minus the edit distance of two tables as trees (table, rows, cells with their spans and words)
over the size of the larger; blocks are the share of headings, paragraphs and items that come
out the same, in order.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import TypeVar

from rapidfuzz.distance import Levenshtein

from ingest.model import Document, Grid
from ingest.sources import read_document
from tests.variants import forms, plan

SETTINGS = {
    "as it is": "",
    "small sheets": "@page{size:A5;margin:15mm}",
    "rows cut": "tr{break-inside:auto!important}@page{size:160mm 130mm;margin:14mm}",
    "level lines": "td,th{border:none!important}table{border-top:1.5pt solid;border-bottom:1.5pt"
    " solid}thead{border-bottom:.75pt solid}",
    "no lines": "td,th{border:none!important}",
    "open sides": "td:first-child,th:first-child{border-left:none!important}"
    "td:last-child,th:last-child{border-right:none!important}",
    "landscape": "@page{size:A4 landscape}",
    "centred": "td,th{text-align:center!important;vertical-align:middle}",
}
Row = tuple[tuple[int, int, str], ...]
T = TypeVar("T")


def main(pages: Sequence[Path]) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        if not pages:
            made = Path(folder) / "plan.html"
            made.write_text(plan.page(), "utf-8")
            pages = (made,)
        for page in pages:
            print(f"{page}\n  {'form':<22} TEDS    blocks   sheets a second")
            _measure(page, Path(folder))


def _measure(page: Path, folder: Path) -> None:
    yardstick = read_document(page)
    for name, path in _forms(page, folder):
        before = time.perf_counter()
        found = read_document(path)
        seconds = time.perf_counter() - before
        sheets = max((place.sheet for place in found.places), default=0)
        speed = f"{sheets / seconds:8.0f}" if sheets else ""
        score = f"{tables(yardstick, found):.3f}   {text(yardstick, found):.3f}"
        print(f"  {name:<22} {score}   {speed}")


def _forms(page: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    written: tuple[tuple[str, Callable[[Path, Path], None]], ...] = (
        ("docx", forms.as_word),
        ("md", forms.as_markdown),
    )
    for name, write in written:
        path = folder / f"plan.{name}"
        write(page, path)
        yield name, path
    if lacking := forms.lacking():
        print(f"  no PDF: {lacking}")
        return
    for name, style in SETTINGS.items():
        styled = folder / "styled.html"
        source = page.read_text("utf-8")
        styled.write_text(source.replace("</style>", f"{style}</style>", 1), "utf-8")
        forms.as_pdf(styled, folder / "plan.pdf")
        yield f"pdf, {name}", folder / "plan.pdf"


def tables(expected: Document, found: Document) -> float:
    """Mean TEDS over the expected tables, each against the best of those found."""
    scores = [max((teds(a, b) for b in found.grids), default=0.0) for a in expected.grids]
    return sum(scores) / len(scores) if scores else 1.0


def text(expected: Document, found: Document) -> float:
    """Share of the expected blocks that come out the same, in order."""
    left, right = ([(b.kind, b.level, b.text) for b in d.blocks] for d in (expected, found))
    same = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    return sum(match.size for match in same) / max(1, len(left))


def teds(one: Grid, other: Grid) -> float:
    """Likeness of two tables, 0 to 1, by the edit distance of their trees."""
    left, right = _rows(one), _rows(other)
    size = max(_size(left), _size(right))
    return 1 - _distance(left, right, _row_size, _row_size, _row_change) / size


def _rows(grid: Grid) -> list[Row]:
    rows: dict[int, list[tuple[int, int, str]]] = {}
    for cell in sorted(grid.cells, key=lambda each: (each.row, each.column)):
        text = cell.block.text.replace("\n", "")
        rows.setdefault(cell.row, []).append((cell.rows, cell.columns, text))
    return [tuple(rows[n]) for n in sorted(rows)]


def _size(rows: Sequence[Row]) -> float:
    return 1 + sum(map(_row_size, rows))


def _row_size(row: Row) -> float:
    return 1 + len(row)


def _row_change(one: Row, other: Row) -> float:
    def whole(_: tuple[int, int, str]) -> float:
        return 1.0

    return _distance(one, other, whole, whole, _cell_change)


def _cell_change(one: tuple[int, int, str], other: tuple[int, int, str]) -> float:
    if one[:2] != other[:2]:
        return 1.0
    return Levenshtein.normalized_distance(one[2], other[2])


def _distance(
    left: Sequence[T],
    right: Sequence[T],
    gone: Callable[[T], float],
    come: Callable[[T], float],
    change: Callable[[T, T], float],
) -> float:
    """Least cost to make one sequence the other."""
    costs = [0.0]
    for item in right:
        costs.append(costs[-1] + come(item))
    for one in left:
        above, costs = costs, [costs[0] + gone(one)]
        for n, other in enumerate(right):
            costs.append(
                min(above[n] + change(one, other), above[n + 1] + gone(one), costs[n] + come(other))
            )
    return costs[-1]


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
