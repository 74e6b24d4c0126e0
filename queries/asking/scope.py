"""What a plan's own title names: the place that it is about, which restricts nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache

from queries.asking.lexicon import Sense, provinces
from queries.asking.spelling import pinyin
from queries.asking.tokens import Token
from queries.asking.vocabulary import Vocabulary

LEAST_HOME = 5
#: How long a place at least is that is known by how its characters are spelt.
SPELT = 5


def in_scope(token: Token, names: Vocabulary) -> Token:
    """A place that the plan's own title names is no restriction."""
    place, text = token.of("place"), token.text
    spelt = text.isascii() and len(text) >= SPELT and place is None
    if spelt and is_named_by_title(text, names):
        return replace(token, senses=(Sense("scope"),))
    head = is_topic(token) and any(title.startswith(text) for title in names.titles)
    if (
        head
        or (place and place.value in home(names))
        or (place and is_named_by_title(place.value, names))
    ):
        return replace(token, senses=(Sense("scope"), *token.senses))
    return token


@lru_cache(maxsize=4)
def home(names: Vocabulary) -> frozenset[str]:
    """The province whose name most names begin with, in both scripts: the plan's own."""
    counts = Counter(
        province
        for named in names.entities.values()
        for province in provinces()
        if named.name.startswith(province)
    )
    (first, most), *others = (*counts.most_common(2), ("", 0))[:2]
    clear = most >= LEAST_HOME and most > 2 * others[0][1]
    return frozenset((first, f"{first}省", "".join(pinyin(first)))) if clear else frozenset()


def is_named_by_title(place: str, names: Vocabulary) -> bool:
    """Whether a plan's title has the place, in characters or as its syllables spell it."""
    return any(_names_place(title, place) for title in names.titles)


def _names_place(title: str, place: str) -> bool:
    """Whether a title has the place, in characters or as its syllables spell it."""
    if not place.isascii():
        return place in title
    said = pinyin(title)
    ends = ((i, j) for i in range(len(said)) for j in range(i + 1, min(i + 4, len(said)) + 1))
    return any("".join(said[i:j]) == place for i, j in ends)


def is_topic(token: Token) -> bool:
    """Whether a word is only searched for in names, directions and businesses."""
    return bool(token.senses) and all(
        sense.kind in ("topic", "chain_part") for sense in token.senses
    )
