"""What a brief holds, whatever it is written as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from unicodedata import east_asian_width

from ingest.catalogue import text

FULL, PAGE, TABLE = STYLES = ("full", "page", "table")
#: Lines of a table that fit one page under title and summary, and how many signs (a Chinese one
#: is two) a line of each of its columns holds: the name, what is told, any other.
LINES, HOLDS = 38, {"name": 20, "told": 32, "other": 9}


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and the numbers of its sources."""

    text: str
    cites: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A whole sentence, row or cell of a plan: its number, the plan's title, printed page, line;
    ``again`` are the plan, page and line of further places that say the same."""

    number: int
    plan: str
    page: int
    line: int
    quote: str
    again: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was found: what it is called, its type, its basis ("" without), the places
    that say so, and what is told of it."""

    name: str
    type: str
    basis: str
    places: tuple[str, ...]
    told: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Entries under one heading, with an explanation of the heading; with ``tie`` their basis is
    the relation to what the brief is about."""

    heading: str
    why: str
    entries: tuple[Entry, ...]
    tie: bool = False

    @property
    def telling(self) -> list[Entry]:
        """The entries of which something is told."""
        return [entry for entry in self.entries if any(said.text for said in entry.told)]

    @property
    def bare(self) -> list[Entry]:
        """The entries of which only the name and its sources stand here: one sentence has them."""
        return [entry for entry in self.entries if entry not in self.telling]


@dataclass(frozen=True, slots=True)
class Brief:
    """What goes on paper, in ``lang``; ``left`` rows of the table are left out."""

    lang: str
    title: str
    plans: str
    day: str
    summary: Said
    parts: tuple[Part, ...]
    sources: tuple[Source, ...]
    style: str = FULL
    left: int = 0

    @property
    def entries(self) -> Iterator[Entry]:
        """All that was found, in order."""
        return (entry for part in self.parts for entry in part.entries)

    def say(self, key: str, **values: object) -> str:
        """A text of the catalogue (``brief.`` is understood) in the brief's language."""
        return text(f"brief.{key}", self.lang, **values)

    def heads(self) -> tuple[str, ...]:
        """The heads of the table; a column that would be empty is left out."""
        names = ["name", "type"]
        if any(entry.basis for entry in self.entries):
            names.append("tie" if any(part.tie for part in self.parts) else "basis")
        names += ["told"] if self.style == PAGE else []
        return tuple(self.say(f"head.{name}") for name in (*names, "place"))

    def rows(self) -> Iterator[tuple[str, ...]]:
        """The rows of the table."""
        bases = any(entry.basis for entry in self.entries)
        for entry in self.entries:
            middle = [entry.basis] if bases else []
            if self.style == PAGE:
                middle.append(entry.told[0].text if entry.told else "")
            yield (entry.name, entry.type, *middle, self.say("join").join(entry.places))


def styled(brief: Brief, style: str) -> Brief:
    """The brief in another style: on one page with the table's first rows and a word on the rest,
    in full with paragraphs and sources, or as the table alone."""
    if style == FULL:
        return replace(brief, style=style)
    bare = replace(brief, style=style, sources=(), summary=Said(brief.summary.text))
    if style == TABLE:
        return bare
    short = [replace(part, entries=tuple(map(_short, part.entries))) for part in brief.parts]
    room, kept = LINES, []
    for part in short:
        fits, room = _fitting(part.entries, room)
        kept.append(replace(part, entries=fits))
    left = len(list(brief.entries)) - sum(len(part.entries) for part in kept)
    return replace(bare, parts=tuple(kept), left=left)


def _short(entry: Entry) -> Entry:
    """With the first sentence alone."""
    return replace(entry, told=tuple(Said(said.text) for said in entry.told[:1]))


def _fitting(entries: tuple[Entry, ...], room: int) -> tuple[tuple[Entry, ...], int]:
    """The entries, from the first, that fit so many lines, and the lines that are left."""
    for at, entry in enumerate(entries):
        if _height(entry) > room:
            return entries[:at], 0
        room -= _height(entry)
    return entries, room


def _height(entry: Entry) -> int:
    """Lines that an entry's row takes in a table."""
    told = entry.told[0].text if entry.told else ""
    cells = ((entry.name, "name"), (told, "told"), (entry.type, "other"), (entry.basis, "other"))
    return max(2, *(-(-_width(words) // HOLDS[column]) for words, column in cells))


def _width(words: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in words)
