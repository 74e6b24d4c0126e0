"""Named queries against the raw driver: the same statement, the same engine, one run.

    python bench/bench_query.py [PLAN] [ROUNDS]

Prints milliseconds per call (median) and their ratio. Set NEO4J_URI to measure
on a Neo4j of your own (the plan is loaded into it).
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import neo4j

from graph.load import load
from graph.store import Store, open_store
from ingest.pipeline import read_plan
from queries.library import arguments, library, run

PLAN = Path(__file__).resolve().parent.parent / "data" / "hangzhou-west-corridor-14fyp.txt"


def main(plan: Path = PLAN, rounds: int = 200) -> None:
    """Measure and print."""
    extraction = read_plan(plan)
    home = tempfile.TemporaryDirectory()
    folder = None if os.environ.get("NEO4J_URI") else Path(home.name)
    with home, open_store(home=folder) as store:
        load(store, extraction)
        at = store.access
        print(f"{store.engine.name} {store.engine.version}, {rounds} calls each, {plan.name}")
        with neo4j.GraphDatabase.driver(at.uri, auth=(at.user, at.password)) as driver:
            for name, params in _questions(store):
                _compare(store, driver, name, params, rounds)


def _questions(store: Store) -> list[tuple[str, dict[str, Any]]]:
    field = run(store, "list_fields")[0]["id"]
    entity = run(store, "bridges", at_least=1, default_only=False)[0]["institution"]
    return [
        ("counts", {}),
        ("list_fields", {}),
        ("field_matrix", {}),
        ("field_supports", {"field": field}),
        ("entity", {"id": entity}),
        ("neighbours", {"entity": entity, "hops": 2}),
        ("find_entities", {"text": "大学"}),
    ]


def _compare(
    store: Store, driver: neo4j.Driver, name: str, params: dict[str, Any], rounds: int
) -> None:
    query = library()[name]
    text, full = query.text(store.engine.name), arguments(query, params)
    database = store.access.database

    def raw() -> object:
        return driver.execute_query(
            text, full, database_=database, routing_=neo4j.RoutingControl.READ
        ).records

    ours, base = _alternately(lambda: run(store, name, **params), raw, rounds)
    print(f"  {name:<16} raw {base:7.2f} ms   named {ours:7.2f} ms   {ours / base:5.2f} × raw")


def _alternately(
    one: Callable[[], object], two: Callable[[], object], rounds: int
) -> tuple[float, float]:
    """Median milliseconds of each, called in turn so that both meet the same weather."""
    seconds: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for work, taken in zip((one, two), seconds, strict=True):
            began = time.perf_counter()
            work()
            taken.append(time.perf_counter() - began)
    return statistics.median(seconds[0]) * 1000, statistics.median(seconds[1]) * 1000


if __name__ == "__main__":
    given = sys.argv[1:]
    main(Path(given[0]) if given else PLAN, int(given[1]) if len(given) > 1 else 200)
