"""py2neo as an independent client: it sees what the product wrote, and the other way round.

See docs/decisions/0002-py2neo.md for why it is here and not in the product.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any

import pytest

from graph.load import load
from graph.store import Store
from queries.library import library, run
from tests.builders import sample


def client(store: Store, user: str = "", password: str = "") -> Any:
    """A py2neo Graph on the engine of ``store``, as the reader unless told otherwise."""
    py2neo = importlib.import_module("py2neo")
    at = store.access
    auth = (user or at.user, password or at.password)
    return py2neo.Graph(at.uri, auth=auth, name=at.database)


def test_it_sees_what_the_product_wrote(store: Store) -> None:
    load(store, sample())
    graph = client(store)
    field = graph.nodes.match("TechField", id="quantum").first()
    assert (field["name"], field["name_en"], set(field.labels)) == (
        "量子领域",
        "Quantum",
        {"Entity", "TechField"},
    )
    supports = graph.relationships.match((None, field), "SUPPORTS").all()
    assert {s.start_node["name"] for s in supports} == {
        "星河大学",
        "云台研究院",
        "北斗科技有限公司",
    }


def test_the_same_questions_get_the_same_answers(store: Store) -> None:
    load(store, sample())
    graph = client(store)
    for name, params in (
        (
            "field_supports",
            {"field": "quantum", "default_only": True, "types": None, "plans": None},
        ),
        ("list_fields", {"weaker": False, "plans": None}),
        ("bridges", {"at_least": 2, "default_only": True, "plans": None}),
    ):
        text = library()[name].text(store.engine.name)
        assert graph.run(text, **params).data() == run(store, name, **params)


def test_the_product_sees_what_it_wrote(neo4j_store: Store) -> None:
    py2neo = importlib.import_module("py2neo")
    graph = client(neo4j_store)
    one, two = py2neo.Node("Stone", id="a", name="石"), py2neo.Node("Stone", id="b")
    graph.create(py2neo.Relationship(one, "BESIDE", two, since=2021))
    rows = neo4j_store.read(
        "MATCH (a:Stone)-[r:BESIDE]->(b) RETURN a.name AS a, r.since AS s, b.id AS b"
    )
    assert rows == [{"a": "石", "s": 2021, "b": "b"}]


def test_as_the_reader_it_cannot_write(embedded_store: Store) -> None:
    py2neo = importlib.import_module("py2neo")
    graph = client(embedded_store)
    with pytest.raises(Exception, match="not allowed"):
        graph.create(py2neo.Node("Intruder", id="x"))
    assert embedded_store.read("MATCH (n:Intruder) RETURN count(n) AS c") == [{"c": 0}]


@pytest.mark.parametrize("example", ["py2neo_fields", "driver_fields"])
def test_the_examples_run(
    neo4j_store: Store,
    example: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load(neo4j_store, sample())
    monkeypatch.syspath_prepend("examples")
    importlib.import_module(example).main("quantum")
    told = capsys.readouterr().out
    assert "星河大学\tstated\tp. 1\t量子领域" in told
    assert "北斗科技有限公司\tderived\tp. 2" in told
    sys.modules.pop(example)
