"""A Word paragraph's own text: changes accepted, hidden text left out, boxes set apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ingest.layout.parts import cleared
from ingest.sources.word_styles import Styles, W, is_on, value

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
GONE = frozenset(
    W + name for name in "del moveFrom rPr pPr instrText delText rt sectPr delInstrText".split()
)
SIGNS = {W + "tab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-", W + "ptab": "\t"}
BOX = W + "txbxContent"
NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
RENDERED = W + "lastRenderedPageBreak"


def text_of(paragraph: Any, styles: Styles) -> str:
    """What the paragraph shows, line breaks as such."""
    return cleared("".join(_pieces(paragraph, styles))).strip()


def inside(element: Any) -> Iterator[Any]:
    """What is shown of an element's descendants, in order, without what stands in text boxes."""
    for child in element:
        if child.tag in GONE or not isinstance(child.tag, str):
            continue
        yield child
        if child.tag != BOX:
            yield from inside(_chosen(child))


def boxes(held: Sequence[Any]) -> Iterator[Any]:
    """The contents of text boxes among what a paragraph holds."""
    return (each for each in held if each.tag == BOX)


def notes(held: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """(footnote or endnote, its id) for each mark among what a paragraph holds."""
    for each in held:
        if each.tag in NOTES:
            yield NOTES[each.tag], each.get(W + "id", "")


def page_breaks(held: Sequence[Any]) -> tuple[int, int]:
    """How many pages Word began in the paragraph: before its first word, and in all."""
    before = total = 0
    spoken = False
    for each in held:
        spoken = spoken or (each.tag == W + "t" and bool((each.text or "").strip()))
        if each.tag == RENDERED:
            total += 1
            before += not spoken
    return before, total


def _chosen(element: Any) -> Any:
    """Of two forms of the same content the one that is meant for this reader."""
    if element.tag != MC + "AlternateContent":
        return element
    first = element.find(MC + "Choice")
    return first if first is not None else ()


def _pieces(element: Any, styles: Styles) -> Iterator[str]:
    for child in element:
        if child.tag in GONE or not isinstance(child.tag, str) or child.tag == BOX:
            continue
        if child.tag == W + "r" and _hidden(child, styles):
            continue
        if child.tag in (W + "t", MATH + "t"):
            yield child.text or ""
        elif child.tag == W + "br":
            yield "\n" if child.get(W + "type", "textWrapping") == "textWrapping" else ""
        elif child.tag in SIGNS:
            yield SIGNS[child.tag]
        else:
            yield from _pieces(_chosen(child), styles)


def _hidden(run: Any, styles: Styles) -> bool:
    return is_on(run, "rPr/vanish") or styles.of(value(run, "rPr/rStyle")).hidden
