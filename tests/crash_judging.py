"""Killing whoever judges, the engine, the app, at any moment: nothing signed is lost, nothing is
half applied."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from graph.load import load
from graph.plans import keep
from graph.store import Store, open_store
from ingest.judging.judgements import Judgements
from ingest.pipeline import read_plan
from queries.applying import apply
from queries.reviewing import FILE, kept_judgements
from tests.crash import FINGERPRINT
from tests.engines import dump
from tests.processes import ROOT, engine_pid, environment, free_port, say, spawn, wait_until
from tests.test_review_command import ONE, PLAN, TWO

RUNS = "MATCH (n) RETURN DISTINCT n.run AS run UNION MATCH ()-[r]->() RETURN DISTINCT r.run AS run"
VICTIMS = ("judge", "engine", "both", "app", "app and engine")
#: Signs one judgement after the other and applies each, as the app does, without end.
JUDGE = """
import itertools, sys
from graph.store import open_store
from queries.applying import apply
from queries.reviewing import Word, judge, kept_judgements
with open_store() as store:
    print("ready", flush=True)
    for number in itertools.count(1):
        judge(store, Word(("undo", "different")[number % 2], *sys.argv[1:3], "林一", str(number)))
        print("signed", number, flush=True)
        apply(store, kept_judgements())
        print("applied", number, flush=True)
"""


def prepare(home: Path) -> None:
    """A home with one plan, and a file of it to judge by."""
    plan = home.parent / "plan.txt"
    plan.write_text(PLAN, "utf-8")
    with own(home), open_store() as store:
        extraction = read_plan(plan, Judgements())
        keep(plan, extraction.document.id)
        load(store, extraction)


@contextmanager
def own(home: Path) -> Iterator[None]:
    """This process uses ``home``."""
    before = os.environ.get("INNOGRAPH_HOME")
    os.environ["INNOGRAPH_HOME"] = str(home)
    try:
        yield
    finally:
        os.environ.pop("INNOGRAPH_HOME")
        if before is not None:
            os.environ["INNOGRAPH_HOME"] = before


def survive(home: Path, victim: str, delay: float) -> str:
    """Judge without end, kill ``victim`` after ``delay`` seconds; then every judgement that was
    reported is there, and the graph is what the judgements say, now or after the next apply."""
    with serving(home, victim.startswith("app")) as app:
        judge = spawn(JUDGE, home, ONE, TWO)
        begun = [say(judge) for _ in range(3)]  # what takes long the first time is behind it
        assert begun == ["ready", "signed 1", "applied 1"]
        time.sleep(delay)
        pids = {"judge": judge.pid, "engine": engine_pid(home), "app": app}
        named = {"both": ("judge", "engine"), "app and engine": ("app", "engine")}
        for name in named.get(victim, (victim,)):
            with suppress(ProcessLookupError):
                os.kill(pids[name], signal.SIGKILL)
        if "judge" not in named.get(victim, (victim,)):
            time.sleep(1.0)  # it goes on, over another engine
        judge.kill()
        told, trouble = judge.communicate(timeout=60)
        if victim == "engine" or "app" in victim:
            assert "Traceback" not in trouble, trouble
    return _checked(home, [*" ".join(begun).split(), *told.split()])


def _checked(home: Path, told: list[str]) -> str:
    signed = told.count("signed")
    with own(home), open_store() as store:
        judgements = kept_judgements()
        assert not judgements.damaged
        assert len({row["run"] for row in store.read(RUNS)} - {None}) == 1, "half of one graph"
        apply(store, judgements)
        after = _graph(store)
    lines = (home / FILE).read_text("utf-8").splitlines() if (home / FILE).exists() else ["#"]
    assert len(lines) - 1 >= signed, "a judgement that was reported is lost"
    assert after == _expected(home, judgements), "what was decided is not what is there"
    return f"{signed} judgements signed, none lost, one whole graph"


def _expected(home: Path, judgements: Judgements) -> dict[str, list[str]]:
    clean = home.parent / f"{home.name}-clean"
    shutil.rmtree(clean, ignore_errors=True)
    with open_store(home=clean) as store:
        load(store, read_plan(home.parent / "plan.txt", judgements))
        return _graph(store)


def _graph(store: Store) -> dict[str, list[str]]:
    return {kind: [FINGERPRINT.sub("", row) for row in rows] for kind, rows in dump(store).items()}


@contextmanager
def serving(home: Path, wanted: bool) -> Iterator[int]:
    """The app over ``home``, where it is wanted; its server's process."""
    if not wanted:
        yield 0
        return
    port = free_port()
    words = [sys.executable, "-m", "cli", "serve", "--port", str(port)]
    process = subprocess.Popen(words, env=environment(home), cwd=ROOT, stdout=subprocess.PIPE)
    try:
        assert wait_until(lambda: _answers(port), 60)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        yield max(map(int, children))
    finally:
        process.terminate()
        process.wait(30)


def _answers(port: int) -> bool:
    with suppress(OSError):
        address = f"http://127.0.0.1:{port}/health"
        return bool(urllib.request.urlopen(address, timeout=5).status == 200)
    return False
