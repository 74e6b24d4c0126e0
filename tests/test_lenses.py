"""Lenses: sets of fields laid over plans, kept apart from the fields that plans declare."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import cli
from graph.load import drop_lens, lay_lenses, load, unload
from graph.store import Store
from ingest.errors import SourceError
from ingest.model import Extraction
from ingest.pipeline import read_plan
from ingest.supports.lenses import Lens, read_lens, shipped
from queries.library import run
from tests.engines import dump

PLAN = """云岭科创湾发展规划

支持云岭大学建设深海机器人实验室。依托青屏研究院建设钠离子电池技术创新中心，沧澜光伏科技有限公司参与。
"""
LENS = """id = "seas"
zh = "海与电"
en = "Sea and current"
[[fields]]
id = "sea"
zh = "深海探测"
en = "Deep sea"
words = ["深海机器人", "水声通信"]
[[fields]]
id = "current"
zh = "清洁储能"
en = "Clean storage"
text = "发展钠离子电池、液流电池等储能技术。"
"""


@pytest.fixture
def lens(tmp_path: Path) -> Lens:
    path = tmp_path / "seas.toml"
    path.write_text(LENS, "utf-8")
    return read_lens(path)


def read(folder: Path, *lenses: Lens) -> Extraction:
    path = folder / "plan.txt"
    path.write_text(PLAN, "utf-8")
    return read_plan(path, lenses=lenses)


def test_a_lens_finds_who_falls_under_its_fields(tmp_path: Path, lens: Lens) -> None:
    bare, laid = read(tmp_path), read(tmp_path, lens)
    assert (laid.entities, laid.claims, laid.supports) == (
        bare.entities,
        bare.claims,
        bare.supports,
    )
    assert not bare.supports and not bare.lenses
    found = {(s.field, s.institution) for s in laid.lenses[0].supports if s.default}
    assert ("sea", "University:云岭大学") in found
    assert ("current", "ResearchInstitute:青屏研究院") in found
    for support in laid.lenses[0].supports:
        assert support.evidence and all(e.quote in PLAN for e in support.evidence)


def test_lenses_lie_beside_the_plan_and_leave_it_as_it_was(
    store: Store, tmp_path: Path, lens: Lens
) -> None:
    bare = read(tmp_path)
    load(store, bare)
    before = dump(store)
    lay_lenses(store, read(tmp_path, lens))
    rows = run(store, "lens_supports", lens="seas", field="sea")
    assert {"University:云岭大学"} <= {row["institution"] for row in rows}
    assert run(store, "list_fields") == [] and run(store, "counts")[0]["supports"] == 0
    (counted,) = run(store, "lens_counts")
    assert (counted["lens"], counted["plans"]) == ("seas", 1)
    whole = dump(store)
    load(store, read(tmp_path, lens))
    assert dump(store) == whole
    lay_lenses(store, bare)
    assert dump(store) == before
    lay_lenses(store, read(tmp_path, lens))
    drop_lens(store, "seas")
    assert run(store, "lens_counts") == []
    lay_lenses(store, read(tmp_path, lens))
    unload(store, bare.document.id)
    assert dump(store) == {"nodes": [], "edges": []}


BROKEN = {
    "no toml": ("id = ", "TOML"),
    "no fields": ('id = "x"\nzh = "某"\n', "fields"),
    "doubled id": (LENS.replace('"current"', '"sea"'), "sea"),
    "no words": (LENS.replace('words = ["深海机器人", "水声通信"]', ""), "sea"),
    "no id": (LENS.replace('id = "seas"', 'id = "Seas of"'), "Seas of"),
    "no name": (LENS.replace('zh = "海与电"', ""), "seas"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_with_a_lens_is_said(tmp_path: Path, name: str) -> None:
    text, told = BROKEN[name]
    path = tmp_path / "x.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SourceError, match=told):
        read_lens(path)


def test_the_lenses_that_ship() -> None:
    known = shipped()
    assert list(known) == ["future_industries", "hangzhou_ten", "strategic_industries"]
    assert [len(lens.fields) for lens in known.values()] == [6, 10, 9]


def test_the_commands_on_lenses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INNOGRAPH_HOME", str(tmp_path / "home"))
    plan, lens = tmp_path / "plan.txt", tmp_path / "seas.toml"
    plan.write_text(PLAN, "utf-8")
    lens.write_text(LENS, "utf-8")

    def said(*words: str) -> tuple[int, str, str]:
        status = cli.main([*words, "--lang", "en"])
        return status, *capsys.readouterr()

    assert said("ingest", str(plan))[0] == 0
    assert "Sea and current (2 fields): " in said("fields", "add", str(lens))[1]
    rows = {row["id"]: row for row in json.loads(said("fields", "--json")[1])}
    assert rows["seas"]["fields"] == 2 and rows["seas"]["plans"] == 1
    shown = json.loads(said("fields", "show", "seas", "--json")[1])
    assert [f["id"] for f in shown["fields"]] == ["sea", "current"]
    assert shown["plans"][0]["plan"] == "云岭科创湾发展规划"
    assert "nothing to do" in said("ingest", str(plan))[1]
    lens.write_text(LENS.replace("深海机器人", "深海采矿"), "utf-8")
    assert said("fields", "add", str(lens))[0] == 0
    assert said("fields", "remove", "seas")[0] == 0
    assert "seas" not in said("fields")[1]
    for wrong in (("remove", "hangzhou_ten"), ("show", "none"), ("add", "none.toml"), ("show",)):
        status, _, error = said("fields", *wrong)
        assert status in (1, 2) and error.count("\n") == 1
