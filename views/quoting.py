"""Quotes in their sentence: what the text says around them, with the quoted words marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from queries.passages import LEAST, STOPS, Line
from views import book, marks
from views.words import plain, quoted

AROUND = 90
MARK = ":orange-background[{}]"
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Printed page, line of the source, verbatim words, section."""

    page: int
    line: int
    quote: str
    section: str


@dataclass(frozen=True, slots=True)
class Card:
    """Quotes of one passage: the first one's place, and the words around them all."""

    place: Place
    document: str
    words: str


def cards(row: Row) -> list[Card]:
    """The quotes of ``row`` (parallel lists pages, lines, quotes, sections), one card for each
    passage, in the order of the first quote."""
    document = str(row.get("document") or "")
    passages: dict[str, list[tuple[Place, Line | None]]] = {}
    for place in places(row):
        line = book.line(place.line, document)
        key = line.passage["id"] if line else f"{place.line}:{place.quote}"
        passages.setdefault(key, []).append((place, line))
    return [_card(same) for same in passages.values()]


def places(row: Row) -> Iterator[Place]:
    """The places of ``row``, each once."""
    lists = (row["pages"], row["lines"], row["quotes"], row.get("sections"))
    found: Iterator[Any] = zip_longest(*(each or () for each in lists), fillvalue="")
    return (Place(*each) for each in dict.fromkeys(found) if each[2])


def _card(same: Sequence[tuple[Place, Line | None]]) -> Card:
    place, line = same[0]
    spans = [span for each in same for span in _spans(*each)]
    if line and len(spans) == len(same):
        text = line.passage["text"]
        return Card(_whole(place, text, spans), line.document, _sentence(text, spans))
    # A quote across cells of a table stands for itself.
    alone = dict.fromkeys(plain(quoted(each.quote)) for each, _ in same)
    return Card(place, line.document if line else "", " … ".join(map(MARK.format, alone)))


def _whole(place: Place, text: str, spans: Sequence[tuple[int, int]]) -> Place:
    """The first place with all that is marked around it as its quote."""
    first = spans[0][0]
    start, end = next(each for each in _apart(spans) if each[0] <= first < each[1])
    return replace(place, quote=text[start:end])


def _spans(place: Place, line: Line | None) -> Iterable[tuple[int, int]]:
    """Where the passage's text holds the quote: at its line, if that can be told."""
    if not line:
        return ()
    text = line.passage["text"]
    start = next((at for at, _ in marks.found(text, line.words)), 0)
    known = list(marks.found(text, place.quote))
    return ([each for each in known if each[0] >= start] or known)[:1]


def _sentence(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The sentence or sentences with all ``spans``, cut where they are long."""
    low, high = min(start for start, _ in spans), max(end for _, end in spans)
    begin = max(max(text.rfind(stop, 0, low) for stop in STOPS) + 1, low - AROUND)
    enough = max(high, begin + LEAST)  # a heading before its sentence says too little
    ends = [at + 1 for stop in STOPS if (at := text.find(stop, enough)) >= 0]
    finish = min([*ends, len(text), high + AROUND])
    before = "…" if begin and text[begin - 1] not in STOPS else ""
    after = "…" if finish < len(text) and text[finish - 1] not in STOPS else ""
    return f"{before}{''.join(_marked(text, spans, begin, finish))}{after}"


def _marked(text: str, spans: Iterable[tuple[int, int]], begin: int, finish: int) -> Iterator[str]:
    at = begin
    for start, end in _apart(spans):
        yield plain(text[at:start])
        yield MARK.format(plain(text[start:end]))
        at = end
    yield plain(text[at:finish])


def _apart(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans in order; those that touch are one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(set(spans)):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return iter(joined)
