"""Units of figures in tables: which measure the same, and in what proportion."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from queries.asking.lexicon import options, rows


@cache
def _units() -> Mapping[str, tuple[str, float]]:
    return {
        unit: (row["dimension"], float(row["factor"]))
        for row in rows("units")
        for unit in options(row["units"])
    }


def dimension(unit: str) -> str:
    """What a unit measures; an unknown one measures only what has the same."""
    return _units().get(unit, (unit, 1.0))[0]


def plain(number: float, unit: str) -> float:
    """A number in the smallest unit of its dimension."""
    return number * _units().get(unit, (unit, 1.0))[1]
