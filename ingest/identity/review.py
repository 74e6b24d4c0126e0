"""Names that only look alike, for a person to judge.

Likeness suggests, it never joins. Two names are compared by what is telling in
them: pairs of characters and single ones, each counting the more the rarer it
is among all names; of a firm's name only its own part, without place,
bracket and legal form.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import combinations, product

from ingest.catalogue import LANGUAGES, text
from ingest.identity.entities import THINGS
from ingest.judging.judgements import DIFFERENT, SAME, UNSURE, Judgements
from ingest.model import Reason
from ingest.naming.alike import own_part, plain
from ingest.naming.rules.words import is_ordinary

LIKE = 0.5  # less alike than this nobody needs to judge
BRAND = 2  # characters with which two firms' own names begin alike
BRANDED = 0.6  # how alike such firms are at least
MANY = 50  # a piece that stands in more names than this tells nothing by itself
SINGLE = 0.5  # what one character weighs beside a pair
NEAR = 3


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity as a reviewer meets it."""

    id: str
    label: str
    name: str
    aliases: tuple[str, ...] = ()
    name_en: str | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """Its name and its aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two things of one type that look alike and that nothing in the text joins.

    ``likeness`` is between 0 and 1; ``verdict`` is ``unsure`` where someone
    said so, else None; ``reasons`` say what is alike.
    """

    first: Thing
    second: Thing
    likeness: float
    reasons: tuple[Reason, ...]
    verdict: str | None = None


def candidates(things: Iterable[Thing], judgements: Judgements) -> list[Candidate]:
    """Pairs for a person to judge, the most alike first; what follows from judgements is left
    out, and what someone was unsure of comes last."""
    kept = [thing for thing in things if thing.label in THINGS]
    telling = _Telling([_own(thing) for thing in kept])
    found = []
    for one, two in sorted({*telling.pairs(BRAND), *_by_other_name(kept)}):
        first, second = sorted((kept[one], kept[two]), key=lambda thing: thing.id)
        if first.label == second.label and not _one_form(first, second):
            verdict = verdict_between(first, second, judgements)
            likeness, reasons = _weighed(first, second, telling.likeness(one, two))
            if reasons and verdict not in (SAME, DIFFERENT):
                found.append(Candidate(first, second, likeness, reasons, verdict))
    return sorted(found, key=lambda c: (c.verdict or "", -c.likeness, c.first.id, c.second.id))


def verdict_between(first: Thing, second: Thing, judgements: Judgements) -> str | None:
    """What follows for two things from what was said of any of their forms."""
    pairs = ((a, b) for a, b in product(first.forms, second.forms) if plain(a) != plain(b))
    said = {judgements.verdict(a, b) for a, b in pairs}
    return next((verdict for verdict in (DIFFERENT, SAME, UNSURE) if verdict in said), None)


def find_thing(things: Iterable[Thing], given: str) -> Thing | None:
    """The thing with that id, name, English name or alias, in this order."""
    wanted, kept = plain(given), list(things)
    ways: tuple[Callable[[Thing], bool], ...] = (
        lambda thing: thing.id == given,
        lambda thing: plain(thing.name) == wanted,
        lambda thing: (thing.name_en or "").casefold() == given.strip().casefold(),
        lambda thing: wanted in map(plain, thing.aliases),
    )
    return next((thing for fits in ways for thing in kept if given and fits(thing)), None)


def near_names(things: Iterable[Thing], given: str) -> list[str]:
    """Names that a person may have meant."""
    names = sorted({form for thing in things for form in thing.forms})
    held = [name for name in names if given and given in name]
    return (get_close_matches(given, names, NEAR) or held)[:NEAR]


def own_form(thing: Thing, given: str) -> str:
    """The spelling of ``thing`` that ``given`` means; its name where that was an id."""
    return next((form for form in thing.forms if plain(form) == plain(given)), thing.name)


def _own(thing: Thing) -> str:
    """What of a name is compared."""
    return (own_part(plain(thing.name)) if thing.label == "Enterprise" else "") or plain(thing.name)


def _one_form(first: Thing, second: Thing) -> bool:
    return plain(first.name) == plain(second.name)


def _by_other_name(things: Sequence[Thing]) -> Iterator[tuple[int, int]]:
    """Things of which one bears as its other name (a former one, a short one) the other's name."""
    named = defaultdict(list)
    for number, thing in enumerate(things):
        named[plain(thing.name)].append(number)
    for number, thing in enumerate(things):
        for alias in map(plain, thing.aliases):
            yield from ((min(number, o), max(number, o)) for o in named[alias] if o != number)


def _weighed(first: Thing, second: Thing, likeness: float) -> tuple[float, tuple[Reason, ...]]:
    """How alike two things are, and why they may be one; no reason where they are not alike."""
    one, two = _own(first), _own(second)
    brand, reasons = one[:BRAND], []
    for named, other in ((first, second), (second, first)):
        if plain(named.name) in map(plain, other.aliases):
            return 1.0, (_reason("named", name=named.name),)
    if likeness >= LIKE:
        reasons.append(_reason("alike", percent=round(100 * likeness)))
        if one in two or two in one:
            reasons.append(_reason("within"))
    if first.label == "Enterprise" and two.startswith(brand) and not is_ordinary(brand):
        reasons.append(_reason("brand", words=brand))
        likeness = max(likeness, BRANDED)
    return round(likeness, 2), tuple(reasons)


def _reason(key: str, **values: object) -> Reason:
    return Reason(*(text(f"review.reason.{key}", lang, **values) for lang in LANGUAGES))


class _Telling:
    """Names as weighed pieces; ``pairs`` and ``likeness`` speak of them by number."""

    def __init__(self, names: Sequence[str]) -> None:
        self.pieces = [Counter(_pieces(name)) for name in names]
        self.homes: Mapping[str, list[int]] = defaultdict(list)
        for number, pieces in enumerate(self.pieces):
            for piece in pieces:
                self.homes[piece].append(number)
        self.sums = [self._weight(pieces) for pieces in self.pieces]

    def pairs(self, size: int) -> list[tuple[int, int]]:
        """Names that share a telling piece of ``size`` characters."""
        rare = (home for piece, home in self.homes.items() if len(piece) == size)
        return sorted(
            {pair for home in rare if len(home) <= MANY for pair in combinations(home, 2)}
        )

    def likeness(self, one: int, two: int) -> float:
        """What the two share, of what they have."""
        shared = self._weight(self.pieces[one] & self.pieces[two])
        return 2 * shared / (self.sums[one] + self.sums[two])

    def _weight(self, pieces: Mapping[str, int]) -> float:
        return sum(self._rarity(piece) * count for piece, count in sorted(pieces.items()))

    def _rarity(self, piece: str) -> float:
        rarity = math.log((len(self.pieces) + 1) / len(self.homes[piece]))
        return rarity if len(piece) > 1 else SINGLE * rarity


def _pieces(name: str) -> Iterator[str]:
    yield from name
    yield from (name[at : at + 2] for at in range(len(name) - 1))
