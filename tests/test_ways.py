"""All shortest ways between two things, the telling ones first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from queries.ways import MOST, shortest

Row = dict[str, Any]


def graph(*pairs: str) -> Any:
    """Steps over edges written ``ab``: from a to b."""
    rows = [
        {
            "id": f"{pair}{at}",
            "source": pair[0],
            "target": pair[1],
            "first": {"id": pair[0]},
            "second": {"id": pair[1]},
        }
        for at, pair in enumerate(pairs)
    ]

    def steps(ids: Sequence[str]) -> list[Row]:
        return [row for row in rows if {row["source"], row["target"]} & set(ids)]

    return steps


def ways(steps: Any, source: str, target: str) -> list[str]:
    return ["".join(node["id"] for node in way.nodes) for way in shortest(steps, source, target)]


def test_every_shortest_way_is_found_whatever_the_direction_of_its_relations() -> None:
    steps = graph("ab", "cb", "ad", "dc", "ae", "ef", "fc")
    assert sorted(ways(steps, "a", "c")) == ["abc", "adc"]
    assert ways(steps, "c", "b") == ["cb"] and ways(steps, "b", "c") == ["bc"]


def test_what_is_tied_to_few_comes_first() -> None:
    steps = graph("ab", "bc", "ad", "dc", *(f"b{x}" for x in "uvwxyz"))
    assert ways(steps, "a", "c") == ["adc", "abc"]


def test_two_relations_between_the_same_things_are_one_way() -> None:
    assert ways(graph("ab", "ab", "bc"), "a", "c") == ["abc"]


def test_where_there_is_no_way_there_is_none() -> None:
    assert ways(graph("ab", "cd"), "a", "d") == []
    assert ways(graph("ab", "bc", "cd", "de", "ef", "fg", "gh"), "a", "h") == []


def test_many_ways_are_cut() -> None:
    inner = "bcdefghijklmnopqrstuvwxyz"
    steps = graph(*(f"a{x}" for x in inner), *(f"{x}Z" for x in inner))
    assert len(ways(steps, "a", "Z")) == MOST
