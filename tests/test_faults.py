"""Kills at moments of judgement: a few rounds of what `make faults` does many times; and a home of
the version that ships, kept for those that come."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.backup import restore
from graph.load import load
from graph.store import open_store
from tests import crash_judging
from tests.builders import sample
from tests.engines import dump
from tests.processes import ROOT

HOMES = sorted((ROOT / "tests" / "homes").glob("*.backup"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("victim", "delay"),
    [("judge", 0.9), ("engine", 0.5), ("both", 1.3), ("app", 0.4), ("app and engine", 0.8)],
)
def test_kill_while_people_judge(tmp_path: Path, victim: str, delay: float) -> None:
    home = tmp_path / "home"
    crash_judging.prepare(home)
    crash_judging.survive(home, victim, delay)


def test_there_is_a_home_of_a_version_that_shipped() -> None:
    assert HOMES


@pytest.mark.parametrize("backup", HOMES, ids=lambda path: path.stem)
def test_a_home_of_an_older_version_is_read_and_loaded_over(tmp_path: Path, backup: Path) -> None:
    home = tmp_path / "home"
    restore(home, backup)
    with open_store(home=home) as store:
        (row,) = store.read("MATCH (e:Entity) RETURN count(e) AS c")
        assert row["c"] == 14
        load(store, sample())
        after = dump(store)
        assert (home / "judgements.tsv").exists()
    with open_store(home=tmp_path / "new") as store:
        load(store, sample())
        assert dump(store) == after
