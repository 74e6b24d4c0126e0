"""Planned figures of two plans, aligned by what they mean and what they are measured in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from rapidfuzz.fuzz import ratio

NUMBER = re.compile(r"-?[0-9]+(?:[,，][0-9]{3})*(?:\.[0-9]+)?")
BRACKET = re.compile(r"[（(][^（）()]*[）)]")
NOISE = re.compile(r"[\s“”\"·、，/]")
LIKE = 90  # names that are less alike than this (of 100) are two figures
MEANING = Path(__file__).with_name("meaning.toml")
Row = Mapping[str, Any]


def aligned_targets(ours: Sequence[Row], theirs: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Pairs of figures that mean the same, each figure at most once: equal meanings first."""
    left, right = list(ours), list(theirs)
    for fits in (_means_the_same, _reads_alike):
        for one in list(left):
            others = [other for other in right if fits(one, other)]
            rivals = [each for each in left if any(fits(each, other) for other in others)]
            if len(others) == 1 and len(rivals) == 1:
                left.remove(one)
                right.remove(others[0])
                yield one, others[0]


def each_once(rows: Sequence[Row]) -> Iterator[Row]:
    """A plan's figures without those that only say a second time what its tables say."""
    said: set[tuple[object, ...]] = set()
    for row in rows:
        same = (meaning(row["name"]), _kind(row), row.get("area"), row["target"])
        if not (row.get("stated") and same in said):
            yield row
        said.add(same)


def growth(one: Row, other: Row) -> float | None:
    """How much the second plan's target is above the first's, as a share of it; None where either
    is no number, or they are measured in different things."""
    first, second = amount(one, "target"), amount(other, "target")
    if first is None or second is None or first == 0 or _kind(one) != _kind(other):
        return None
    return round((second - first) / abs(first), 4)


def amount(row: Row, which: str) -> float | None:
    """``base`` or ``target`` as a number in the first unit of its kind."""
    found = NUMBER.search(str(row[which] or ""))
    if not found:
        return None
    return float(re.sub("[,，]", "", found.group())) * _units().get(_unit(row), ("", 1.0))[1]


def meaning(name: str) -> str:
    """What a figure's name means: without fillers, equal for names that say the same."""
    bare = NOISE.sub("", BRACKET.sub("", name)).upper()
    known = _same().get(bare)
    if known:
        return known
    for filler in _table()["fillers"]:
        bare = bare.replace(filler, "") or bare
    return _same().get(bare, bare)


def _means_the_same(one: Row, other: Row) -> bool:
    return _of_one_kind(one, other) and meaning(one["name"]) == meaning(other["name"])


def _reads_alike(one: Row, other: Row) -> bool:
    alike = ratio(meaning(one["name"]), meaning(other["name"])) >= LIKE
    return alike and _of_one_kind(one, other)


def _of_one_kind(one: Row, other: Row) -> bool:
    """Whether both are levels, rates of growth or yearly figures of one zone in like units."""
    told = ("area", "growth", "yearly")
    return _kind(one) == _kind(other) and all(one.get(t) == other.get(t) for t in told)


def _kind(row: Row) -> str:
    """What a figure is measured in: money, people, things, a share, or a unit of its own."""
    unit = _unit(row)
    return _units().get(unit, (unit, 1.0))[0]


def _unit(row: Row) -> str:
    return re.sub(r"\s", "", str(row["unit"] or ""))


@cache
def _units() -> Mapping[str, tuple[str, float]]:
    kinds = _table()["units"].items()
    return {unit: (kind, float(size)) for kind, units in kinds for unit, size in units.items()}


@cache
def _same() -> Mapping[str, str]:
    """Each listed name, in capitals, and without fillers, → the first of its list."""
    found: dict[str, str] = {}
    for names in _table()["same"]:
        for name in names:
            found[name.upper()] = names[0]
    return found


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(MEANING.read_text("utf-8"))
