"""Signs → lines of text: what stands at one height, cut at wide gaps, written as it is read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from ingest.layout.parts import HIDE, SHOW, Printed, cleared, mark
from ingest.layout.shapes import Glyph, Sheet, Strip
from ingest.model import Place

WIDE_GAP = 0.6  # in sizes of a sign: a wider gap parts columns or cells
WORD_GAP, LATIN_GAP = 0.45, 0.18
SAME_HEIGHT, CLOSE_HEIGHT = 0.45, 0.6
RAISED = 0.8
LEADERS, LEAST_LEADERS = frozenset(".·…．"), 5  # a line of the contents
NOTE_SIGN = re.compile(r"[①-⑳\d\[\]〔〕*]+")
BULLET = re.compile(r"^\s*[●◆■•▪○◦▲★\uf06c\uf06e\uf075\uf0d8]\s*")


def glyphs_to_rows(glyphs: Iterable[Glyph], sheet: int) -> list[list[Strip]]:
    """Strips by the height they stand at, from the top; in each row from the left."""
    heights: list[list[Glyph]] = []
    anchors: list[float] = []
    ordered = sorted(glyphs, key=lambda g: (g.middle, g.left))
    for glyph in [*filter(_is_tall, ordered), *(g for g in ordered if not _is_tall(g))]:
        at = _height(glyph, anchors, heights)
        if at is None:
            at = bisect_left(anchors, glyph.middle)
            anchors.insert(at, glyph.middle)
            heights.insert(at, [])
        heights[at].append(glyph)
    return [list(_strips(row, sheet)) for row in heights]


def _is_tall(glyph: Glyph) -> bool:
    """Whether its box is a whole sign's; 一 and points may have one that fits them closely."""
    return glyph.bottom - glyph.top > 0.6 * glyph.size


def _height(glyph: Glyph, anchors: Sequence[float], heights: Sequence[list[Glyph]]) -> int | None:
    """The row that the glyph stands in: the nearest, where that is near enough."""
    after = bisect_left(anchors, glyph.middle)
    near = [n for n in (after - 1, after) if 0 <= n < len(anchors)]
    at = min(near, key=lambda n: abs(anchors[n] - glyph.middle), default=None)
    if at is None:
        return None
    reach = SAME_HEIGHT if _is_tall(glyph) else CLOSE_HEIGHT
    far = abs(anchors[at] - glyph.middle) > reach * max(glyph.size, heights[at][0].size)
    return None if far else at


def _strips(row: list[Glyph], sheet: int) -> Iterator[Strip]:
    row = sorted(row, key=lambda g: (g.left, g.right))
    if sum(glyph.text in LEADERS for glyph in row) >= LEAST_LEADERS:
        yield Strip(tuple(row), sheet)
        return
    group = row[:1]
    for glyph in row[1:]:
        if glyph.left - max(g.right for g in group[-2:]) > WIDE_GAP * max(
            glyph.size, group[-1].size
        ):
            yield Strip(tuple(group), sheet)
            group = []
        group.append(glyph)
    yield Strip(tuple(group), sheet)


def together(strips: Sequence[Strip]) -> Strip:
    """Strips of one height as one."""
    first = strips[0]
    glyphs = tuple(glyph for strip in strips for glyph in strip.glyphs)
    return Strip(glyphs, first.sheet, first.column) if len(strips) > 1 else first


def text_of(strip: Strip) -> str:
    """What the strip says; a raised note's sign is framed."""
    text, before = "", None
    for glyph in strip.glyphs:
        if before and text and not text.endswith(" ") and _is_gap(before, glyph):
            text += " "
        text += _sign(glyph, strip, before)
        before = glyph
    return _marks_joined(text).strip()


def _sign(glyph: Glyph, strip: Strip, before: Glyph | None) -> str:
    said = cleared(glyph.text)
    small = glyph.size < RAISED * strip.size and glyph.bottom < strip.box[3] - 0.1 * strip.size
    if small and NOTE_SIGN.fullmatch(said) and not _is_power(before, glyph):
        return mark(said)
    return said


def _is_power(before: Glyph | None, glyph: Glyph) -> bool:
    """Whether a raised figure belongs to a Latin letter or figure of the line: m², 10³."""
    return before is not None and before.text[-1:].isascii() and before.size > glyph.size


def _marks_joined(text: str) -> str:
    """Signs of one mark, ``[`` ``1`` ``]``, as one."""
    return text.replace(SHOW + HIDE, "")


def _is_gap(before: Glyph, after: Glyph) -> bool:
    gap = after.left - before.right
    latin = before.text[-1:].isascii() and after.text[:1].isascii()
    return gap > (LATIN_GAP if latin else WORD_GAP) * max(before.size, after.size)


def printed(strip: Strip, sheet: Sheet, page: int, ends: bool = False) -> Printed:
    """The strip as a line of the document's text, with its place."""
    text = text_of(strip)
    if bullet := BULLET.match(text):
        text = mark(bullet.group().strip()) + text[bullet.end() :]
    left, top, right, bottom = (round(edge, 2) for edge in sheet.place(strip.box))
    place = Place(sheet.number, (left, top, right, bottom), round(strip.confidence, 4))
    return Printed(text, page, place, ends)


def plain_text(strip: Strip) -> str:
    """What the strip says, the signs of notes among it."""
    return cleared(text_of(strip))


def ends_early(strip: Strip, after: Strip, right: float) -> bool:
    """Whether the first sign of the line that follows would still have fitted beside it."""
    room = right - strip.right
    return room > _first_word(after) + 0.6 * strip.size


def _first_word(strip: Strip) -> float:
    """Width of what may not be cut from the strip's beginning: a sign, or a Latin word."""
    end = strip.glyphs[0].right
    for before, glyph in zip(strip.glyphs, strip.glyphs[1:]):
        joined = before.text.isascii() and glyph.text.isascii() and not _is_gap(before, glyph)
        if not joined and glyph.text not in "，。、；：）》”’！？%":
            break
        end = glyph.right
    return end - strip.left
