"""Page heads and feet: what repeats at the edge of sheets, and the page numbers among it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.layout.lines import glyphs_to_rows, text_of, together
from ingest.layout.shapes import Box, Glyph, Sheet, Strip, within

HEAD, FOOT = 0.13, 0.87
MOST_ROWS = 3
DIGITS = re.compile(r"[0-9]+")
NUMBER = re.compile(
    r"^[-—–－·•\s]*(?:第\s*)?([0-9]{1,4})(?:\s*页)?(?:\s*[/／，,]?\s*(?:共\s*)?[0-9]{1,4}\s*页?)?[-—–－·•\s]*$"
)
ROMAN = re.compile(r"^[-—–－\s]*[IVXivxⅠ-Ⅻ]{1,5}[-—–－\s]*$")


@dataclass(frozen=True, slots=True)
class Margins:
    """Rows at the edge of each sheet that are no text, and each sheet's printed number."""

    rows: Mapping[int, tuple[Strip, ...]]
    pages: Mapping[int, int]

    def body(self, sheet: Sheet) -> list[Glyph]:
        """The sheet's signs without its head and foot."""
        apart = {id(glyph) for strip in self.rows[sheet.number] for glyph in strip.glyphs}
        return [glyph for glyph in sheet.glyphs if id(glyph) not in apart]


def margins(sheets: Sequence[Sheet], tables: Mapping[int, Sequence[Box]]) -> Margins:
    """Heads and feet of all sheets; what stands in a table's box is none."""
    edges = {sheet.number: list(_edge_rows(sheet, tables[sheet.number])) for sheet in sheets}
    offset = _offset(edges)
    shapes = Counter(
        shape for rows in edges.values() for shape in {_shape(strip, offset) for _, strip in rows}
    )
    often = max(2, min(3, len(sheets) // 2))
    repeated = {shape for shape, count in shapes.items() if count >= often}
    kept = {
        number: tuple(
            s for _, s in rows if _shape(s, offset) in repeated or _is_number(s, number, offset)
        )
        for number, rows in edges.items()
    }
    return Margins(kept, dict(_pages(sheets, kept, offset)))


def _edge_rows(sheet: Sheet, tables: Sequence[Box]) -> Iterator[tuple[bool, Strip]]:
    """(whether a foot, row) for the rows nearest the sheet's edges."""
    for foot in (False, True):
        held = [g for g in sheet.glyphs if _is_edge(g, sheet, foot)]
        held = [g for g in held if not any(within(box, g) for box in tables)]
        rows = [together(row) for row in glyphs_to_rows(held, sheet.number)]
        for row in rows[-MOST_ROWS:] if foot else rows[:MOST_ROWS]:
            yield foot, row


def _is_edge(glyph: Glyph, sheet: Sheet, foot: bool) -> bool:
    return glyph.middle > FOOT * sheet.height if foot else glyph.middle < HEAD * sheet.height


def _shape(strip: Strip, offset: int | None) -> str:
    """What a head says whatever its page, and about where."""
    pages = {str(strip.sheet), str(strip.sheet - (offset or 0))}
    said = text_of(strip).replace(" ", "")
    text = DIGITS.sub(lambda found: "#" if found.group() in pages else found.group(), said)
    return f"{text} {round(strip.middle / 6)}"


def _figure(strip: Strip) -> int | None:
    found = NUMBER.match(text_of(strip))
    return int(found.group(1)) if found else None


def _offset(edges: Mapping[int, Sequence[tuple[bool, Strip]]]) -> int | None:
    """The sheet's number minus the printed one, as most sheets have it."""
    found = Counter(
        number - figure
        for number, rows in edges.items()
        for _, strip in rows
        if (figure := _figure(strip)) is not None
    )
    return found.most_common(1)[0][0] if found else None


def _is_number(strip: Strip, sheet: int, offset: int | None) -> bool:
    text = text_of(strip)
    figure = _figure(strip)
    if figure is None:
        return bool(ROMAN.match(text))
    return not text.isdigit() or sheet - figure == offset


def _pages(
    sheets: Sequence[Sheet], kept: Mapping[int, Sequence[Strip]], offset: int | None
) -> Iterator[tuple[int, int]]:
    """The printed number of each sheet; where none is printed, counted on."""
    known = {
        number: figure
        for number, strips in kept.items()
        for strip in strips
        if (figure := _figure(strip)) is not None
    }
    labels = {sheet.number: sheet.label for sheet in sheets if sheet.label}
    first = min(known, default=None)
    page = None
    for sheet in sheets:
        number = sheet.number
        if number in known:
            page = known[number]
        elif page is not None:
            page += 1
        if page is not None:
            yield number, page
        elif first is not None:
            yield number, max(1, known[first] - (first - number))
        else:
            yield number, labels.get(number, number)
