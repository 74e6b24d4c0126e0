"""Asking in words against the raw driver sending the query behind the answer, warm.

    python -m bench.bench_ask [PLAN] [ROUNDS]

Prints, over questions of the tested corpus, the median and the 95th percentile of
`ask` and of its own query on the raw driver, the ratio, and what `ask` adds; fifty
questions that only the text answers, by meaning and by words alone; then a hundred
questions in one process by `innograph ask --batch`.
"""

from __future__ import annotations

import csv
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import neo4j

from bench.bench_meaning import SHIPPED
from bench.bench_meaning import questions as texts
from graph.load import load
from graph.store import Store, open_store
from ingest.pipeline import read_plan
from queries.ask import ask
from queries.library import arguments, library
from queries.meaning import model

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "data" / "hangzhou-west-corridor-14fyp.txt"
CORPUS = ROOT / "tests" / "questions"
EVERY = 5  # of the corpus
BATCH, TEXTUAL = 100, 50


def main(plan: Path = PLAN, rounds: int = 5) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, open_store(home=Path(folder)) as store:
        load(store, read_plan(plan))
        asked = [q for q in questions()[::EVERY] if ask(store, q).query]
        print(f"{store.engine.name}, {len(asked)} questions that have a query, {rounds} rounds")
        _compare(store, asked, rounds)
        _of_text(store)
        _batch(Path(folder))


def questions() -> list[str]:
    """Every question of the corpus, in both languages."""
    found = []
    for path in sorted(CORPUS.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            found += [row["question"] for row in reader]
    return found


def _compare(store: Store, asked: list[str], rounds: int) -> None:
    at = store.access
    with neo4j.GraphDatabase.driver(at.uri, auth=(at.user, at.password)) as driver:
        pairs = [_pair(store, driver, question, rounds) for question in asked]
    ours, raw = ([pair[side] for pair in pairs] for side in (0, 1))
    added = [mine - base for mine, base in pairs]
    for name, taken in (("raw driver", raw), ("ask", ours), ("ask adds", added)):
        middle, high = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
        print(f"  {name:<12} median {middle:7.2f} ms   p95 {high:7.2f} ms")
    kept = sum(mine <= 1.2 * base + 20 for mine, base in pairs)
    print(f"  median ratio {statistics.median(m / b for m, b in pairs):5.2f} ×")
    print(f"  within 1.2 × raw + 20 ms: {kept} of {len(pairs)} questions")


def _pair(store: Store, driver: neo4j.Driver, question: str, rounds: int) -> tuple[float, float]:
    """Median milliseconds of asking, and of the same query on the raw driver."""
    answer = ask(store, question)
    query = library()[answer.query]
    text, full = query.text(store.engine.name), arguments(query, answer.params)
    database = store.access.database

    def raw() -> object:
        return driver.execute_query(
            text, full, database_=database, routing_=neo4j.RoutingControl.READ
        ).records

    works: tuple[Callable[[], object], ...] = (lambda: ask(store, question), raw)
    taken = [[_milliseconds(work) for work in works] for _ in range(rounds)]
    ours, base = (statistics.median(column) for column in zip(*taken, strict=True))
    return ours, base


def _of_text(store: Store) -> None:
    """Questions that only the text answers: what they take, and what they take without meaning."""
    asked = [one.question for one in texts() if one.plan == SHIPPED][:TEXTUAL]
    ask(store, asked[0])
    taken = {}
    for name, switch in (("by meaning", model.KEPT), ("by words", model.OFF)):
        os.environ[model.SWITCH] = switch
        taken[name] = [_milliseconds(lambda q=q: ask(store, q)) for q in asked]  # type: ignore[misc]
    del os.environ[model.SWITCH]
    print(f"  {len(asked)} questions that only the text answers, warm:")
    for name, each in taken.items():
        high = statistics.quantiles(each, n=20)[-1]
        print(f"  {name:<12} median {statistics.median(each):7.2f} ms   p95 {high:7.2f} ms")


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _batch(home: Path) -> None:
    path = home / "questions.txt"
    path.write_text("\n".join(questions()[:BATCH]), "utf-8")
    command = [str(Path(sys.executable).with_name("innograph")), "ask", "--batch", str(path)]
    environment = {**os.environ, "INNOGRAPH_HOME": str(home)}
    began = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    lines = len(done.stdout.splitlines())
    print(f"  ask --batch, {lines} questions, process and all: {time.perf_counter() - began:.2f} s")


if __name__ == "__main__":
    given = sys.argv[1:]
    main(Path(given[0]) if given else PLAN, int(given[1]) if len(given) > 1 else 5)
