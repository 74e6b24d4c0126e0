"""Loading against the raw driver: the same rows in UNWIND batches, the same engine, one run.

    python bench/bench_load.py [PLAN] [ROUNDS]

Prints seconds and their ratio. The raw side creates the same nodes and
relationships with nothing around them: no clean-up, no merge of what several
documents say, nothing to make a second load harmless. Each round of both starts
from an empty graph.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import neo4j

from graph import embedded, rows
from graph.load import load
from graph.statements import statement
from graph.store import Store, open_store, prepare
from ingest.model import Extraction
from ingest.pipeline import read_plan

PLAN = Path(__file__).resolve().parent.parent / "data" / "hangzhou-west-corridor-14fyp.txt"
BATCH = 2000


def main(plan: Path = PLAN, rounds: int = 5) -> None:
    """Measure and print."""
    extraction = read_plan(plan)
    with tempfile.TemporaryDirectory() as home, open_store(home=Path(home)) as store:
        prepare(store)
        ours = [_timed(store, lambda: load(store, extraction)) for _ in range(rounds)]
        again = [_seconds(lambda: load(store, extraction)) for _ in range(rounds)]
        with _driver(store) as driver:
            steps = list(_steps(extraction))
            raw = [_timed(store, lambda: _send(driver, steps)) for _ in range(rounds)]
    size = sum(len(sent) for _, sent in steps)
    print(f"{size} rows, median of {rounds} rounds, {plan.name}")
    _say("raw driver, UNWIND batches", raw, raw)
    _say("load into an empty graph", ours, raw)
    _say("the same load again", again, raw)


def _say(what: str, seconds: list[float], raw: list[float]) -> None:
    median, base = statistics.median(seconds), statistics.median(raw)
    print(f"  {what:<28} {median:7.3f} s   {median / base:5.2f} × raw")


def _timed(store: Store, work: Callable[[], object]) -> float:
    store.write(statement("empty"))
    return _seconds(work)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _driver(store: Store) -> neo4j.Driver:
    connection = store._current()
    writer = connection.credentials["write"]
    return neo4j.GraphDatabase.driver(connection.uri, auth=(writer.user, writer.password))


def _steps(extraction: Extraction) -> list[tuple[str, list[dict[str, Any]]]]:
    """The statements and rows that make the same graph."""
    run = rows.run_tag(extraction)
    passages = list(rows.passage_rows(extraction, run))
    described = list(rows.description_rows(extraction, run))
    return [
        ("passages", passages),
        ("in_document", passages),
        ("next", [{"id": a["id"], "next": b["id"]} for a, b in pairwise(passages)]),
        ("entities", described),
        ("entity_properties", described),
        ("described", described),
        ("relations", list(rows.relation_rows(extraction, run))),
        ("mentions", list(rows.mention_rows(extraction, run))),
    ]


def _send(driver: neo4j.Driver, steps: list[tuple[str, list[dict[str, Any]]]]) -> None:
    document = steps[0][1][0]["document"]
    with (
        driver.session(database=embedded.DATABASE) as session,
        session.begin_transaction() as transaction,
    ):
        transaction.run(statement("document"), id=document, properties={"id": document})
        for name, sent in steps:
            for at in range(0, len(sent), BATCH):
                transaction.run(statement(name), rows=sent[at : at + BATCH]).consume()
        transaction.commit()


if __name__ == "__main__":
    given = sys.argv[1:]
    main(Path(given[0]) if given else PLAN, int(given[1]) if len(given) > 1 else 5)
