"""Bounds of a comparison in a question: 超过5平方公里, 过百亿, above 100."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from queries.asking.tokens import Token

LIMITS = ("over", "under", "over_after", "under_after")
#: The unit of what a factor in a lexicon of money counts.
MONEY = "亿元"


@dataclass(frozen=True, slots=True)
class Limit:
    """A number and its unit as said, whether above or below is asked for, itself left out."""

    number: float
    unit: str
    above: bool
    strict: bool


def limit_of(rest: Sequence[Token]) -> tuple[Limit | None, list[Token]]:
    """The bound that is said, and the tokens that say it."""
    bound = next((t for t in rest if t.of(*LIMITS)), None)
    number = next((t for t in rest if t.of("number", "tally")), None)
    unit = _unit(rest, number)
    sense = bound.of(*LIMITS) if bound else None
    if sense is None or (number is None and unit is None):
        return None, []
    said = number.of("number", "tally") if number else None
    factor = unit.of("unit") if unit else None
    value = float(said.value if said else 1) * float(factor.value if factor else 1)
    measured = MONEY if factor else unit.text if unit else ""
    above, strict = sense.kind.startswith("over"), sense.value == "strict"
    return Limit(value, measured, above, strict), [t for t in (bound, number, unit) if t]


def _unit(rest: Sequence[Token], number: Token | None) -> Token | None:
    """What stands behind the number and counts or is not known; a large unit alone: 百亿."""
    if number is None:
        return next((t for t in rest if t.of("unit")), None)
    at = rest.index(number) + 1
    return next((t for t in rest[at : at + 1] if t.of("unit") or not t.senses), None)
