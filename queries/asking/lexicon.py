"""The general words of questions, as data: ``queries/lexicon/*.csv``.

A form (a tuple of atoms) has senses: what kind of word it is and what it
stands for. Nothing here knows a name of any plan.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from queries.asking.normalise import form, normalise

FOLDER = Path(__file__).resolve().parent.parent / "lexicon"
PROVINCE = "<province>"
Form = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a form: ``kind`` names it in patterns, ``value`` fills a slot.

    ``values`` holds more than one where the form may mean several things of
    one kind (entity ids), or the words to search for (topics).
    """

    kind: str
    values: tuple[str, ...] = ()

    @property
    def value(self) -> str:
        """The first value; empty where there is none."""
        return self.values[0] if self.values else ""


@dataclass(slots=True)
class Forms:
    """Senses by form, and the longest form that begins with an atom."""

    senses: dict[Form, tuple[Sense, ...]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, words: Form, sense: Sense) -> None:
        """Take ``sense`` in for ``words``, once."""
        known = self.senses.get(words, ())
        if words and sense not in known:
            self.senses[words] = (*known, sense)
            self.longest[words[0]] = max(self.longest[words[0]], len(words))

    def at(self, words: Form, start: int) -> Iterator[tuple[int, tuple[Sense, ...]]]:
        """Ends and senses of all forms that begin at ``start``."""
        reach = self.longest.get(words[start], 0)
        for end in range(start + 1, min(start + reach, len(words)) + 1):
            if found := self.senses.get(words[start:end]):
                yield end, found


def rows(name: str) -> Iterator[Mapping[str, str]]:
    """The rows of ``queries/lexicon/NAME.csv``."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def options(*cells: str) -> Iterator[str]:
    """The alternatives that cells list between bars."""
    return (option for cell in cells for option in cell.split("|") if option)


@cache
def lexicon() -> Forms:
    """All general words."""
    forms = Forms()
    for text, sense in _entries():
        forms.add(form(text) or (normalise(text),), sense)
    return forms


@cache
def wordings() -> Forms:
    """What else is said for the general words, too much at once to be read strictly; `@` before a
    word stands for its senses."""
    forms = Forms()
    for row in rows("wordings"):
        like = row["kind"].removeprefix("@")
        own = (Sense(row["kind"], tuple(options(row["value"]))),)
        senses = own if like == row["kind"] else lexicon().senses[form(like)]
        for text in options(row["zh"], row["en"]):
            for sense in senses:
                forms.add(form(text), sense)
    return forms


@cache
def terms() -> Mapping[Form, tuple[str, ...]]:
    """Technical terms in both languages → the Chinese words that a plan would use."""
    found: dict[Form, tuple[str, ...]] = {}
    for row in rows("terms"):
        words = tuple(row["zh"].split("|"))
        for text in options(row["zh"], row["en"], row["also"]):
            found[form(text)] = tuple(dict.fromkeys((*found.get(form(text), ()), *words)))
    return found


@cache
def generic() -> frozenset[str]:
    """Words too broad to name a field or a topic on their own."""
    return frozenset(options(*(row["zh"] for row in rows("generic"))))


def _entries() -> Iterator[tuple[str, Sense]]:
    for row in rows("words"):
        yield from _each(row, Sense(row["kind"], tuple(options(row["value"]))))
    for row in rows("types"):
        yield from _each(row, Sense(row["kind"], (row["value"], *name_parts(row["part"]))))
    for row in rows("outside"):
        yield from _each(row, Sense("outside", (row["reason"],)))
    for row in rows("places"):
        zh = list(options(row["zh"]))
        yield from ((text, Sense("place", (text,))) for text in zh)
        yield from ((text, Sense("place", (text,))) for text in options(row["en"]))


@cache
def provinces() -> tuple[str, ...]:
    """The names of provinces, without 省."""
    found = (row["zh"] for row in rows("places") if row["kind"] == "province")
    return tuple(options(*found))


def name_parts(cell: str) -> tuple[str, ...]:
    """Words of which a name of the type holds one; ``<province>`` stands for each of them."""
    found: list[str] = []
    for part in cell.split("|"):
        places = provinces() if PROVINCE in part else ("",)
        found += [part.replace(PROVINCE, place) for place in places]
    return tuple(dict.fromkeys(found))


def _each(row: Mapping[str, str], sense: Sense) -> Iterable[tuple[str, Sense]]:
    return ((text, sense) for text in options(row["zh"], row["en"]))
