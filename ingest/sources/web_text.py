"""A web page's elements → words and tables as a browser shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ingest.layout.parts import (
    MOST_SPANNED,
    CellWords,
    Part,
    Printed,
    Table,
    Words,
    cell_lines,
    cleared,
    mark,
)
from ingest.sources.numerals import FORMATS, whole

BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary"
    " ul tr td th tbody thead tfoot caption legend option".split()
)
GONE = frozenset(
    "script style head noscript template svg math iframe object select button textarea input"
    " rp rt canvas audio video map datalist".split()
)
HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
HEADING = re.compile(r"^h([1-6])$")
NOTE_MARK = re.compile(r"^\s*(?:[①-⑳]|[\[〔（(]?\d{1,2}[\]〕）)])\s*$")
COLLAPSED = re.compile(r"[ \t\r\n\f]+")
BREAK = "\x0b"
ENDED = re.compile(r"[。！？；：]\s*$")
INDENTED = re.compile(r"^(?:[\u3000\u00a0\u2003]{2}|\s{4})")
ORDERS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
STYLED_ORDER = re.compile(r"list-style(?:-type)?\s*:[^;]*?(none|cjk-ideographic|cjk-decimal)")
CELLS_OF_LAYOUT, BLOCKS_OF_LAYOUT = 6, 6


@dataclass(frozen=True, slots=True)
class Found:
    """A part, the element that holds it, and how many of its characters are links."""

    part: Part
    element: Any
    links: int = 0


class Walker:
    """Goes through a page in reading order and collects its parts."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        self._text: list[str] = []
        self._links = self._within_link = 0

    def walk(self, element: Any, kind: str = "paragraph", level: int = 0) -> None:
        """All that is shown below ``element``."""
        self._within_link += element.tag == "a"
        self._say(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, element, kind, level)
            self._say(child.tail)
        self._within_link -= element.tag == "a"
        if element.tag in BLOCKS:
            self._flush(element, kind, level)

    def _child(self, child: Any, parent: Any, kind: str, level: int) -> None:
        if is_hidden(child):
            return
        if child.tag == "br":
            self._text.append(BREAK)
        elif child.tag == "table":
            self._flush(parent, kind, level)
            self._table(child)
        elif child.tag in BLOCKS:
            self._flush(parent, kind, level)
            self._block(child, kind, level)
        elif child.tag == "sup" and NOTE_MARK.match(child.text_content()):
            self._text.append(mark(child.text_content().strip()))
        else:
            self.walk(child, kind, level)

    def _block(self, child: Any, kind: str, level: int) -> None:
        heading = HEADING.match(child.tag)
        if heading:
            self.walk(child, "heading", int(heading.group(1)))
        elif child.tag == "li":
            self._text.append(_order(child))
            self.walk(child, "item", 0)
        else:
            self.walk(child, kind, level)

    def _say(self, text: str | None) -> None:
        if text:
            self._text.append(COLLAPSED.sub(" ", cleared(text)))
            self._links += len(text.strip()) if self._within_link else 0

    def _flush(self, element: Any, kind: str, level: int) -> None:
        """What was said since the last block is a block of its own, or several."""
        text, self._text = "".join(self._text), []
        links, self._links = self._links, 0
        for group in _paragraphs(text) if kind != "heading" else [text.split(BREAK)]:
            lines = tuple(Printed(row.strip()) for row in group if row.strip())
            if lines:
                self.found.append(Found(Words(kind, lines, level), element, links))

    def _table(self, table: Any) -> None:
        if _is_layout(table):
            self.walk(table)
            self._flush(table, "paragraph", 0)
            return
        for caption in table.iterfind("caption"):
            self.walk(caption, "caption")
        title = next((_caption(each, table) for each in self.found[-1:]), "")
        inner: list[Found] = []
        cells = tuple(_cells(table, inner))
        links = sum(len(a.text_content().strip()) for a in table.iter("a"))
        self.found.append(Found(Table(cells, title), table, links))
        self.found += inner


def is_hidden(element: Any) -> bool:
    """Whether a browser does not show the element."""
    return (
        element.tag in GONE
        or element.get("hidden") is not None
        or bool(HIDING.search(element.get("style") or ""))
    )


def _caption(found: Found, table: Any) -> str:
    own = found.element.tag == "caption" and found.element.getparent() is table
    return found.part.text if own and isinstance(found.part, Words) else ""


def _paragraphs(text: str) -> Iterator[list[str]]:
    """Lines of a block that its line breaks part into paragraphs."""
    group: list[str] = []
    for row in text.split(BREAK):
        begins = not row.strip() or INDENTED.match(row) or (group and ENDED.search(group[-1]))
        if group and begins:
            yield group
            group = []
        if row.strip():
            group.append(row)
    yield group


def _order(item: Any) -> str:
    """The number that a browser shows before an item of an ordered list."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    style = STYLED_ORDER.search(parent.get("style") or "")
    if style and style.group(1) == "none":
        return ""
    start = whole(parent.get("start"), 1)
    number = start + sum(each.tag == "li" for each in item.itersiblings(preceding=True))
    if style:
        return FORMATS["chineseCounting"](number) + "、"
    return FORMATS.get(ORDERS.get(parent.get("type", ""), ""), str)(number) + "."


def _is_layout(table: Any) -> bool:
    """Whether a table only arranges the page."""
    if table.get("role") == "presentation":
        return True
    nested = sum(len(each.text_content()) for each in _outermost(table))
    if 2 * nested > len(table.text_content()):
        return True
    cells = [each for each in table.iter("td", "th") if _table_of(each) is table]
    heads = next(table.iterdescendants("h1", "h2", "h3"), None) is not None
    full = any(len(cell.findall(".//p")) > BLOCKS_OF_LAYOUT for cell in cells)
    return len(cells) <= CELLS_OF_LAYOUT and (heads or (full and len(cells) > 1))


def _outermost(table: Any) -> Iterator[Any]:
    for each in table.iterdescendants("table"):
        if _table_of(each) is table:
            yield each


def _table_of(element: Any) -> Any:
    return next((each for each in element.iterancestors("table")), None)


def _cells(table: Any, inner: list[Found]) -> Iterator[CellWords]:
    """Cells with their spans as HTML lays them out; what stands in them as tables to ``inner``."""
    rows = [each for each in table.iter("tr") if _table_of(each) is table and not is_hidden(each)]
    busy: dict[int, int] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in (each for each in row if each.tag in ("td", "th") and not is_hidden(each)):
            while busy.get(column, 0) > number:
                column += 1
            high = _span(cell, "rowspan", len(rows) - number)
            wide = _span(cell, "colspan", max(1, MOST_SPANNED - column))
            busy |= dict.fromkeys(range(column, column + wide), number + high)
            lines = cell_lines(_cell_rows(cell, inner))
            yield CellWords(lines, number, column, high, wide, _is_head(cell, row))
            column += wide


def _span(cell: Any, name: str, most: int) -> int:
    number = whole((cell.get(name) or "").strip(), 1)
    return most if number == 0 and name == "rowspan" else max(1, min(number, most))


def _is_head(cell: Any, row: Any) -> bool:
    return bool(cell.tag == "th" or row.getparent().tag == "thead")


def _cell_rows(cell: Any, inner: list[Found]) -> Iterator[str]:
    walker = Walker()
    walker.walk(cell)
    for found in walker.found:
        if isinstance(found.part, Words):
            yield from (line.text for line in found.part.lines)
        else:
            inner.append(replace(found, element=cell))
