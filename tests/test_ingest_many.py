"""Many plans at once: what counts as an input, one broken file among many, going on later."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import cli
from ingest.sources.inputs import plan_files

TEXT = "{name}市科技创新发展规划\n\n支持市第一人民医院建设平台，依托浙江大学建设{name}实验室。\n"
CITIES = ("合肥", "宁波", "苏州")


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "shelf"
    (folder / "inner").mkdir(parents=True)
    for name in CITIES:
        (folder / "inner" / f"{name}.txt").write_text(TEXT.format(name=name), "utf-8")
    (folder / "broken.txt").write_bytes(b"")
    (folder / "inner" / "合肥.names.toml").write_text("", "utf-8")
    (folder / "README.md").write_text("# nothing", "utf-8")
    return folder


def test_what_counts_as_an_input(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [path.name for path in plan_files([shelf, shelf / "inner" / "宁波.txt"])]
    assert sorted(found) == sorted(["broken.txt", *(f"{name}.txt" for name in CITIES)])
    matching = plan_files([shelf / "inner" / "*.txt"])
    assert sorted(path.stem for path in matching) == sorted(CITIES)
    listed = shelf / "list.txt"
    listed.write_text("# two\ninner/合肥.txt\n\ninner/苏州.txt\ninner/none.txt\n", "utf-8")
    assert [path.stem for path in plan_files([listed])] == ["合肥", "苏州", "none"]
    assert plan_files([shelf / "none.txt"]) == [shelf / "none.txt"]
    prose = shelf / "prose.txt"
    prose.write_text("一、回顾\n" + "全市科技创新能力显著提升，" * 30 + "\n", "utf-8")
    assert plan_files([prose]) == [prose]  # its line is longer than a file's name can be


def test_one_broken_file_stops_nothing_and_a_second_run_goes_on(
    shelf: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("INNOGRAPH_HOME", str(tmp_path / "home"))

    def said(*words: str) -> tuple[int, str, str]:
        status = cli.main([*words, "--lang", "en"])
        return status, *capsys.readouterr()

    status, out, error = said("ingest", str(shelf), "--workers", "2")
    assert status == 1 and out.count("Loaded") == 3
    assert "broken.txt" in error and error.splitlines()[-1].startswith("1 of 4")
    rows = json.loads(said("plans", "--json")[1])
    assert sorted(row["city"] for row in rows) == sorted(f"{name}市" for name in CITIES)
    (shelf / "broken.txt").unlink()
    status, out, error = said("ingest", str(shelf), "--workers", "1")
    assert (status, error, out.count("nothing to do")) == (0, "", 3)
    hospitals = json.loads(said("query", "find_entities", "--param", "text=医院", "--json")[1])
    assert len(hospitals) == 3
    copy = tmp_path / "copy.txt"
    copy.write_text(TEXT.format(name="合肥") + "\n附则。\n", "utf-8")
    assert "is in the graph from 合肥.txt" in said("ingest", str(copy))[2]
    assert said("ingest", str(tmp_path / "home" / "nothing*"))[0] in (1, 2)
