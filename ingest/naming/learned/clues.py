"""A sentence → numbers: its characters, and what the tagger and general lists say of each.

A clue is a table of which each character has one row: outside, or the first, a middle, the
last, the only one of something that the table knows there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache

import numpy as np

from ingest.naming.rules.sentence import Sentence
from ingest.naming.rules.words import (
    central_firms,
    every_brand,
    is_ordinary,
    listed_firms,
    listed_stems,
    places,
    school_shorts,
    short_forms,
    table,
    universities,
    well_known,
)

Numbers = np.ndarray[tuple[int, ...], np.dtype[np.int64]]
Found = tuple[int, int, int]  # start, end, kind from 0
Clue = Callable[[Sentence], Iterator[Found]]
TAGS = (
    *("n", "v", "vn", "a", "ad", "d", "p", "c", "m", "q", "u", "r", "f", "w", "s", "t"),
    *("ORG", "LOC", "PER", "TIME", "nz", "nw", "an", "vd", "xc"),
)
SIDES = 4  # first, middle, last, only
LONGEST = 14


def words_and_tags(sentence: Sentence) -> Iterator[Found]:
    """LAC's words, by part of speech."""
    known = _numbered(TAGS)
    return ((w.start, w.end, known.get(w.tag, len(TAGS))) for w in sentence.words)


def endings_of_names(sentence: Sentence) -> Iterator[Found]:
    """How names of a type end: 实验室, 产业园."""
    return _listed(sentence.text, _endings())


def firms(sentence: Sentence) -> Iterator[Found]:
    """Brands and firms, those apart that are also ordinary words, places or short."""
    return _listed(sentence.text, _firms())


def known_firms(sentence: Sentence) -> Iterator[Found]:
    """Listed companies, those apart whose name is short or a word; what opens such a name;
    central enterprises; well-known firms, those apart that are short or a word."""
    return _listed(sentence.text, _known_firms())


def bodies(sentence: Sentence) -> Iterator[Found]:
    """Universities, their short forms, and short forms that everybody knows."""
    return _listed(sentence.text, _bodies())


def where(sentence: Sentence) -> Iterator[Found]:
    """Provinces, cities, counties."""
    return _listed(sentence.text, _places())


def general_words(sentence: Sentence) -> Iterator[Found]:
    """Words of quality, level, and topics."""
    return _listed(sentence.text, _general())


CLUES: tuple[tuple[Clue, int], ...] = (
    (words_and_tags, len(TAGS) + 1),
    (endings_of_names, 16),
    (firms, 4),
    (bodies, 3),
    (where, 1),
    (general_words, 3),
    (known_firms, 6),
)
ROWS = sum(1 + SIDES * kinds for _, kinds in CLUES)


def clues(sentence: Sentence) -> Numbers:
    """One row a character, one column a clue: rows of one table with ``ROWS`` rows."""
    found = np.zeros((len(sentence.text), len(CLUES)), np.int64)
    base = 0
    for column, (clue, kinds) in enumerate(CLUES):
        found[:, column] = base
        for start, end, kind in clue(sentence):
            _mark(found[start:end, column], base + 1 + SIDES * kind)
        base += 1 + SIDES * kinds
    return found


def _mark(cells: Numbers, first: int) -> None:
    cells[:] = first + 1
    cells[0], cells[-1] = first, first + 2
    if len(cells) == 1:
        cells[0] = first + 3


def _listed(text: str, known: Mapping[str, int]) -> Iterator[Found]:
    """The longest listed words, left to right."""
    at = 0
    while at < len(text):
        sizes = range(min(LONGEST, len(text) - at), 0, -1)
        size = next((n for n in sizes if text[at : at + n] in known), 0)
        if size:
            yield at, at + size, known[text[at : at + size]]
        at += size or 1


def _numbered(names: tuple[str, ...]) -> Mapping[str, int]:
    return {name: number for number, name in enumerate(names)}


@cache
def _endings() -> Mapping[str, int]:
    kinds: dict[str, int] = {}
    found: dict[str, int] = {}
    for label, needs in table("names").items():
        if label[0].isupper():
            kind = kinds.setdefault(label, len(kinds))
            found |= {text: kind for texts in needs.values() for text in texts}
    return found


@cache
def _places() -> Mapping[str, int]:
    return dict.fromkeys(places(), 0)


@cache
def _firms() -> Mapping[str, int]:
    return {brand: _kind_of_brand(brand) for brand in every_brand()}


@cache
def _known_firms() -> Mapping[str, int]:
    stems = dict.fromkeys(listed_stems(), 2)
    listed = {name: _kind_of_listed(name) for name in listed_firms()}
    known = {name: 4 + _kind_of_listed(name) for name in well_known()}
    return known | stems | listed | dict.fromkeys(central_firms(), 3)


def _kind_of_listed(name: str) -> int:
    return int(len(name) < 3 or is_ordinary(name) or name in places())


def _kind_of_brand(brand: str) -> int:
    if is_ordinary(brand):
        return 3
    if brand in places():
        return 2
    return 1 if len(brand) == 2 else 0


@cache
def _bodies() -> Mapping[str, int]:
    full = {name.replace("(", "（").replace(")", "）"): 0 for name in universities()}
    known = {**short_forms("bodies"), **short_forms("schools")}
    return dict.fromkeys(school_shorts(), 2) | dict.fromkeys(known, 1) | full


@cache
def _general() -> Mapping[str, int]:
    lists: tuple[str, ...] = ("topic", "level", "quality")
    return {word: n for n, name in enumerate(lists) for word in table("generic")[name]}


def known_words() -> AbstractSet[str]:
    """Every word of the lists, to weigh what they add."""
    return {*_endings(), *_firms(), *_known_firms(), *_bodies(), *places(), *_general()}
