"""The log: what happened, a JSON object a line, rotated, nothing of what people ask."""

from __future__ import annotations

import json
import logging
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import cli
from graph import logs
from graph.load import load
from graph.store import open_store
from ingest.errors import StoreError
from tests.builders import sample
from views import trouble

SECRET = "谁在做量子科技的秘密"


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("INNOGRAPH_HOME", str(tmp_path / "home"))
    logs.start("test")
    yield
    for each in list(logs.OURS.handlers):
        logs.OURS.removeHandler(each)


def records() -> list[dict[str, Any]]:
    return [json.loads(line) for line in logs.log_file().read_text("utf-8").splitlines()]


def test_what_happened_is_told_and_no_question() -> None:
    with open_store() as store:
        load(store, sample())
        store.console(f"RETURN '{SECRET}' AS x")
        with pytest.raises(StoreError):
            store.console(
                f"UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b"
                f" WITH a, b WHERE '{SECRET}' = toString(a + b) RETURN count(*) AS n",
                timeout=0.3,
            )
    told = {record["event"]: record for record in records()}
    assert told.keys() >= {"engine.started", "plan.loaded", "console.ending"}
    assert told["plan.loaded"]["entities"] == 14 and told["plan.loaded"]["program"] == "test"
    assert told["console.ending"]["reason"] == "store.timeout"
    assert SECRET not in logs.log_file().read_text("utf-8")


def test_at_the_level_debug_statements_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INNOGRAPH_LOG", "debug")
    logs.start("test")
    with open_store() as store:
        store.console(f"RETURN '{SECRET}' AS x")
    assert any(SECRET in str(record.get("statement")) for record in records())


def test_a_pages_exception_leaves_its_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("views.trouble.st.error", lambda words, **_: said.append(words))
    chips: dict[str, int] = {}
    with pytest.raises(KeyError) as caught:
        chips["chip"]
    assert trouble.unforeseen(caught.value)
    (record,) = records()
    assert record["event"] == "page.failed" and "KeyError: 'chip'" in record["trace"]
    assert "test_logs.py" in record["trace"] and record["number"] in said[0]


def test_what_a_command_did_not_foresee_leaves_its_trace(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(args: object) -> int:
        raise RuntimeError("a library's own words")

    monkeypatch.setattr(cli, "_function", lambda does: broken)
    assert cli.main(["status", "--lang", "en"]) == 1
    told = capsys.readouterr().err
    assert len(told.splitlines()) == 1 and str(logs.log_file()) in told
    (record,) = records()
    assert "RuntimeError: a library's own words" in record["trace"]


def test_it_is_rotated_and_for_its_owner_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "LARGEST", 2000)
    with ThreadPoolExecutor(4) as pool:
        for number in range(200):
            pool.submit(logs.note, "tick", number=number)
    files = sorted(logs.log_file().parent.glob("*.log"))
    assert len(files) == logs.KEPT + 1
    for path in files:
        assert path.stat().st_size <= 2000 and stat.S_IMODE(path.stat().st_mode) == 0o600
        assert all(json.loads(line)["event"] == "tick" for line in path.read_text().splitlines())


def test_a_log_that_cannot_be_written_is_in_nobodys_way(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("INNOGRAPH_HOME", str(tmp_path / "file" / "home"))
    logs.note("tick", logging.ERROR)
