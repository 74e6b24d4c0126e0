"""Passages → the pieces that have a vector: a sentence, a short one with the next.

A few words alone stand near to any question, and say nothing without what they head.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

SENTENCE = re.compile(r"[^。；！？]*[。；！？]?")
BLANK = re.compile(r"\s+")
#: Characters that a piece has at least, unless its passage ends; what has fewer than the fewest has
#: no vector.
LEAST, FEWEST = 16, 8
KEY = 8
Row = Mapping[str, Any]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece: its passage, from where to where, what it says without blanks, and its key."""

    passage: str
    start: int
    end: int
    said: str
    key: bytes


def units(passages: Iterable[Row]) -> Iterator[Unit]:
    """The pieces of passages (rows with id, kind, text), headings left out."""
    for row in passages:
        if row["kind"] != "heading":
            every = (_unit(row, span) for span in pieces(row["text"]))
            yield from (unit for unit in every if len(unit.said) >= FEWEST)


def sentences(text: str) -> list[Span]:
    """Where the sentences of a text stand; none that is blank."""
    return [m.span() for m in SENTENCE.finditer(text) if m[0].strip()]


def pieces(text: str) -> list[Span]:
    """Where the pieces of a text stand: its sentences, a short one joined with the next."""
    found: list[Span] = []
    for start, end in sentences(text):
        short = found and len(BLANK.sub("", text[slice(*found[-1])])) < LEAST
        if short:
            start = found.pop()[0]
        found.append((start, end))
    return found


def _unit(row: Row, span: Span) -> Unit:
    said = BLANK.sub("", row["text"][slice(*span)])
    return Unit(row["id"], *span, said, blake2b(said.encode(), digest_size=KEY).digest())
