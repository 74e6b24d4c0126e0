"""What a rule hands on, and how overlapping finds are settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a sentence: ``start`` to ``end`` of its text.

    ``name`` is the full name where the printed one is shortened; ``sure``
    says whether the name stands for itself or needs a sure neighbour in its
    enumeration; ``aliases`` are other forms that the place itself gives;
    ``probability`` is how sure what was learned is of it.
    """

    start: int
    end: int
    label: str
    rule: str
    sure: bool = True
    name: str = ""
    status: str | None = None
    aliases: tuple[str, ...] = field(default=())
    probability: float = 1.0


def settle(found: Iterable[Found]) -> list[Found]:
    """No two that overlap: the longer wins, then the earlier rule's."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: f.start - f.end):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: f.start)
