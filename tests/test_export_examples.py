"""The examples that export and measure run as they stand, on the plan that ships."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graph.export import picture
from graph.load import load
from graph.store import open_store
from tests.engines import require
from tests.exported import shipped
from tests.processes import ROOT, environment

EXAMPLES = ROOT / "examples"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the plan in its graph, whose engine runs while the examples do."""
    folder = tmp_path_factory.mktemp("home")
    with open_store(home=folder) as store:
        load(store, shipped())
        yield folder


def run(home: Path, folder: Path, *words: str | Path) -> str:
    """What a Python process in ``folder`` printed."""
    done = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**environment(home), "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_field_for_gephi(home: Path, tmp_path: Path) -> None:
    said = run(home, tmp_path, EXAMPLES / "export_for_gephi.py", "量子科技", "q.gexf")
    assert "stated" in said and "derived" in said
    graph = nx.read_gexf(tmp_path / "q.gexf")
    assert said.splitlines()[-1] == f"q.gexf: {len(graph)} nodes, {graph.size()} relations"
    assert all(known.keys() >= {"degree", "betweenness"} for _, known in graph.nodes(data=True))
    sizes = {node: known["viz"]["size"] for node, known in graph.nodes(data=True)}
    between = {node: known["betweenness"] for node, known in graph.nodes(data=True)}
    assert max(sizes, key=sizes.__getitem__) == max(between, key=between.__getitem__) == "quantum"


def test_tables_of_measures(home: Path, tmp_path: Path) -> None:
    head, *rows = run(home, tmp_path, EXAMPLES / "networkx_pandas.py").splitlines()
    assert head.split() == ["degree", "betweenness", "pagerank", "name", "type", "fields"]
    assert len(rows) == 10 + 5
    assert "浙江大学" in "".join(rows[:3])
    assert all(0 < float(row.split()[0]) <= 1 for row in rows[10:])


def test_the_notebook_draws_the_quantum_subgraph(home: Path, tmp_path: Path) -> None:
    """Its cells in order in a fresh process, each one's last value shown as Jupyter would."""
    require("" if picture.font_file() else "no font with Chinese letters on this system")
    script = tmp_path / "cells.py"
    script.write_text("\n".join(_shown(cell) for cell in _cells()), "utf-8")
    printed = [
        json.loads(line) for line in run(home, tmp_path, script).splitlines() if line[0] == "{"
    ]
    tables = [one["html"] for one in printed if "html" in one]
    assert len(tables) == 2 and "浙江大学" in tables[0] and "stated" in tables[0]
    (drawn,) = (one["png"] for one in printed if "png" in one)
    assert drawn > 20_000
    assert "quantum" in nx.read_gexf(tmp_path / "quantum.gexf")


def test_the_notebook_keeps_what_its_cells_showed() -> None:
    kinds = [set(out.get("data", ())) for cell in _cells() for out in cell["outputs"]]
    assert any("image/png" in kind for kind in kinds)
    assert sum("text/html" in kind for kind in kinds) == 2
    assert not any(out["output_type"] == "error" for cell in _cells() for out in cell["outputs"])


def test_the_lines_of_the_guide_run(home: Path, tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "export.md").read_text("utf-8")
    (code,) = re.findall(r"```python\n(.+?)```", guide, re.DOTALL)
    (tmp_path / "guide.py").write_text(code, "utf-8")
    run(home, tmp_path, "guide.py")
    graph = nx.read_gexf(tmp_path / "quantum.gexf")
    assert {known["basis"] for *_, known in graph.edges(data=True)} == {"stated"}


def _cells() -> list[dict[str, Any]]:
    notebook = json.loads((EXAMPLES / "quantum.ipynb").read_text("utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def _shown(cell: dict[str, Any]) -> str:
    """The cell's code; where it ends in an expression, its value is shown."""
    source = "".join(cell["source"])
    last = ast.parse(source).body[-1]
    if not isinstance(last, ast.Expr) or ast.unparse(last).startswith("print"):
        return source
    lines = source.splitlines()
    before, expression = lines[: last.lineno - 1], "\n".join(lines[last.lineno - 1 :])
    return "\n".join([*before, f"_value = (\n{expression}\n)", SHOW])


SHOW = """
import json as _json
if hasattr(_value, "_repr_html_"):
    print(_json.dumps({"html": _value._repr_html_()}))
else:
    print(_json.dumps({"png": len(_value._repr_png_())}))
"""
