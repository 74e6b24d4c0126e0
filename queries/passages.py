"""A plan's text by its lines: the passage of each line, and the whole sentences around a quote."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

STOPS = "。；！？"
#: A heading before its sentence says too little: a whole has so many signs at least.
LEAST = 16
Row = Mapping[str, Any]
Rows = Callable[..., list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a plan: the plan's id, the passage that holds it, its words ("" if not known)."""

    document: str
    passage: Row
    words: str


@dataclass(frozen=True, slots=True)
class Whole:
    """Sentences of a passage: its id, where they begin and end in its text, and that text."""

    passage: str
    begin: int
    end: int
    text: str


def lines(rows: Rows, document: str) -> Mapping[int, Line]:
    """Lines by number; ``rows`` runs a named query. Of passages that share a line, the one that
    lists it, then the shorter."""
    words = _words(rows, document)
    found: dict[int, Line] = {}
    passages = rows("app_passages", document=document)
    for passage in sorted(passages, key=lambda row: row["line"] - row["end_line"]):
        for number in range(passage["line"], passage["end_line"] + 1):
            known = found.get(number)
            if not known or number in passage["lines"] or number not in known.passage["lines"]:
                found[number] = Line(document, passage, words.get(number, ""))
    return found


def whole(line: Line | None, quote: str) -> Whole:
    """The whole sentences around ``quote`` in the passage of ``line``; of a box's row all of it.
    Where the passage does not hold it (or is not known), the quote stands for itself."""
    said = "".join(each.strip() for each in quote.splitlines())
    if not line:
        return Whole(f":{said}", 0, len(said), said)
    text = line.passage["text"]
    low, high = _place(line, text, quote)
    if line.passage["kind"] == "row" or low == high:
        return Whole(line.passage["id"], 0, len(text), text)
    begin = max(text.rfind(stop, 0, low) for stop in STOPS) + 1
    enough = max(high - 1, begin + LEAST)
    ends = [at + 1 for stop in STOPS if (at := text.find(stop, enough)) >= 0]
    return Whole(line.passage["id"], begin, min([*ends, len(text)]), text)


def _words(rows: Rows, document: str) -> Mapping[int, str]:
    for row in rows("app_ledger", document=document):
        return dict(zip(row["lines"] or (), row["words"] or (), strict=True))
    return {}


def _place(line: Line, text: str, quote: str) -> tuple[int, int]:
    """Where the text holds the quote: at its line, if that can be told; nowhere is (0, 0)."""
    begin = next((start for start, _ in spans(text, line.words)), 0)
    found = list(spans(text, quote))
    return next((each for each in found if each[0] >= begin), found[0] if found else (0, 0))


def spans(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where ``text`` holds ``words``, whatever white space stands between their signs."""
    places = [number for number, sign in enumerate(text) if not sign.isspace()]
    squeezed, wanted = "".join(text[number] for number in places), "".join(words.split())
    at = squeezed.find(wanted) if wanted else -1
    while at >= 0:
        yield places[at], places[at + len(wanted) - 1] + 1
        at = squeezed.find(wanted, at + len(wanted))
