"""Killing a load in the middle, again and again: what the graph may look like afterwards."""

from __future__ import annotations

import contextlib
import os
import pickle
import re
import signal
import time
from dataclasses import replace
from pathlib import Path

import commands.workers  # noqa: F401  (it says how frozen mappings are pickled)
from graph.load import load
from graph.store import Store, open_store
from ingest.model import Extraction
from tests.builders import plan, sample
from tests.engines import dump
from tests.processes import LOADER, engine_pid, say, spawn

FINGERPRINT = re.compile(r"\('fingerprint', '[^']*'\)")
VICTIMS = ("loader", "engine", "both")


def long_plan(paragraphs: int = 4000) -> Extraction:
    """The sample with so many passages that loading takes a second or two."""
    lines = tuple(f"第{n}段。" * 20 for n in range(paragraphs))
    return sample(plan(lines=(*sample().document.text.split("\n"), *lines)))


def shorter(extraction: Extraction) -> Extraction:
    """An earlier reading of the same document that saw less."""
    return replace(extraction, supports=extraction.supports[:2], passages=extraction.passages[:500])


def survive(home: Path, victim: str, step: int, delay: float, paragraphs: int = 6000) -> str:
    """Load ``shorter``, then kill ``victim`` with signal 9 while the whole loads, ``delay``
    seconds after step ``step``. The next start must find one of the two graphs, whole, and a
    load must give exactly what a load without accident gives. Returns what was found.
    """
    whole = long_plan(paragraphs)
    clean = _expected(home.parent / f"{home.name}-clean", whole)
    with open_store(home=home) as store:
        load(store, shorter(whole))
        before = _graph(store)
    _kill_during_load(home, whole, victim, step, delay)
    with open_store(home=home) as store:
        found = _graph(store)
        assert found in (before, clean), "a half-loaded graph"
        load(store, whole)
        assert _graph(store) == clean, "the load after the accident differs"
    return "old" if found == before else "new"


def _expected(home: Path, extraction: Extraction) -> dict[str, list[str]]:
    with open_store(home=home) as store:
        load(store, extraction)
        return _graph(store)


def _graph(store: Store) -> dict[str, list[str]]:
    """All of the graph but the reader's version, which another process may see differently while
    somebody edits the reader."""
    return {kind: [FINGERPRINT.sub("", row) for row in rows] for kind, rows in dump(store).items()}


def _kill_during_load(
    home: Path, extraction: Extraction, victim: str, step: int, delay: float
) -> None:
    home.mkdir(exist_ok=True)
    file = home / "extraction.pickle"
    file.write_bytes(pickle.dumps(_picklable(extraction)))
    process = spawn(LOADER, home, str(file))
    assert say(process).startswith("bolt://")
    for _ in range(step):
        assert say(process)
    time.sleep(delay)
    pids = {"loader": [process.pid], "engine": [engine_pid(home)]}
    for pid in pids.get(victim) or pids["loader"] + pids["engine"]:
        with contextlib.suppress(ProcessLookupError):  # the load may have been quicker
            os.kill(pid, signal.SIGKILL)
    process.communicate(timeout=120)


def _picklable(extraction: Extraction) -> Extraction:
    entities = tuple(replace(e, attributes=dict(e.attributes)) for e in extraction.entities)
    return replace(extraction, entities=entities)
