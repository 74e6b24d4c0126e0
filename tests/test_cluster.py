"""Reading on a Dask cluster: a small one on this machine, and what is said where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import cli
from commands import cluster
from commands.cluster import Sent, read_on, read_sent
from commands.workers import Task, Unchanged, read_one
from graph.fingerprint import fingerprint, reader_version
from ingest.errors import SourceError, StoreError, UsageError
from ingest.judging.judgements import Judgements
from ingest.model import Extraction

TEXT = "{name}市科技创新发展规划\n\n支持市第一人民医院建设平台，依托浙江大学建设{name}实验室。\n"
TASK = Task(Judgements(), (), {})


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    distributed = pytest.importorskip(
        "distributed", reason="distributed is not installed (innograph[cluster])"
    )
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
    ) as running:
        yield running.scheduler_address


@pytest.fixture
def plans(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{name}.txt" for name in ("合肥", "宁波", "苏州")]
    for path in paths:
        path.write_text(TEXT.format(name=path.stem), "utf-8")
    return paths


def test_a_cluster_reads_what_this_machine_reads(
    scheduler: str, plans: list[Path], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"")
    inputs = [plans[0], broken, *plans[1:], tmp_path / "none.txt"]
    found = dict(read_on(scheduler, inputs, TASK))
    assert list(found) == inputs
    for path in plans:
        own, other = read_one(path, TASK), found[path]
        assert isinstance(own, Extraction) and isinstance(other, Extraction)
        assert (other.entities, other.claims) == (own.entities, own.claims)
        assert other.document.source == own.document.source
    for path in (broken, tmp_path / "none.txt"):
        failed = found[path]
        assert isinstance(failed, SourceError) and str(path) in failed.say("en")
    id = read_one(plans[0], TASK).document.id  # type: ignore[union-attr]
    known = replace(TASK, known={id: (fingerprint(id), ())})
    again = dict(read_on(scheduler, plans, known))
    assert [isinstance(each, Unchanged) for each in again.values()] == [True, False, False]


def test_the_command_reads_on_a_cluster(
    scheduler: str, plans: list[Path], capsys: Any, monkeypatch: Any, tmp_path: Path
) -> None:
    monkeypatch.setenv("INNOGRAPH_HOME", str(tmp_path / "home"))
    words = ["ingest", *map(str, plans), "--scheduler", scheduler, "--lang", "en"]
    assert cli.main(words) == 0 and capsys.readouterr().out.count("Loaded") == 3
    assert cli.main(words) == 0 and capsys.readouterr().out.count("nothing to do") == 3


def test_a_file_goes_with_what_lies_beside_it(plans: list[Path]) -> None:
    named = b'[institutions."\xe6\xb5\x99\xe6\xb1\x9f\xe5\xa4\xa7\xe5\xad\xa6"]\nen = "ZJU"\n'
    sent = Sent(plans[0].name, plans[0].read_bytes(), {"合肥.names.toml": named}, reader_version())
    read = read_sent(sent, TASK)
    assert isinstance(read, Extraction)
    assert "ZJU" in {entity.attributes.get("name_en") for entity in read.entities}


def test_another_version_on_the_cluster_is_said(plans: list[Path]) -> None:
    outcome = read_sent(Sent(plans[0].name, plans[0].read_bytes(), {}, "older"), TASK)
    assert isinstance(outcome, SourceError) and outcome.key == "cli.ingest.other_version"


def test_where_there_is_no_cluster_it_is_said(plans: list[Path], monkeypatch: Any) -> None:
    monkeypatch.setattr(cluster, "find_spec", lambda name: None)
    with pytest.raises(UsageError) as caught:
        list(read_on("tcp://127.0.0.1:9", plans, TASK))
    assert "innograph[cluster]" in caught.value.say("en")


def test_where_nobody_answers_it_is_said(plans: list[Path], monkeypatch: Any) -> None:
    pytest.importorskip("distributed", reason="distributed is not installed (innograph[cluster])")
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with pytest.raises(StoreError):
        list(read_on("tcp://127.0.0.1:9", plans, TASK))
