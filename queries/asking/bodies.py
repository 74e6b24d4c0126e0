"""What well-known bodies are called in English and for short: ``queries/lexicon/bodies.csv``.

General knowledge, complete of its kind (universities, institutes of the Academy of Sciences, large
firms), not taken from any plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ingest.naming.gazetteer import city_names
from queries.asking.common import english_parts
from queries.asking.lexicon import Form, options, provinces, rows
from queries.asking.normalise import form, is_chinese

SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Body:
    """The usual English name of a body, and other forms in both languages."""

    english: str
    others: tuple[str, ...]


def body(kind: str, names: Iterable[str]) -> Body | None:
    """What is known of a thing of type ``kind`` that bears one of ``names``; a firm also by the
    brand that its name begins with, the place apart."""
    known = _bodies()
    for name in names:
        if name in known:
            return known[name]
        if kind == "Enterprise" and (brand := _brand(name)):
            return Body("", (known[brand].english, *known[brand].others))
    return None


def _brand(name: str) -> str:
    starts = [name, *(name.removeprefix(place) for place in _places() if name.startswith(place))]
    heads = (s[:end] for s in starts for end in range(min(len(s), 8), 1, -1))
    return next((head for head in heads if head in _bodies()), "")


@cache
def _places() -> tuple[str, ...]:
    found = set(provinces()) | {name.removesuffix("市") for name in city_names()}
    return tuple(place + end for place in found for end in ("", "省", "市"))


@cache
def _bodies() -> Mapping[str, Body]:
    found: dict[str, Body] = {}
    for row in rows("bodies"):
        forms = tuple(options(row["zh"]))
        others = tuple(dict.fromkeys((*forms, *_usable(row["also"]))))
        found |= {form: Body(row["en"], others) for form in forms}
    return found


def ends(words: Form, start: int) -> Iterator[int]:
    """Where names of well-known bodies end that begin at ``start``: in the graph or not, such a
    name is one, not its words."""
    known = _named()
    for end in range(start + 1, min(start + known.get(words[start], 0), len(words)) + 1):
        if words[start:end] in _forms():
            yield end


def is_body(words: Form) -> bool:
    """Whether a well-known body is called so."""
    return words in _forms()


@cache
def _forms() -> frozenset[Form]:
    cells = ((*options(row["zh"]), row["en"], *_usable(row["also"])) for row in rows("bodies"))
    return frozenset(form(text) for cell in cells for text in cell if text)


@cache
def _named() -> Mapping[str, int]:
    """The longest name that begins with a word."""
    found: dict[str, int] = {}
    for words in _forms():
        found[words[0]] = max(found.get(words[0], 0), len(words))
    return found


@cache
def spelt() -> frozenset[str]:
    """The English words of all bodies' names: none of them is a slip."""
    texts = (text for row in rows("bodies") for text in (row["en"], *options(row["also"])))
    return frozenset(word for text in texts for word in form(text) if word.isascii())


def _usable(cell: str) -> Iterator[str]:
    """Short forms that are no ordinary English words: ZJU, not MOST."""
    for text in options(cell):
        if is_chinese(text) or (len(text) >= SHORTEST and not english_parts(text.lower())):
            yield text
