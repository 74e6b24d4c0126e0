"""Hostile statements by every path that a person's statement can take: no effect, in time.

The statements are tests/hostile/statements.txt. Each engine holds a small
graph; afterwards it must hold the same, no file may have been read or made,
nobody may have knocked at the listener, and the next named question must be
answered at once.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import cli
from graph import guard
from graph.load import load
from graph.store import Store, open_store, plain
from ingest.errors import InnographError, QueryError
from tests import engines, hostile
from tests.builders import sample
from tests.hostile import SECRET, Trap

KINDS = hostile.statements()
PLAIN = {kind: found for kind, found in KINDS.items() if kind not in ("texts", "bombs")}
#: A statement's limit, how much later it may be over (a new engine is started meanwhile, on two
#: cores that others share), and how long the next named question may take.
LIMIT, LATE, AT_ONCE = 1.0, 5.0, 1.0
#: The short version leaves out most bombs; `make attack` does not.
BOMBS = KINDS["bombs"] if os.environ.get("INNOGRAPH_LONG") else KINDS["bombs"][::5]


def test_there_are_enough_and_none_twice() -> None:
    every = [typed for found in KINDS.values() for typed in found]
    assert len(every) == len(set(every)) >= 600
    assert len(KINDS) >= 10


@contextmanager
def without_effect(store: Store, folder: Path) -> Iterator[Trap]:
    """The body leaves the graph, the disk and the network alone."""
    before = engines.dump(store)
    with hostile.trap(folder) as trap:
        yield trap
        assert engines.dump(store) == before
        assert not trap.knocks and not trap.made.exists()


def run(store: Store, typed: str) -> str:
    """What the console says to ``typed``, in time."""
    began = time.monotonic()
    try:
        told = str([[plain(v) for v in row] for row in store.console(typed, timeout=LIMIT).rows])
    except InnographError as error:
        told = error.say("en")
        assert "\n" not in told and len(told) < 500
    late = LATE if store.engine.embedded else 3 * LATE
    assert time.monotonic() - began < LIMIT + late, typed[:100]
    assert SECRET not in told
    return told


def _is_held(store: Store, typed: str) -> bool:
    try:
        run(store, typed)
        answers_at_once(store, typed)
    except AssertionError as error:
        print(error)
        return False
    return True


def answers_at_once(store: Store, after: str) -> None:
    began = time.monotonic()
    assert store.read("RETURN 1 AS one") == [{"one": 1}]
    most = AT_ONCE if store.engine.embedded else LATE  # one engine for all, on shared cores
    assert time.monotonic() - began < most, after[:100]


@pytest.mark.parametrize("kind", PLAIN)
def test_the_guard_refuses_what_is_more_than_reading(kind: str) -> None:
    passed = [typed for typed in PLAIN[kind] if not _refused(typed)]
    assert not passed, passed


def _refused(typed: str) -> bool:
    try:
        guard.check(typed)
    except QueryError:
        return True
    return False


def test_by_the_console(store: Store, tmp_path: Path) -> None:
    load(store, sample())
    with without_effect(store, tmp_path) as trap:
        for typed in (typed for kind in (*PLAIN, "texts") for typed in KINDS[kind]):
            run(store, trap.fill(typed))


def test_by_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_store() as store:
        engines.wipe(store)
        load(store, sample())
        with without_effect(store, tmp_path) as trap:
            for typed in (typed for found in PLAIN.values() for typed in found):
                assert cli.main(["cypher", trap.fill(typed), "--json", "--lang", "en"]) == 1
                told = capsys.readouterr()
                assert told.out == "" and len(told.err.splitlines()) == 1, typed
                assert SECRET not in told.err and "unexpected" not in told.err, told.err


@pytest.mark.slow
def test_the_embedded_engine_holds_without_the_guard(
    embedded_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second wall: what runs is a reader's, on a copy that nobody else looks at."""
    monkeypatch.setattr(guard, "check", lambda typed: typed)
    load(embedded_store, sample())
    with without_effect(embedded_store, tmp_path) as trap:
        for typed in (typed for found in PLAIN.values() for typed in found):
            run(embedded_store, trap.fill(typed))
            answers_at_once(embedded_store, typed)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_bombs(store: Store, tmp_path: Path) -> None:
    load(store, sample())
    with without_effect(store, tmp_path):
        run(store, "RETURN 1 AS one")
        slow = [typed[:100] for typed in BOMBS if not _is_held(store, typed)]
    assert not slow


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_bombs_hold_without_the_guard(
    embedded_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "check", lambda typed: typed)
    load(embedded_store, sample())
    with without_effect(embedded_store, tmp_path):
        for typed in BOMBS:
            run(embedded_store, typed)
            answers_at_once(embedded_store, typed)
