"""Numbers in a question: how many ties at least, how large an investment, how many of the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from queries.grammar.model import MANY, Typed
from queries.grammar.pieces import Piece

LIMITS = ("over", "under", "over_after", "under_after")
BESIDE = 2


@dataclass(slots=True)
class Bounds:
    """Bounds of ties by the place of the class that is counted; of the investment, in a query
    that holds nothing else; how many of the first are asked for."""

    of: dict[int, tuple[int, int]] = field(default_factory=dict)
    typed: Typed = field(default_factory=lambda: Typed(()))
    top: int = 0
    used: set[int] = field(default_factory=set)


def bounds(pieces: Sequence[Piece]) -> Bounds | None:
    """What the numbers of a question say; None where one of them says nothing."""
    found = Bounds()
    for at, piece in enumerate(pieces):
        if piece.role == "top":
            found.top, found.used = int(piece.sense.value), found.used | {at}
        if piece.role == "many" and not _counted(pieces, at, found, 2, MANY):
            return None
        numeral = piece.role in ("number", "tally") and at not in found.used
        if numeral and not _number(pieces, at, found):
            return None
    return found


def _number(pieces: Sequence[Piece], at: int, found: Bounds) -> bool:
    beside = range(max(0, at - BESIDE), min(len(pieces), at + BESIDE + 2))
    limit = next((i for i in beside if pieces[i].role in LIMITS and i not in found.used), None)
    unit = next((i for i in range(at + 1, min(len(pieces), at + 2)) if pieces[i].role == "unit"), 0)
    if unit and limit is not None:
        return _amount(pieces, at, unit, limit, found)
    value = float(pieces[at].sense.value)
    if not value.is_integer():
        return False
    if limit is None and any(p.role in ("most", "least") for p in pieces):
        beside_ = pieces[max(0, at - 1)], pieces[min(at + 1, len(pieces) - 1)]
        if any(p.role in ("most", "least") or p.text == "的" for p in beside_):
            found.top = int(value)
        found.used.add(at)
        return True
    if limit is not None:
        found.used.add(limit)
    return _counted(pieces, at, found, *_range(pieces, limit, int(value)))


def _range(pieces: Sequence[Piece], limit: int | None, value: int) -> tuple[int, int]:
    if limit is None:
        return value, value
    strict = pieces[limit].sense.value == "strict"
    if pieces[limit].role.startswith("over"):
        return value + strict, MANY
    return 0, value - strict


def _amount(pieces: Sequence[Piece], at: int, unit: int, limit: int, found: Bounds) -> bool:
    """Investments are compared with a hair's breadth where the limit itself does not count."""
    value = float(pieces[at].sense.value) * float(pieces[unit].sense.value)
    strict = 0.0001 * (pieces[limit].sense.value == "strict")
    if pieces[limit].role.startswith("over"):
        found.typed = replace(found.typed, over=value + strict)
    else:
        found.typed = replace(found.typed, under=value - strict)
    found.used |= {at, unit, limit}
    return True


def _counted(pieces: Sequence[Piece], at: int, found: Bounds, least: int, most: int) -> bool:
    """The class that a number counts: the next one, else the one before."""
    classes = [i for i, p in enumerate(pieces) if p.role == "class"]
    after = [i for i in classes if i > at]
    chosen = after[0] if after else (classes[-1] if classes else None)
    if chosen is None:
        return False
    found.of[chosen] = (least, most)
    found.used.add(at)
    return True
