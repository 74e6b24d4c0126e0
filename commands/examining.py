"""What can be wrong with an installation, looked at one after the other; nothing is changed."""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from graph import embedded, logs
from graph.plans import kept
from graph.replacing import STAGE, WHOLE
from graph.store import Store, open_store
from ingest.catalogue import text
from ingest.errors import InnographError
from ingest.judging.judgements import damage
from ingest.model import NOTHING
from queries.applying import late
from queries.library import run
from queries.reviewing import kept_judgements

GOOD, DOUBTFUL, BAD = "good", "doubtful", "bad"
#: Free bytes that a load and a copy for the console may need.
ROOM = 500_000_000
#: How many lines of the log are looked at for errors.
RECENT = 500
PYTHONS = ((3, 11), (3, 14))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: how it is (good, doubtful, bad), and what to say of it: the text
    ``key`` with ``values``, or what ``said`` among them says in a language."""

    state: str
    key: str
    values: Mapping[str, Any] = field(default_factory=lambda: NOTHING)

    def say(self, lang: str) -> str:
        """What it is and, where it is not good, what to do."""
        if said := self.values.get("said"):
            return str(said(lang))
        return text(f"cli.doctor.{self.key}", lang, **self.values)

    def to_json(self, lang: str) -> dict[str, Any]:
        """As JSON: ``state``, ``what`` (the same in every language), ``text``."""
        return {"state": self.state, "what": self.key, "text": self.say(lang)}


def examine(home: Path) -> Iterator[Finding]:
    """Everything, in an order in which one thing may explain the next."""
    yield from _python()
    yield from _folder(home)
    yield from _leftovers(home)
    try:
        with open_store() as store:
            yield _found(GOOD, "engine", name=store.engine.name, version=store.engine.version)
            yield from _ports(home, store)
            yield from _graph(store)
    except InnographError as error:
        yield _found(BAD, "trouble", said=error.say)
    yield from _judgements()
    yield from _log()


def _found(state: str, key: str, **values: Any) -> Finding:
    return Finding(state, key, values)


def _python() -> Iterator[Finding]:
    least, below = PYTHONS
    fits = least <= sys.version_info[:2] < below
    yield _found(GOOD if fits else BAD, "python", version=sys.version.split()[0])


def _folder(home: Path) -> Iterator[Finding]:
    if not home.exists():
        yield _found(GOOD, "no_home", path=home)
        return
    writable = os.access(home, os.W_OK | os.X_OK)
    yield _found(GOOD if writable else BAD, "home" if writable else "readonly", path=home)
    if stat.S_IMODE(home.stat().st_mode) & 0o077:
        yield _found(DOUBTFUL, "open_home", path=home)
    free = shutil.disk_usage(home).free
    state = GOOD if free >= ROOM else BAD
    yield _found(state, "room" if state == GOOD else "no_room", free=free // 10**6, least=500)


def _leftovers(home: Path) -> Iterator[Finding]:
    if (home / STAGE / WHOLE).exists():
        yield _found(DOUBTFUL, "restoring", path=home / STAGE)
    if embedded.is_held(home / "engine" / "load.lock"):
        yield _found(GOOD, "loading")


def _ports(home: Path, store: Store) -> Iterator[Finding]:
    if store.engine.embedded:
        told = json.loads((home / "engine" / "run.json").read_text("utf-8"))
        yield _found(GOOD, "ports", bolt=told["bolt"], control=told["control"], pid=told["pid"])


def _graph(store: Store) -> Iterator[Finding]:
    plans = run(store, "documents")
    yield _found(GOOD if plans else DOUBTFUL, "plans" if plans else "no_plans", count=len(plans))
    for row in plans:
        if not row["entities"]:
            yield _found(DOUBTFUL, "empty_plan", title=row["title"])
        if store.engine.embedded and kept(row["id"]) is None:
            yield _found(DOUBTFUL, "file_missing", title=row["title"], source=row["source"])
    if behind := late(store, kept_judgements()):
        yield _found(DOUBTFUL, "behind", count=len(behind))


def _judgements() -> Iterator[Finding]:
    try:
        judgements = kept_judgements()
    except InnographError as error:
        yield _found(BAD, "trouble", said=error.say)
        return
    if judgements.damaged:
        yield _found(BAD, "trouble", said=partial(damage, judgements))
    else:
        yield _found(GOOD, "judgements", count=len(judgements.rows))


def _log() -> Iterator[Finding]:
    """Errors among the latest lines of the log."""
    path = logs.log_file()
    lines = path.read_text("utf-8").splitlines()[-RECENT:] if path.exists() else []
    errors = [line for line in lines if '"level": "error"' in line]
    state = DOUBTFUL if errors else GOOD
    yield _found(state, "errors" if errors else "log", path=path, count=len(errors))
