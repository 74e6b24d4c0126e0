"""Parts in reading order → a Document: its one text, its blocks and grids that point into it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from ingest.errors import SourceError
from ingest.layout.captions import surrounded
from ingest.layout.gaps import with_gapped
from ingest.layout.headings import with_levels
from ingest.layout.pages import number_pages
from ingest.layout.parts import FRAMED, FRAMES, CellWords, Part, Printed, Table, Words
from ingest.model import Block, Document, Grid, GridCell, Line, Place
from ingest.sources.characters import mend
from ingest.sources.titles import own_title, title_of
from ingest.typography import squeeze, squeezed

MIN_HAN_SHARE = 0.2


def document_from_text(text: str, source: str) -> Document:
    """A Document of ``text``. Raises SourceError where it is empty or not Chinese."""
    text = mend(text.replace("\r\n", "\n").replace("\r", "\n"))
    refuse_what_is_no_plan(text, source)
    lines = _lines(text)
    pages = number_pages([line.text for line in lines])
    return Document(_digest(text), title_of(lines, source), source, text, lines, pages)


def document_from_parts(parts: Iterable[Part], source: str, title: str = "") -> Document:
    """A Document that keeps its structure. Raises SourceError as for text."""
    parts, own = _arranged(list(parts))
    sheet = _Sheet()
    for part in parts:
        sheet.take(part)
    text = "\n".join(line.text for line in sheet.lines)
    refuse_what_is_no_plan(text, source)
    lines = _lines(text)
    return Document(
        _digest(text),
        own or title or title_of(lines, source),
        source,
        text,
        lines,
        tuple(line.page for line in sheet.lines),
        tuple(sheet.blocks),
        tuple(sheet.grids),
        tuple(_places(sheet.lines)),
        frozenset(sheet.furniture),
    )


def refuse_what_is_no_plan(text: str, source: str) -> None:
    """Raises SourceError where ``text`` is empty or hardly Chinese."""
    letters = [c for c in text if not c.isspace()]
    if not letters:
        raise SourceError("source.empty", path=source)
    han = sum("\u4e00" <= c <= "\u9fff" for c in letters)
    if han < MIN_HAN_SHARE * len(letters):
        raise SourceError("source.not_chinese", path=source, share=round(100 * han / len(letters)))


def _arranged(parts: Sequence[Part]) -> tuple[list[Part], str]:
    """The parts with their final kinds and levels, and the document's own title."""
    told = list(surrounded(list(with_gapped(parts))))
    title, titled = own_title(told)
    big = any(part.kind == "heading" for n in titled if isinstance(part := told[n], Words))
    named = [_titled(part, index in titled, big) for index, part in enumerate(told)]
    return list(with_levels(named)), mend(title)


def _titled(part: Part, is_title: bool, big: bool) -> Part:
    """The title as such; any other line as big as it is a heading over all that follows."""
    if not isinstance(part, Words):
        return part
    if is_title:
        return part.of("title")
    over = part.kind == "title" or (big and part.kind == "heading" and part.level == 1)
    return part.of("heading") if over else part


def _lines(text: str) -> tuple[Line, ...]:
    rows = text.split("\n")
    starts = accumulate((len(row) + 1 for row in rows), initial=0)
    return tuple(Line(n, at, row) for n, (row, at) in enumerate(zip(rows, starts), 1))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _places(lines: Sequence[Printed]) -> Iterator[Place]:
    if any(line.place for line in lines):
        yield from (line.place or Place(line.page) for line in lines)


@dataclass(slots=True)
class _Sheet:
    """The text as far as it is written."""

    lines: list[Printed] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    furniture: set[int] = field(default_factory=set)
    trail: dict[int, str] = field(default_factory=dict)
    at: int = 0

    def take(self, part: Part) -> None:
        """Write one part at the end."""
        if isinstance(part, Table):
            path = self._path()
            cells = tuple(cell for each in part.cells for cell in self._cell(each, path))
            if cells:
                self.grids.append(Grid(squeezed(mend(part.title)), cells, path))
        elif part.kind == "furniture":
            first = len(self.lines)
            self._write(part.lines)
            self.furniture.update(range(first + 1, len(self.lines) + 1))
        else:
            self._block(part)

    def _cell(self, cell: CellWords, path: tuple[str, ...]) -> Iterator[GridCell]:
        text, offsets = self._write(cell.lines)
        if text:
            block = Block("cell", text, offsets, path)
            place = (cell.row, cell.column, cell.rows, cell.columns, cell.head)
            yield GridCell(block, *place)

    def _block(self, part: Words) -> None:
        if part.kind == "title":
            self.trail.clear()
        elif part.kind == "heading":
            self.trail = {n: head for n, head in self.trail.items() if n < part.level}
        text, offsets = self._write(part.lines)
        if not text:
            return
        path = self._path() + tuple(mend(title) for title in part.under)
        self.blocks.append(Block(part.kind, text, offsets, path, part.level))
        if part.kind == "heading":
            self.trail[part.level] = text

    def _path(self) -> tuple[str, ...]:
        return tuple(self.trail[level] for level in sorted(self.trail))

    def _write(self, lines: Sequence[Printed]) -> tuple[str, tuple[int, ...]]:
        """Adds the lines; what they say as a block and where each character stands."""
        chars: list[tuple[str, int]] = []
        for line, after in zip(lines, [*lines[1:], None]):
            shown, hidden = _unframed(mend(line.text))
            if after and not line.ends and _parts_words(shown, after.text):
                shown += " "
            start, self.at = self.at, self.at + len(shown) + 1
            self.lines.append(Printed(shown, line.page, line.place))
            chars += [pair for pair in _read(shown, start, after) if pair[1] - start not in hidden]
            if line.ends and after:
                chars.append(("\n", self.at - 1))
        return "".join(c for c, _ in chars), tuple(at for _, at in chars)


def _read(shown: str, start: int, after: Printed | None) -> Iterator[tuple[str, int]]:
    yield from squeeze(shown, start)
    if after and shown.endswith(" "):
        yield " ", start + len(shown) - 1


def _unframed(text: str) -> tuple[str, frozenset[int]]:
    """``text`` without frames, and the indexes of what was framed."""
    hidden: set[int] = set()
    for found in FRAMED.finditer(text):
        start = found.start() - len(FRAMES.findall(text[: found.start()]))
        hidden.update(range(start, start + len(found.group(1))))
    return FRAMES.sub("", text), frozenset(hidden)


def _parts_words(before: str, after: str) -> bool:
    """Whether a line break stands between two Latin words."""
    left, right = before[-1:], FRAMES.sub("", after)[:1]
    latin = left.isascii() and left.isalnum() and right.isascii() and right.isalnum()
    return latin and not (left.isdigit() and right.isdigit())
