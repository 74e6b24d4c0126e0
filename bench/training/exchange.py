"""The same sentence with other names of its kind: what a few thousand sentences teach, multiplied.

A name gives way to another of its type, from the annotated ones or made up from general lists
(``made.py``), at times to characters without sense, so that only what stands around tells; a
place inside a name, or in the words around it, to another place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from random import Random

from bench.training.corpus import DOUBTFUL, Example, Name
from bench.training.made import MADE
from ingest.naming.rules.sentence import Sentence
from ingest.naming.rules.words import (
    cities,
    place_at_start,
    places,
    provinces,
)

Key = tuple[str, bool]
Pools = Mapping[Key, Sequence[str]]
FROM_LISTS = 0.4
OTHER_PLACE = 0.5
OTHER_NAME = 0.7
NO_SENSE = 0.15
PLACE_AROUND = 0.3
WHOLE = tuple("室院学所心台区园司团城港地镇盟会台置施")


def pools(examples: Iterable[Example]) -> Pools:
    """The names by type, those apart that only an enumeration completes."""
    found: dict[Key, set[str]] = defaultdict(set)
    for one in examples:
        for name in one.names:
            if name.label != DOUBTFUL:
                found[_key(name, one.sentence.text)].add(one.sentence.text[name.start : name.end])
    return {key: sorted(names) for key, names in sorted(found.items())}


def _key(name: Name, text: str) -> Key:
    return name.label, text[name.end - 1] in WHOLE


@cache
def _places() -> Mapping[int, Sequence[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for place in sorted(cities() | provinces() | places()):
        if 1 < len(place) < 5:
            found[len(place)].append(place)
    return found


@cache
def _signs() -> Sequence[str]:
    return sorted({character for place in places() for character in place})


@cache
def _towns() -> Sequence[str]:
    return sorted(place for place in cities() | provinces() if len(place) < 5)


def exchanged(one: Example, known: Pools, random: Random) -> Example:
    """``one`` with other names and places, chosen by ``random``."""
    text, names, at = "", [], 0
    source = one.sentence.text
    for name in one.names:
        text += _around(source[at : name.start], random)
        new = _other(source[name.start : name.end], _key(name, source), known, random)
        names.append(Name(len(text), len(text) + len(new), name.label))
        text, at = text + new, name.end
    text += _around(source[at:], random)
    return Example(Sentence(text, 0), tuple(names), one.whole, one.source)


def _around(text: str, random: Random) -> str:
    """Words between names, with other cities now and then."""
    at, new = 0, ""
    while at < len(text):
        place = place_at_start(text[at:])
        fits = place in cities() or place in provinces()
        if fits and random.random() < PLACE_AROUND:
            new += random.choice(_places()[len(place)])
        else:
            new += place or text[at]
        at += len(place) or 1
    return new


def _other(name: str, key: Key, known: Pools, random: Random) -> str:
    if key[0] == DOUBTFUL:
        return name
    if random.random() < OTHER_NAME:
        made = MADE.get(key[0]) if random.random() < FROM_LISTS else None
        name = made(random) if made else random.choice(known[key])
    place = place_at_start(name)
    if place and len(name) > len(place) + 1 and random.random() < OTHER_PLACE:
        name = _of_size(place, random) + name[len(place) :]
    return _without_sense(name, random) if random.random() < NO_SENSE else name


def _without_sense(name: str, random: Random) -> str:
    """``name`` with one or two of its first characters exchanged for any others."""
    size = min(random.choice((1, 2)), max(len(name) - 2, 1))
    at = random.randrange(max(1, min(3, len(name) - size)))
    return name[:at] + "".join(random.choices(_signs(), k=size)) + name[at + size :]


def _of_size(place: str, random: Random) -> str:
    if place[-1] in "省市县区" and len(place) > 2:
        same = [p for p in _places().get(len(place), (place,)) if p[-1] == place[-1]]
        return random.choice(same or [place])
    return random.choice(_towns() if random.random() < 0.6 else _places().get(len(place), (place,)))
