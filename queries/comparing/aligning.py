"""Which thing of one plan is which of another: by id, else by a form that both give it.

Likeness alone aligns nothing; what only looks alike is told apart as such.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ingest.identity.entities import ORGANISATIONS, PLACES, WORKS
from ingest.identity.relative import is_relative
from ingest.identity.review import Thing, candidates
from ingest.judging.judgements import Judgements
from ingest.naming.alike import plain
from ingest.naming.rules.words import endings

SPACES = (ORGANISATIONS, PLACES | WORKS)
APART = frozenset({"Indicator", "TechField"})  # aligned by their own rules
LIKE = 0.72
Row = Mapping[str, Any]


def aligned(ours: Sequence[Row], theirs: Sequence[Row]) -> dict[str, str]:
    """Ids of the first plan's things → ids of the second's, each at most once."""
    known = {row["id"] for row in theirs}
    found = {row["id"]: row["id"] for row in ours if row["id"] in known}
    taken = set(found.values())
    homes = _by_form(row for row in theirs if row["id"] not in taken)
    for row in ours:
        if row["id"] in found:
            continue
        fits = {home for form in forms(row) for home in homes.get((space(row), form), ())} - taken
        if len(fits) == 1:
            found[row["id"]] = next(iter(fits))
            taken |= fits
    return found


def alike(gone: Sequence[Row], new: Sequence[Row]) -> list[tuple[str, str]]:
    """Pairs (gone, new) that only look alike, each thing at most once, the most alike first."""
    ours = {row["id"] for row in gone}
    rows = [row for row in (*gone, *new) if row["type"] not in APART]
    things = [Thing(r["id"], r["type"], r["name"], tuple(r["aliases"] or ())) for r in rows]
    found: list[tuple[str, str]] = []
    seen: set[str] = set()
    for pair in candidates(things, Judgements()):
        one, two = sorted((pair.first.id, pair.second.id), key=lambda id: id not in ours)
        across = (one in ours) != (two in ours)
        if across and pair.likeness >= LIKE and not {one, two} & seen:
            seen |= {one, two}
            found.append((one, two))
    return found


def forms(row: Row) -> frozenset[str]:
    """Every form of a thing that means something without its plan, as forms are compared."""
    named = (row["name"], *(row["aliases"] or ()))
    return frozenset(
        plain(form)
        for form in named
        if form not in endings() and not is_relative(row["type"], form)
    )


def space(row: Row) -> str:
    """Types whose names can be one thing's share a space."""
    for number, types in enumerate(SPACES):
        if row["type"] in types:
            return str(number)
    return str(row["type"])


def _by_form(rows: Iterable[Row]) -> Mapping[tuple[str, str], set[str]]:
    homes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        for form in forms(row):
            homes[space(row), form].add(row["id"])
    return homes
