"""All shortest ways between two things: those over what is tied to few others come first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST_STEPS, MOST, WIDEST = 6, 12, 4000
Row = Mapping[str, Any]
#: Rows of the query ``way/steps`` for these ids.
Steps = Callable[[Sequence[str]], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Way:
    """The things on a way, both ends among them, and the relations between them in order."""

    nodes: tuple[Row, ...]
    edges: tuple[Row, ...]

    @property
    def inner(self) -> tuple[Row, ...]:
        """The things between the ends."""
        return self.nodes[1:-1]


def shortest(steps: Steps, source: str, target: str) -> list[Way]:
    """All shortest ways, at most MOST; none where there is none of MOST_STEPS or fewer."""
    reached: dict[str, list[tuple[str, Row]]] = {source: []}
    known: dict[str, Row] = {}
    ties: Counter[str] = Counter()
    layer = [source]
    for _ in range(MOST_STEPS):
        found = _next(steps(sorted(layer)), set(layer), reached, known, ties)
        if not found or len(found) > WIDEST:
            return []
        reached |= found
        if target in found:
            ways = (_way(source, target, back, known) for back in _back(source, target, reached))
            told = sorted(ways, key=lambda way: _dullness(way, ties))
            return told[:MOST]
        layer = list(found)
    return []


def _next(
    rows: Sequence[Row],
    layer: set[str],
    reached: Mapping[str, object],
    known: dict[str, Row],
    ties: Counter[str],
) -> dict[str, list[tuple[str, Row]]]:
    """The things one step on, each with the relations that lead to it and where they come from."""
    found: dict[str, list[tuple[str, Row]]] = {}
    for row in rows:
        known |= {row["source"]: row["first"], row["target"]: row["second"]}
        ties.update((row["source"], row["target"]))
        for here, there in ((row["source"], row["target"]), (row["target"], row["source"])):
            if here in layer and there not in reached:
                found.setdefault(there, []).append((here, row))
    return found


def _back(
    source: str, at: str, reached: Mapping[str, list[tuple[str, Row]]]
) -> Iterator[list[Row]]:
    """The relations of each way to ``at``; of two between the same things the first."""
    if at == source:
        yield []
        return
    first = dict(reversed(reached[at]))
    for before, row in first.items():
        for way in _back(source, before, reached):
            yield [*way, row]


def _way(source: str, target: str, edges: Sequence[Row], known: Mapping[str, Row]) -> Way:
    ids = [source]
    for edge in edges:
        ids.append(edge["target"] if edge["source"] == ids[-1] else edge["source"])
    assert ids[-1] == target
    return Way(tuple(known[id] for id in ids), tuple(edges))


def _dullness(way: Way, ties: Counter[str]) -> tuple[int, list[str]]:
    """A way over what ties nearly everything says less."""
    return sum(ties[node["id"]] for node in way.inner), [edge["id"] for edge in way.edges]
