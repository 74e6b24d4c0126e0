"""Lines whose columns only wide blanks part (``甲实验室　乙大学``) → tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ingest.layout.parts import FRAMED, CellWords, Part, Printed, Table, Words, mark

GAP = re.compile(r"[ \u00a0]*[\u3000\t]\s*|[ \u00a0]{3,}")
LONGEST = 60  # characters of a cell
#: What is no cell: a heading's mark or label, a page of a table of contents, a caption's number.
MARK = re.compile(
    r"(?:第[一二三四五六七八九十百0-9]{1,4}(?:[章节条篇]|部分)"
    r"|[\u4e00-\u9fff]{0,4}(?:方向|领域|赛道|专项|主线|任务|工程|行动|计划)[一二三四五六七八九十0-9]{1,3}[：:]?|[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]?"
    r"|(?:附件|附表|专栏|表|图|附)\s*[一二三四五六七八九十0-9-]{0,4}[：:]?|[.·…]*\s*[0-9]{1,3})"
)
NUMBER = re.compile(r"(?:[（(]?[0-9]{1,2}[）).．、]|[①-⑳●■·•]|——)\s*(?=\S)")
ENDS = re.compile(r"[。；：:，！？]")


def with_gapped(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts; lines in columns that stand together as tables."""
    rows = [(part, _columns(part)) for part in parts]
    widths = Counter(len(line) for _, lines in rows for line in lines)
    told = [(part, lines if all(widths[len(c)] > 1 for c in lines) else ()) for part, lines in rows]
    for wide, group in groupby(told, key=lambda row: len(row[1][0]) if row[1] else 0):
        found = list(group)
        if wide:
            yield _table([line for _, lines in found for line in lines])
        else:
            yield from (part for part, _ in found)


def _columns(part: Part) -> Sequence[tuple[Printed, ...]]:
    """The cells of each line of a part, none where one of its lines is no row of cells."""
    if not isinstance(part, Words) or part.kind not in ("paragraph", "item"):
        return ()
    lines = [tuple(_cells(line)) for line in part.lines]
    even = len({len(cells) for cells in lines}) == 1 and len(lines[0]) > 1
    return lines if even and all(map(_is_row, lines)) else ()


def _cells(line: Printed) -> Iterator[Printed]:
    text = line.text.strip()
    number = NUMBER.match(text)
    start = number.end() if number else 0
    first, *others = GAP.split(text[start:])
    yield replace(line, text=(mark(text[:start]) if start else "") + first)
    yield from (replace(line, text=each) for each in others)


def _is_row(cells: Sequence[Printed]) -> bool:
    return all(
        1 < len(text) <= LONGEST and not ENDS.search(text) and not MARK.fullmatch(text)
        for text in (FRAMED.sub("", cell.text) for cell in cells)
    )


def _table(rows: Sequence[Sequence[Printed]]) -> Table:
    cells = (
        CellWords((replace(cell, ends=True),), at, column)
        for at, row in enumerate(rows)
        for column, cell in enumerate(row)
    )
    return Table(tuple(cells))
