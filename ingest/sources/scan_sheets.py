"""Pages as they were read → sheets: what the eye takes for one size is one, bold is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from ingest.layout.shapes import Glyph, Sheet
from ingest.sources.scan_shapes import ReadPage, TypedLine

ALIKE, UNSURE = 0.05, 0.25
BOLD, GROWTH = 1.08, 0.35
RAISED, SMALL = 0.6, 0.93
FACE, BOLD_FACE = "scan", "!scan"
SENTENCE = frozenset("，。；")
NOTE_MARKS = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")


def even(pages: Sequence[Sheet | ReadPage]) -> list[Sheet]:
    """The pages as sheets; sizes that the eye takes for one are one throughout the file."""
    pages = [_steadied(page) if isinstance(page, ReadPage) else page for page in pages]
    lines = [line for page in pages if isinstance(page, ReadPage) for line in page.lines]
    sizes = _sizes(lines)
    body = _body(lines, sizes)
    return [_sheet(page, sizes, body) if isinstance(page, ReadPage) else page for page in pages]


def _steadied(page: ReadPage) -> ReadPage:
    """The page; a line too short to tell its size has that of the last one that does, if near."""
    lines: list[TypedLine] = []
    known = 0.0
    for line in page.lines:
        if line.sure:
            known = line.size
        elif abs(line.size - known) < UNSURE * line.size:
            line = replace(line, size=known)
        lines.append(line)
    return replace(page, lines=tuple(lines))


def _sizes(lines: Sequence[TypedLine]) -> dict[float, float]:
    """Each line's size → the size that stands for it: the most usual first takes its like."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(line.size, 2)] += len(line.signs)
    kept: dict[float, float] = {}
    while left := {size: n for size, n in counts.items() if size not in kept}:
        middle = max(left, key=lambda size: (_near(left, size), size))
        group = [size for size in left if abs(size - middle) <= ALIKE * middle]
        usual = median(sorted(size for size in group for _ in range(left[size])))
        kept |= dict.fromkeys(group, round(usual * 2) / 2)
    return kept


def _near(counts: dict[float, int], size: float) -> int:
    return sum(n for other, n in counts.items() if abs(other - size) <= ALIKE * size)


def _body(lines: Sequence[TypedLine], sizes: dict[float, float]) -> tuple[float, float]:
    """Size and stroke of most signs."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[sizes[round(line.size, 2)]] += len(line.signs)
    size = max(counts, key=lambda one: (counts[one], one), default=1.0)
    strokes = [line.stroke for line in lines if sizes[round(line.size, 2)] == size]
    return size, median(strokes or [1.0])


def _sheet(page: ReadPage, sizes: dict[float, float], body: tuple[float, float]) -> Sheet:
    glyphs = tuple(
        glyph for line in page.lines for glyph in _glyphs(line, sizes[round(line.size, 2)], body)
    )
    sheet = Sheet(page.number, page.width, page.height, glyphs, page.rules, page.label)
    return replace(sheet, turned=page.turned, skew=page.skew)


def _glyphs(line: TypedLine, size: float, body: tuple[float, float]) -> Iterator[Glyph]:
    usual, stroke = body
    prose = any(sign.text in SENTENCE for sign in line.signs)
    bold = not prose and line.stroke > BOLD * stroke * (1 + GROWTH * (size / usual - 1))
    face = BOLD_FACE if bold else FACE
    top, bottom = line.middle - size / 2, line.middle + size / 2
    note = size < SMALL * usual and line.signs[0].text in NOTE_MARKS
    for index, sign in enumerate(line.signs):
        raised = sign.raised or (note and not index)
        low, high = (line.middle, RAISED * size) if raised else (bottom, size)
        sure = round(sign.confidence, 4)
        yield Glyph(sign.text, sign.left, top, sign.right, low, high, face, sure)
