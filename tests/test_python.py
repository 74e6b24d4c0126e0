"""The module ``innograph``: reading, asking, tables, files."""

from __future__ import annotations

import inspect
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import innograph
from graph.store import open_store
from innograph import Graph, InnographError, frame, open_graph, read
from tests.exported import shipped
from tests.processes import ROOT, environment
from tests.test_cli import PLAN

QUANTUM = {
    "之江实验室",
    "北京航空航天大学",
    "北航量子实验室",
    "浙江大学",
    "浙江工业大学",
    "阿里达摩院",
}


def test_what_is_public_is_documented_and_typed() -> None:
    assert (Path(innograph.__file__).parent / "py.typed").exists()
    for name in innograph.__all__:
        assert inspect.getdoc(getattr(innograph, name)), name
    methods = [m for m in inspect.getmembers(Graph, inspect.isfunction) if m[0][0] != "_"]
    assert len(methods) > 12
    for name, method in methods:
        assert inspect.getdoc(method) and "return" in method.__annotations__, name


def test_a_plan_as_records_and_as_tables(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, "utf-8")
    plan = read(path)
    tables = plan.frames()
    assert plan.document.title and plan.entities and plan.supports
    assert len(tables.entities) == len(plan.entities)
    assert {"id", "type", "name", "evidence"} <= set(tables.entities.columns)
    assert set(tables.supports["field"]) == {one.field for one in plan.supports}
    first = tables.supports.iloc[0]["evidence"][0]
    assert first["quote"].replace("\n", "") in PLAN.replace("\n", "")
    plan.write(tmp_path / "facts")
    rows = (tmp_path / "facts" / "entities.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(row)["id"] for row in rows] == list(tables.entities["id"])
    with pytest.raises(InnographError):
        read(tmp_path / "nothing.txt")


def test_a_graph_is_loaded_asked_and_closed(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, "utf-8")
    with open_graph(home=tmp_path / "home") as graph:
        assert graph.plans() == [] and graph.tag() == ""
        assert graph.load(path).changed and not graph.load(path).changed
        (plan,) = graph.plans()
        assert plan["id"][:9] in graph.tag()
        assert len(graph.fields()) == 3


def test_supports_as_the_plan_says(shipped_graph: Graph) -> None:
    rows = shipped_graph.supports("quantum")
    assert {row["name"] for row in rows} == QUANTUM
    assert all(row["plan"] and row["quotes"] and row["pages"] for row in rows)
    assert len(shipped_graph.supports("量子科技", weaker=True)) >= len(rows)
    universities = shipped_graph.supports("quantum", types=["University"])
    assert {row["type"] for row in universities} == {"University"}
    with pytest.raises(InnographError) as error:
        shipped_graph.supports("quantm")
    assert "quantum" in error.value.say("en") and error.value.say("zh") != error.value.say("en")


def test_questions_as_tables(shipped_graph: Graph) -> None:
    answer = shipped_graph.ask("who works on quantum")
    table = frame(answer)
    assert set(table["name"]) == QUANTUM and set(table["basis"]) == {"stated", "derived"}
    refused = shipped_graph.ask("who is the mayor of Hangzhou")
    assert refused.status == "refused" and {one.type for one in refused.answers} <= {"Passage"}
    assert frame(shipped_graph.ask("DROP everything")).empty
    counts = frame(shipped_graph.query("counts"))
    assert counts.loc[0, "entities"] == len(shipped().entities)


def test_files_by_their_ending(shipped_graph: Graph, tmp_path: Path) -> None:
    done = shipped_graph.export(tmp_path / "q.json", field="quantum")
    told = json.loads(done.path.read_text("utf-8"))
    assert len(told["nodes"]) == done.nodes and {node["name"] for node in told["nodes"]} >= QUANTUM
    with pytest.raises(InnographError):
        shipped_graph.export(tmp_path / "q.json", field="quantum")
    shipped_graph.export(tmp_path / "q.json", field="quantum", force=True)
    with pytest.raises(InnographError):
        shipped_graph.export(tmp_path / "q.unknown")


def test_the_lines_of_the_guide_run(
    shipped_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INNOGRAPH_HOME", shipped_graph.store._uri)
    codes = [
        re.findall(r"```python\n(.+?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)
        for page in ("docs/doors.md", "README.md")
    ]
    for (code,) in codes:
        exec(code, {})
    assert (tmp_path / "quantum.gexf").exists() and "之江实验室" in capsys.readouterr().out


def test_the_notebook_runs(shipped_graph: Graph, tmp_path: Path) -> None:
    """Its cells in order, in a fresh process over the graph of the plan that ships."""
    notebook = json.loads((ROOT / "examples" / "innograph.ipynb").read_text("utf-8"))
    cells = ["".join(one["source"]) for one in notebook["cells"] if one["cell_type"] == "code"]
    (tmp_path / "cells.py").write_text("\n\n".join(cells), "utf-8")
    home = Path(shipped_graph.store._uri)
    done = subprocess.run(
        [sys.executable, "cells.py"],
        cwd=tmp_path,
        env={**environment(home), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert all(name in done.stdout for name in QUANTUM)
    assert (tmp_path / "quantum.gexf").exists()
    with open_store(home=home) as store:
        assert len(Graph(store).plans()) == 1  # reading loads nothing
