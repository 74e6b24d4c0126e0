"""What grows with the number of plans: loading, questions, the app's first page, memory.

    python -m bench.bench_scale [--home FOLDER] [SIZES …]            (default 1 10 100)

Plans are drawn anew by tests/variants/shelf.py. A few are read, with one worker and with two; the
others are made from what was read, so that a graph of a thousand takes minutes. For each size it
prints seconds of loading a plan (the last ten), milliseconds of questions about one plan (ten in
turn) and about all of them, seconds until the overview is drawn for the first time, and what the
process and the engine hold in memory; ``cpu`` is the processor time that both took. ``--home``
keeps the graph and goes on from what it holds. Set NEO4J_URI to measure on an empty Neo4j.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, takewhile
from pathlib import Path

from streamlit.testing.v1 import AppTest

from commands.workers import Task, read_all
from graph.load import load
from graph.store import Store, open_store
from ingest.judging.judgements import Judgements
from ingest.model import Extraction
from ingest.supports.lenses import shipped
from queries.library import run
from queries.narrowing import ask_plans
from tests.variants import plan, shelf

SIZES = (1, 10, 100)
READ, ROUNDS, LAST, IN_TURN = 8, 20, 10, 10
WORKERS = (1, 2)
APP = "from views import frame\nframe.run()"


@dataclass(frozen=True, slots=True)
class Known:
    """A plan in the graph: its number and its id."""

    number: int
    id: str


def main(sizes: Sequence[int] = SIZES, kept: Path | None = None) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        home = kept or Path(folder) / "home"
        os.environ["INNOGRAPH_HOME"] = str(home)
        with open_store(home=None if os.environ.get("NEO4J_URI") else home) as store:
            print(f"{store.engine.name} {store.engine.version}")
            known = _there(store)
            first = _reading(Path(folder)) if len(known) < max(sizes) else None
            for size in sorted(sizes):
                _measure(store, first, size, known)


def _there(store: Store) -> list[Known]:
    """The plans that a kept graph holds, in the order of their numbers."""
    ids = {row["source"]: row["id"] for row in run(store, "shelf")}
    named = takewhile(lambda n: f"plan-{n}.html" in ids, count())
    return [Known(number, ids[f"plan-{number}.html"]) for number in named]


def _reading(folder: Path) -> Extraction:
    """How long reading takes, by workers; what the first plan says."""
    paths = []
    for number in range(READ):
        paths.append(folder / f"plan-{number}.html")
        paths[-1].write_text(plan.page(drawn=shelf.drawn(number)), "utf-8")
    task = Task(Judgements(), tuple(shipped().values()), {})
    list(read_all(paths[:1], task, 1, lambda path: None))  # word lists are loaded once
    found: list[Extraction] = []
    for workers in WORKERS:
        began = time.perf_counter()
        outcomes = [each for _, each in read_all(paths, task, workers, lambda path: None)]
        took = (time.perf_counter() - began) / READ
        print(f"reading, {workers} worker(s): {took:.2f} s a plan ({READ} plans)", flush=True)
        found = [each for each in outcomes if isinstance(each, Extraction)]
    return found[0]


def _measure(store: Store, first: Extraction | None, size: int, known: list[Known]) -> None:
    """Fill the graph up to ``size`` plans and ask it."""
    taken = list(_filled(store, first, size, known)) if first else []
    print(f"{size} plan(s)")
    if last := taken[-LAST:]:
        print(f"  loading, the last {len(last):<3}  {statistics.mean(last):8.2f} s a plan")
    for name, work in _questions(store, known):
        cold, used = _milliseconds(work, 0), _used(store)
        times = sorted(_milliseconds(work, at) for at in range(1, ROUNDS + 1))
        cpu = 1000 * (_used(store) - used) / ROUNDS
        late, middle = times[int(0.95 * (ROUNDS - 1))], statistics.median(times)
        told = f"median {middle:7.1f}   p95 {late:7.1f}   cpu {cpu:7.1f}   first {cold:7.1f} ms"
        print(f"  {name:<33} {told}", flush=True)
    used = _used(store)
    print(f"  {'overview, first time':<33} {_overview():6.2f} s   cpu {_used(store) - used:6.2f} s")
    print(f"  memory: process {_held(os.getpid())} MB, engine {_engine(store)} MB", flush=True)


def _filled(store: Store, first: Extraction, size: int, known: list[Known]) -> Iterator[float]:
    for number in range(len(known), size):
        made = first if number == 0 else shelf.redrawn(first, 0, number)
        began = time.perf_counter()
        load(store, made)
        yield time.perf_counter() - began
        known.append(Known(number, made.document.id))


Question = Callable[[int], object]


def _questions(store: Store, known: Sequence[Known]) -> Iterator[tuple[str, Question]]:
    """Named questions; each takes a round's number and asks of another plan."""

    def one(at: int) -> Known:
        return known[at * 7 % min(len(known), IN_TURN)]

    def field(at: int) -> str:
        return shelf.drawn(one(at).number).fields[at % 6]

    def asked(at: int) -> object:
        return ask_plans(store, f"谁在做{field(at)}", ids=[one(at).id])

    def id(at: int) -> str:
        return str(run(store, "list_fields", plans=[one(at).id])[at % 6]["id"])

    yield "one plan: who works on a field", asked
    yield "one plan: its fields", lambda at: run(store, "list_fields", plans=[one(at).id])
    yield "one plan: the heat map", lambda at: run(store, "app_supports", plans=[one(at).id])
    yield (
        "one plan: a field's supports",
        lambda at: run(store, "field_supports", field=id(at), plans=[one(at).id]),
    )
    yield "one plan: counts", lambda at: run(store, "counts", plans=[one(at).id])
    yield "one plan: a page", lambda at: run(store, "app_page", document=one(at).id, page=1)
    yield "all: who works on a field", lambda at: ask_plans(store, f"谁在做{field(at)}")
    yield "all: which plans mention", lambda at: ask_plans(store, f"哪些规划提到了{_body(one(at))}")
    yield "all: the plans", lambda at: run(store, "documents")


def _body(one: Known) -> str:
    return f"{shelf.drawn(one.number).places[0]}大学"


def _milliseconds(work: Question, at: int) -> float:
    began = time.perf_counter()
    work(at)
    return 1000 * (time.perf_counter() - began)


def _overview() -> float:
    """Seconds until the page is drawn, nothing of it at hand."""
    app = AppTest.from_string(APP, default_timeout=600)
    began = time.perf_counter()
    app.run()
    if app.exception:
        raise RuntimeError(app.exception[0].value)
    return time.perf_counter() - began


def _engine(store: Store) -> str:
    lease = store._current().lease
    return _held(lease.address.pid) if lease else "?"


def _used(store: Store) -> float:
    """Seconds of processor time that process and engine have taken."""
    lease = store._current().lease
    engine = Path(f"/proc/{lease.address.pid}/stat").read_text("utf-8").split() if lease else []
    ticks = sum(map(int, engine[13:15]))
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


def _held(pid: int) -> str:
    lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    found = next(line for line in lines if line.startswith("VmRSS"))
    return str(int(found.split()[1]) // 1024)


if __name__ == "__main__":
    given = sys.argv[1:]
    home = Path(given[1]) if given[:1] == ["--home"] else None
    main(tuple(map(int, given[2:] if home else given)) or SIZES, home)
