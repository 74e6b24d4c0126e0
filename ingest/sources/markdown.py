"""Markdown → parts: headings by their signs, lists, tables of pipes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path

from ingest.layout.parts import CellWords, Part, Printed, Table, Words, cell_lines, mark, words
from ingest.model import Document
from ingest.sources.compose import document_from_parts, document_from_text
from ingest.sources.plain import read_text

HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.+?)\s*#*\s*$")
RULE = re.compile(r"^\s*\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)*\|?\s*$")
BULLET = re.compile(r"^\s*[-*+]\s+(?=\S)")
NUMBER = re.compile(r"^\s*(\d{1,3}[.)、．])\s*(?=\S)")
FENCE = re.compile(r"^\s*(?:```|~~~)")
SETEXT = re.compile(r"^\s*(=+|-{3,})\s*$")
NOTE = re.compile(r"^\[\^([^\]]+)\]:\s*")
NOTE_MARK = re.compile(r"\[\^[^\]]+\]")
BREAK = re.compile(r"<br\s*/?>|\\$", re.IGNORECASE)
INLINE = (
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]+)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"`([^`]+)`"), r"\1"),
    (re.compile(r"</?(?:b|i|u|em|strong|sup|sub|span|font|center)(?:\s[^>]*)?>"), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|~>-])"), r"\1"),
)


def read_markdown(path: Path) -> Document:
    """The plan in a Markdown file. Raises SourceError."""
    text = read_text(path).replace("\r\n", "\n").replace("\r", "\n")
    rows = text.split("\n")
    if not any(HEADING.match(row) or (RULE.match(row) and "|" in row) for row in rows):
        return document_from_text(text, path.name)
    return document_from_parts(_parts(rows), path.name)


def _parts(rows: Sequence[str]) -> Iterator[Part]:
    index = 0
    held: list[str] = []
    while index < len(rows):
        end, part = _special(rows, index)
        if part is None and rows[index].strip() and not FENCE.match(rows[index]):
            if held and _begins(rows[index]):
                yield _paragraph(held)
                held = []
            held.append(rows[index])
        elif held:
            yield _paragraph(held)
            held = []
        if part is not None:
            yield part
        index = end
    if held:
        yield _paragraph(held)


def _special(rows: Sequence[str], index: int) -> tuple[int, Part | None]:
    """What is no running text: a heading or a table, and the row behind it."""
    row = rows[index]
    after = rows[index + 1] if index + 1 < len(rows) else ""
    if found := HEADING.match(row):
        return index + 1, words("heading", _plain(found.group(2)), len(found.group(1)))
    if row.strip() and "|" in row and "|" in after and RULE.match(after):
        end = index + 2
        while end < len(rows) and "|" in rows[end]:
            end += 1
        return end, _table([row, *rows[index + 2 : end]])
    if row.strip() and SETEXT.match(after) and not _begins(row):
        return index + 2, words("heading", _plain(row), 1 if "=" in after else 2)
    return index + 1, None


def _begins(row: str) -> bool:
    return bool(BULLET.match(row) or NUMBER.match(row) or NOTE.match(row))


def _paragraph(rows: Sequence[str]) -> Words:
    """A paragraph, a list item with its sign, or a note."""
    first, kind = rows[0].lstrip("> "), "paragraph"
    if bullet := BULLET.match(first):
        first, kind = first[bullet.end() :], "item"
    elif NUMBER.match(first):
        first, kind = NUMBER.sub(r"\1", first), "item"
    elif note := NOTE.match(first):
        first, kind = first[note.end() :], "note"
    lines = [line for row in (first, *rows[1:]) for line in BREAK.split(row)]
    return Words(kind, tuple(Printed(_plain(line)) for line in lines if line.strip()))


def _table(rows: Sequence[str]) -> Table:
    return Table(tuple(sorted(_cells(rows), key=lambda cell: (cell.row, cell.column))))


def _cells(rows: Sequence[str]) -> Iterator[CellWords]:
    """The table's cells; ``^^`` joins one to the cell above it."""
    above: dict[int, CellWords] = {}
    for number, row in enumerate(rows):
        for column, text in enumerate(_split(row)):
            if text == "^^" and column in above:
                above[column] = _taller(above[column])
                continue
            if column in above:
                yield above[column]
            lines = cell_lines(_plain(line) for line in BREAK.split(text))
            above[column] = CellWords(lines, number, column, head=number == 0)
    yield from above.values()


def _taller(cell: CellWords) -> CellWords:
    return CellWords(cell.lines, cell.row, cell.column, cell.rows + 1, cell.columns, cell.head)


def _split(row: str) -> list[str]:
    """The row's cells, without the bars at its ends."""
    pieces = re.split(r"(?<!\\)\|", row.strip())
    if pieces and not pieces[0].strip():
        pieces = pieces[1:]
    if pieces and not pieces[-1].strip():
        pieces = pieces[:-1]
    return [piece.strip() for piece in pieces]


def _plain(text: str) -> str:
    """A line as it is shown: without the signs of its markup, notes' marks framed."""
    for shape, shown in INLINE:
        text = shape.sub(shown, text)
    return NOTE_MARK.sub(lambda found: mark(found.group()), unescape(text)).strip()
