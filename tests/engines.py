"""The engines that the same test bodies run on, and how a test says that it needs something.

``require`` is for everything a machine may lack (Java, Maven, Chromium,
Node): it skips and says why, except in CI, where nothing may be skipped.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.store import Store, open_store

ENGINES = ("embedded", "neo4j")


def require(lacking: str) -> None:
    """Skip the test where ``lacking`` (what is missing; empty when nothing) says something;
    with ``CI=true`` fail instead."""
    if not lacking:
        return
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(f"this must not be skipped in CI: {lacking}", pytrace=False)
    pytest.skip(lacking)


@contextmanager
def embedded(home: Path) -> Iterator[Store]:
    """A store on an embedded engine of its own in ``home``."""
    with open_store(home=home) as store:
        yield store


def wipe(store: Store) -> None:
    """Empty the graph; the next test finds nothing."""
    store.write("MATCH (n) DETACH DELETE n")


def dump(store: Store) -> dict[str, list[str]]:
    """All nodes and relationships with all properties, in an order that does not depend on
    the engine: two graphs are the same when their dumps are."""
    nodes = store.read("MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties")
    edges = store.read(
        "MATCH (a)-[r]->(b) RETURN a.id AS source, type(r) AS type, b.id AS target,"
        " properties(r) AS properties"
    )
    for node in nodes:
        node["labels"].sort()
    return {"nodes": sorted(map(_stable, nodes)), "edges": sorted(map(_stable, edges))}


def _stable(row: dict[str, object]) -> str:
    properties = row["properties"]
    assert isinstance(properties, dict)
    return repr({**row, "properties": sorted(properties.items())})
