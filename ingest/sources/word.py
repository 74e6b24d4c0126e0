"""Word (.docx) → parts: paragraphs, tables, notes and boxes as the file has them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.layout.blocks import ITEM
from ingest.layout.parts import CellWords, Part, Table, Words, cell_lines, words
from ingest.model import Document
from ingest.sources.compose import document_from_parts
from ingest.sources.numerals import whole
from ingest.sources.package import Package
from ingest.sources.word_numbers import Numbers
from ingest.sources.word_styles import Styles, W, outline_level, value
from ingest.sources.word_tables import cell_boxes
from ingest.sources.word_text import boxes, inside, notes, page_breaks, text_of

WRAPPERS = frozenset(W + name for name in "sdt sdtContent customXml ins moveTo smartTag".split())
BIG = 32  # half points: a centred line of this size near the top is a title


def read_word(path: Path) -> Document:
    """The plan in a .docx file. Raises SourceError."""
    package = Package(path, "Word")
    return document_from_parts(_Reader(package).parts(), path.name)


class _Reader:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._styles = Styles(self._root("styles"))
        self._numbers = Numbers(self._root("numbering"))
        self._notes = {
            kind: {each.get(W + "id", ""): each for each in self._children(kind + "s")}
            for kind in ("footnote", "endnote")
        }
        self._page = 1

    def parts(self) -> Iterator[Part]:
        """All of the file in reading order, its page heads and feet last."""
        body = self._package.xml("word/document.xml").find(W + "body")
        if body is None:
            raise self._package.broken()
        yield from self._flow(body)
        yield from self._furniture()

    def _root(self, name: str) -> Any:
        path = f"word/{name}.xml"
        return self._package.xml(path) if self._package.has(path) else None

    def _children(self, name: str) -> Any:
        root = self._root(name)
        return root if root is not None else ()

    def _flow(self, holder: Any) -> Iterator[Part]:
        for child in holder:
            if child.tag == W + "p":
                yield from self._paragraph(child)
            elif child.tag == W + "tbl":
                yield from self._table(child)
            elif child.tag in WRAPPERS:
                yield from self._flow(child)

    def _paragraph(self, paragraph: Any) -> Iterator[Part]:
        held = list(inside(paragraph))
        before, pages = page_breaks(held)
        self._page += before
        text = text_of(paragraph, self._styles)
        kind, level, listed = self._kind(paragraph)
        if text:
            label = self._numbers.label(*listed) if listed else None
            if kind == "paragraph" and (label is not None or ITEM.match(text)):
                kind = "item"
            yield words(kind, (label or "") + text, level, self._page)
        self._page += pages - before
        for box in boxes(held):
            yield from self._flow(box)
        for note, number in notes(held):
            yield from self._note(note, number)

    def _note(self, kind: str, number: str) -> Iterator[Words]:
        note = self._notes[kind].get(number)
        for paragraph in note.iterfind(W + "p") if note is not None else ():
            if text := text_of(paragraph, self._styles):
                yield words("note", text, page=self._page)

    def _kind(self, paragraph: Any) -> tuple[str, int, tuple[str, int] | None]:
        """Kind, a heading's depth, and the list it is numbered in."""
        if paragraph.find(W + "pPr") is None:
            return "paragraph", 0, None
        style = self._styles.of(value(paragraph, "pPr/pStyle"))
        outline = value(paragraph, "pPr/outlineLvl")
        level = outline_level(outline) if outline else style.level
        number = value(paragraph, "pPr/numPr/numId")
        at = value(paragraph, "pPr/numPr/ilvl") or "0"
        listed = (number, whole(at, 0)) if number else style.list
        kind = style.kind or ("heading" if level else "paragraph")
        if kind == "paragraph" and _is_big(paragraph):
            kind = "title"
        return kind, min(level, 6), None if number == "0" else listed

    def _table(self, table: Any) -> Iterator[Part]:
        inner: list[Part] = []
        cells = tuple(self._cells(table, inner))
        yield Table(cells, value(table, "tblPr/tblCaption") or "")
        yield from inner

    def _cells(self, table: Any, inner: list[Part]) -> Iterator[CellWords]:
        """Cells with their spans; notes and tables within them go to ``inner``."""
        for box in cell_boxes(table):
            lines = cell_lines(self._cell_rows(box.element, inner), self._page)
            yield CellWords(lines, box.row, box.column, box.rows, box.columns, box.head)

    def _cell_rows(self, cell: Any, inner: list[Part]) -> Iterator[str]:
        """The lines of a cell, a paragraph's own line breaks among them."""
        for part in self._flow(cell):
            if isinstance(part, Words) and part.kind not in ("note", "furniture"):
                yield from (line.text for line in part.lines)
            else:
                inner.append(part)

    def _furniture(self) -> Iterator[Words]:
        seen: set[str] = set()
        for kind in ("header", "footer"):
            for name in self._package.names(f"word/{kind}", ".xml"):
                for paragraph in self._package.xml(name).iter(W + "p"):
                    text = text_of(paragraph, self._styles)
                    if text and text not in seen:
                        seen.add(text)
                        yield words("furniture", text, page=self._page)


def _is_big(paragraph: Any) -> bool:
    """Whether the whole paragraph is centred and large, as a title set by hand is."""
    if value(paragraph, "pPr/jc") != "center":
        return False
    sizes = [value(run, "rPr/sz") or "0" for run in paragraph.iterfind(W + "r") if _speaks(run)]
    return bool(sizes) and all(whole(size, 0) >= BIG for size in sizes)


def _speaks(run: Any) -> bool:
    return any((text.text or "").strip() for text in run.iterfind(W + "t"))
