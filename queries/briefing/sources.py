"""The sources of a brief: each sentence whole and once, numbered as it is first cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from queries.briefing.record import Source
from queries.passages import Line, Rows, lines, whole

#: A place: the plan's id, printed page, line, quote.
Place = tuple[str, int, int, str]
#: Quotes of one fact that are cited.
MOST = 8
Row = Mapping[str, Any]


def places(row: Row) -> list[Place]:
    """The places of a row with parallel lists; of one with a single quote, that one."""
    document = str(row.get("document") or "")
    if row.get("quotes") is None:
        one = (document, row.get("page") or 0, row.get("line") or 0, row.get("quote") or "")
        return [one] if one[3] else []
    told = zip(row["pages"] or (), row["lines"] or (), row["quotes"] or (), strict=False)
    return [(document, *each) for each in dict.fromkeys(told) if each[2]]


@dataclass
class _Note:
    """Sentences of one passage, and the place that was cited first."""

    passage: str
    begin: int
    end: int
    text: str
    document: str
    page: int
    line: int
    again: list[tuple[str, int, int]] = field(default_factory=list)
    number: int = 0

    def words(self) -> str:
        """The sentences in one line."""
        said = self.text[self.begin : self.end]
        return "".join(line.strip() for line in said.splitlines())

    @property
    def place(self) -> tuple[str, int, int]:
        """Plan, page, line."""
        return self.document, self.page, self.line


class Sources:
    """First :meth:`gather` all places, then cite them by :meth:`numbers`."""

    def __init__(self, rows: Rows, titles: Mapping[str, str]) -> None:
        self._rows, self._titles = rows, titles
        self._books: dict[str, Mapping[int, Line]] = {}
        self._notes: list[_Note] = []
        self._of: dict[Place, _Note] = {}
        self._cited: list[_Note] = []

    def gather(self, found: Iterable[Sequence[Place]]) -> None:
        """Read the sentences of all places; those that overlap, hold one another or are alike
        become one source."""
        for own in found:
            for place in own[:MOST]:
                self._of[place] = self._note(place)
        kept: list[_Note] = []
        merged: dict[int, _Note] = {}
        for note in sorted(self._notes, key=lambda one: -len(one.words())):
            home = next((one for one in kept if note.words() in one.words()), None)
            if home is None:
                kept.append(note)
            elif note.place not in (home.place, *home.again):
                home.again.append(note.place)
            merged[id(note)] = home or note
        self._of = {place: merged[id(note)] for place, note in self._of.items()}

    def numbers(self, own: Sequence[Place]) -> tuple[int, ...]:
        """The numbers of the sources of these places, each once."""
        notes = (self._of[place] for place in own)
        return tuple(dict.fromkeys(self._number(note) for note in notes))

    def saying(self, own: Sequence[Place], names: Iterable[str]) -> list[Place]:
        """Of these places, those whose sentence has one of the ``names``."""
        wanted = [name for name in names if name]
        return [place for place in own if any(name in self._of[place].words() for name in wanted)]

    def cited(self) -> tuple[Source, ...]:
        """The sources in the order of their numbers."""
        return tuple(map(self._source, self._cited))

    def _number(self, note: _Note) -> int:
        if not note.number:
            self._cited.append(note)
            note.number = len(self._cited)
        return note.number

    def _source(self, note: _Note) -> Source:
        again = tuple((self._titles.get(id, ""), page, line) for id, page, line in note.again)
        plan = self._titles.get(note.document, "")
        return Source(note.number, plan, note.page, note.line, note.words(), again)

    def _note(self, place: Place) -> _Note:
        document, page, line, quote = place
        found = whole(self._line(document, line), quote)
        for note in self._notes:
            if note.passage == found.passage and _meet(note, found.begin, found.end):
                note.begin, note.end = min(found.begin, note.begin), max(found.end, note.end)
                return note
        cut = (found.passage, found.begin, found.end, found.text)
        self._notes.append(_Note(*cut, document, page, line))
        return self._notes[-1]

    def _line(self, document: str, line: int) -> Line | None:
        for id in [document] if document else self._titles:
            if id not in self._books:
                self._books[id] = lines(self._rows, id)
            if found := self._books[id].get(line):
                return found
        return None


def _meet(note: _Note, begin: int, end: int) -> bool:
    return begin < note.end and note.begin < end


def in_words(source: Source, say: Any) -> str:
    """A source as a footnote has it: plan, page, line, the sentence, and where it stands too."""
    return str(say("source", place=" ".join(_where(source, say)), quote=source.quote))


def _where(source: Source, say: Any) -> Iterator[str]:
    told = {"page": source.page, "line": source.line}
    yield say("place_in", plan=source.plan, **told) if source.plan else say("place", **told)
    if source.again:
        other = [
            say("place_in", plan=plan, page=page, line=line)
            if plan and plan != source.plan
            else say("place", page=page, line=line)
            for plan, page, line in source.again
        ]
        yield say("again", places=say("join").join(other))
