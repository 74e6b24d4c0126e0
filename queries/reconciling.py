"""Names of a user's list held against the graph's things: which may be meant, how likely, and the
one that is meant where that is sure.

Sure is a name that is, but for signs, case and traditional characters, the whole of a name, an
alias or an English name of one thing alone, of the type that is asked for, with nothing known that
speaks against it. A name of two signs is sure only with a type, for too many are called so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from graph.schema import RELATIONS
from graph.store import Store
from queries.asking.normalise import is_chinese
from queries.finding import Hit, finder
from queries.finding.finder import LONGEST, OWN
from queries.finding.forms import key, typed_terms
from queries.library import run
from queries.plans import titles

#: How good a way of finding is, of 100; what is only like a form counts by how like it is.
GRADES: Mapping[str, int] = {
    "name": 100,
    "alias": 97,
    "english": 97,
    "short": 85,
    "spelled": 80,
    "pinyin": 75,
    "initials": 65,
    "begins": 80,
    "inner": 70,
    "slip": 70,
    "abbreviated": 60,
}
EVERY, MOST = 1000, 10
#: Signs of a name that many may bear: Chinese ones, Latin ones.
SHORT, SHORT_LATIN = 2, 3
CONFIRMED, CONTRADICTED = 5, 30
PLAN = "plan"
#: What a list may know of a thing beside its name: a relation's other end, or the plan.
PROPERTIES = (*RELATIONS, PLAN)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sought:
    """A name of a list, the types that the thing may have (none: any), and what else is known of
    it: name of a property and its values."""

    name: str
    types: tuple[str, ...] = ()
    known: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that may be meant: its row, how likely from 0 to 100, by which of its forms, how that
    was found (as :class:`queries.finding.Hit` says), and whether it is surely meant."""

    row: Mapping[str, Any]
    score: float
    form: str
    how: str
    sure: bool


class Reconciler:
    """Holds names against the things of the graph as it is when this is made."""

    def __init__(self, store: Store, plans: Sequence[str] | None = None) -> None:
        self._store = store
        self.finder = finder(store, plans)

    def candidates(self, sought: Sought, most: int = MOST) -> list[Candidate]:
        """Things that may be meant, the likeliest first."""
        hits = self.finder.find(sought.name, EVERY).hits
        fit = [hit for hit in hits if not sought.types or hit.row["type"] in sought.types]
        near = fit[: max(most, MOST)]
        points = self._points(near, sought.known)
        meant = _meant(near, points) if _says_enough(sought) else None
        found = [_candidate(hit, sought, hit is meant, points[hit.row["id"]]) for hit in near]
        return sorted(found, key=lambda each: -each.score)[:most]

    def _points(
        self, hits: Sequence[Hit], known: Sequence[tuple[str, tuple[str, ...]]]
    ) -> Mapping[str, int]:
        """Of each thing what the properties say for and against it."""
        points = dict.fromkeys((hit.row["id"] for hit in hits), 0)
        held: Mapping[tuple[str, str], Collection[str]] = self._held(hits) if known else {}
        for id in points:
            said = [_agrees(held.get((id, name), frozenset()), values) for name, values in known]
            points[id] = CONFIRMED * said.count(True) - CONTRADICTED * said.count(False)
        return points

    def _held(self, hits: Sequence[Hit]) -> Mapping[tuple[str, str], Collection[str]]:
        """Values of the properties of things, as names are compared."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in run(self._store, "reconciling/properties", ids=[h.row["id"] for h in hits]):
            forms = (row["other"], row["name"], row["name_en"], *(row["aliases"] or ()))
            found[row["id"], row["property"]] |= {key(form) for form in forms if form}
        named = titles(self._store)
        for hit in hits:
            ids = hit.row["documents"] or ()
            found[hit.row["id"], PLAN] |= {*ids, *(key(named[id]) for id in ids if id in named)}
        return found


def _meant(hits: Sequence[Hit], points: Mapping[str, int]) -> Hit | None:
    """The one that has the name in full; of several the one that alone has what is known of it."""
    whole = [hit for hit in hits if hit.how in OWN and points[hit.row["id"]] >= 0]
    best = whole if len(whole) == 1 else [hit for hit in whole if points[hit.row["id"]] > 0]
    return best[0] if len(best) == 1 else None


def _says_enough(sought: Sought) -> bool:
    """Whether the name is long enough to mean one thing, and was looked for in full."""
    short = "".join(typed_terms(sought.name))
    least = SHORT if is_chinese(short) else SHORT_LATIN
    return len(sought.name) <= LONGEST and (len(short) > least or bool(sought.types))


def _agrees(held: Collection[str], values: Sequence[str]) -> bool | None:
    """Whether a property has one of the values or a part of one; None where nothing is known."""
    wanted = {key(value) for value in values} - {""}
    if not held or not wanted:
        return None
    return any(one in other or other in one for one in wanted for other in held if other)


def _candidate(hit: Hit, sought: Sought, sure: bool, points: int) -> Candidate:
    grade = float(GRADES[hit.how])
    if hit.how not in (*OWN, "short", "pinyin", "initials", "spelled"):
        like = fuzz.ratio("".join(typed_terms(sought.name)), key(hit.form)) / 100
        grade *= (1 + like) / 2
    score = round(min(max(grade + points, 0), 100), 1)
    return Candidate(hit.row, score, hit.form, hit.how, sure)


def strings(value: Any) -> Iterator[str]:
    """The values of a property as words: of an entity its id and name, of a list each."""
    if isinstance(value, list):
        for each in value:
            yield from strings(each)
    elif isinstance(value, dict):
        yield from (str(value[name]) for name in ("id", "name") if value.get(name))
    elif value is not None and not isinstance(value, bool):
        yield str(value)
