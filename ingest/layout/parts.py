"""What a reader of one form hands on: words and tables in reading order.

``HIDE`` and ``SHOW`` (which Unicode gives to no character) frame what stands on
paper but belongs to no sentence: a footnote's mark, an item's bullet. It stays
in the document's text and is left out of its block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.model import Place

HIDE, SHOW = "\ufdd0", "\ufdd1"
FRAMED = re.compile(f"{HIDE}([^{HIDE}{SHOW}]*){SHOW}")
FRAMES = re.compile(f"[{HIDE}{SHOW}]")
MOST_SPANNED = 1_000


@dataclass(frozen=True, slots=True)
class Printed:
    """One line of the document's text; ``ends`` where the author himself broke it."""

    text: str
    page: int = 1
    place: Place | None = None
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of running text.

    ``kind``: title, heading, paragraph, item, note, caption or furniture; ``level`` is the depth
    that the file gives a heading (0: none); ``under`` holds the title of the box it stands in.
    """

    kind: str
    lines: tuple[Printed, ...]
    level: int = 0
    under: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Its words on one line, without what is framed."""
        return FRAMED.sub("", "".join(line.text.strip() for line in self.lines))

    def of(self, kind: str, level: int = 0) -> Words:
        """The same words as another kind."""
        return replace(self, kind=kind, level=level)


@dataclass(frozen=True, slots=True)
class CellWords:
    """A cell with its place in the grid and what it spans."""

    lines: tuple[Printed, ...]
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    head: bool = False

    @property
    def text(self) -> str:
        """Its words on one line."""
        return FRAMED.sub("", "".join(line.text.strip() for line in self.lines))


@dataclass(frozen=True, slots=True)
class Table:
    """A table as the file has it, with the title that the file itself gives it."""

    cells: tuple[CellWords, ...]
    title: str = ""

    @property
    def columns(self) -> int:
        """How many columns wide it is."""
        return max((cell.column + cell.columns for cell in self.cells), default=0)


Part = Words | Table


def words(kind: str, text: str, level: int = 0, page: int = 1) -> Words:
    """Words of one or more lines, cut at its line breaks."""
    rows = [row.strip() for row in text.split("\n")]
    return Words(kind, tuple(Printed(row, page) for row in rows if row), level)


def cell_lines(rows: Iterable[str], page: int = 1) -> tuple[Printed, ...]:
    """A cell's paragraphs, each ended by its author."""
    kept = [row.strip() for row in rows if row.strip()]
    return tuple(Printed(row, page, ends=n < len(kept)) for n, row in enumerate(kept, 1))


def mark(text: str) -> str:
    """``text`` framed as what belongs to no sentence."""
    return f"{HIDE}{text}{SHOW}"


def cleared(text: str) -> str:
    """A file's own text without the two signs used here."""
    return FRAMES.sub("", text)
