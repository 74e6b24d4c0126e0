"""What a typed statement asks for: parameters, and what a misspelt label means."""

from __future__ import annotations

from typing import Any

import pytest

from queries.typed import misspelt, parameters, value


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        (
            "MATCH (n:Entity {id: $id}) WHERE n.name = $name AND n.id <> $id RETURN n",
            ("id", "name"),
        ),
        ("RETURN '$no' AS a, \"$no\" AS b // $no\n", ()),
        ("RETURN $领域 AS a", ("领域",)),
        ("MATCH (n) RETURN n", ()),
        ("RETURN 'open", ()),
    ],
)
def test_parameters_are_read_from_the_text(typed: str, right: tuple[str, ...]) -> None:
    assert parameters(typed) == right


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("MATCH (n:Labratory) RETURN n", {"Labratory": "Laboratory"}),
        ("MATCH (n:laboratory) RETURN n", {"laboratory": "Laboratory"}),
        ("MATCH (a)-[:HOSTED]->(b:University) RETURN a", {"HOSTED": "HOSTED_BY"}),
        ("MATCH (a)-[:HOSTED_BY|SUPORTS]->(b) RETURN a", {"SUPORTS": "SUPPORTS"}),
        ("MATCH (n:Entity {name: 'a:Xyz'}) RETURN {Foo: n.Bar} AS m", {}),
        ("MATCH (n:Qqqqqqqq) RETURN n", {"Qqqqqqqq": ""}),
        ("MATCH (n) RETURN n.a|n.b", {}),
        ("RETURN 'open", {}),
    ],
)
def test_a_misspelt_label_is_told(typed: str, right: dict[str, str]) -> None:
    assert misspelt(typed) == right


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("12", 12),
        ("0.5", 0.5),
        ("true", True),
        ('["甲"]', ["甲"]),
        ("量子科技", "量子科技"),
        ("[a", "[a"),
    ],
)
def test_what_is_filled_in_is_read_as_meant(given: str, right: Any) -> None:
    assert value(given) == right
