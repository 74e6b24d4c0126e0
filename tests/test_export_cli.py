"""``innograph export`` with every option, on the made-up plan; the graph is a real engine's."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import cli
from graph.export import FORMATS
from graph.export.json_node_link import read
from graph.load import load
from graph.subgraph import Subgraph
from tests import engines
from tests.builders import sample

Run = Callable[..., str]
FIELD = ("--field", "quantum")
JSON = ("--format", "json", "-o", "-")
#: Options, then how many nodes and edges the made-up plan gives.
CHOICES: list[tuple[tuple[str, ...], int, int]] = [
    ((), 14, 14),
    (FIELD, 5, 4),
    ((*FIELD, "--basis", "stated"), 3, 2),
    ((*FIELD, "--min-confidence", "0.92"), 4, 2),
    ((*FIELD, "--types", "University,Enterprise"), 3, 2),
    (("--field", "matter"), 3, 2),
    (("--field", "matter", "--weaker"), 5, 4),
    (("--field", "matter", "--neighbours"), 4, 3),
    (("--entity", "星大", "--hops", "0"), 1, 0),
    (("--entity", "星大"), 4, 3),
    (("--entity", "南片区", "--hops", "2"), 3, 2),
    (("--area", "南片区"), 3, 2),
    (("--relations", "hosted_by,PART_OF"), 6, 3),
    (("--query", "field_supports", "--param", "field=matter"), 3, 2),
    (("--question", "谁在做量子领域"), 5, 4),
    (("--cypher", "MATCH (a)-[r:PART_OF]->(b) RETURN r"), 2, 1),
    (("--network", "institutions"), 3, 3),
    (("--network", "fields"), 2, 1),
    (("--network", "institutions", "--field", "matter", "--weaker"), 2, 1),
]
#: Options that are off, a word that the complaint must hold.
MISTAKES: dict[str, tuple[tuple[str, ...], str]] = {
    "no file": (("--format", "gexf"), "-o"),
    "no format": (("-o", "x.doc"), "gexf"),
    "no ending": (("-o", "x"), "--format"),
    "unknown format": (("--format", "doc", "-o", "x.doc"), "gexf"),
    "unknown network": (("--count", "--network", "people"), "institutions"),
    "unknown measure": (("--count", "--measures", "degre"), "degree"),
    "unknown size": (("-o", "x.gexf", "--size-by", "weight"), "pagerank"),
    "unknown field": (("-o", "x.gexf", "--field", "量子"), "量子领域"),
    "unknown type": (("-o", "x.gexf", "--types", "Labratory"), "Laboratory"),
    "unknown query": (("-o", "x.gexf", "--query", "who"), "who"),
    "half a parameter": (("-o", "x.gexf", "--query", "entity", "--param", "id"), "id"),
    "two ways": (("-o", "x.gexf", *FIELD, "--question", "谁"), "--question"),
    "no number": (("-o", "x.gexf", *FIELD, "--min-confidence", "7"), "7"),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("home")
    with engines.embedded(folder) as store:
        load(store, sample())
        yield folder


@pytest.fixture
def export(
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> Run:
    """Runs the command in an empty folder; what it printed, status and all checked."""
    monkeypatch.setenv("INNOGRAPH_HOME", str(home))
    monkeypatch.chdir(tmp_path)

    def run(*words: str, status: int = 0, lang: str = "en") -> str:
        found = cli.main(["export", *words, "--lang", lang])
        said = capsysbinary.readouterr()
        assert found == status, said.err.decode()
        return (said.err if status else said.out).decode("utf-8")

    return run


def test_every_way_to_choose(export: Run) -> None:
    for words, nodes, edges in CHOICES:
        found = json.loads(export(*words, "--count", "--json"))
        assert (sum(found["nodes"].values()), sum(found["edges"].values())) == (nodes, edges), words


def test_counts_before_anything_is_written(export: Run, tmp_path: Path) -> None:
    said = export(*FIELD, "--count")
    assert said.splitlines()[-1] == "5 nodes, 4 relations"
    assert any(line.split() == ["supports", "3"] for line in said.splitlines())
    assert "支撑" in export(*FIELD, "--count", lang="zh")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_ending_tells_the_format(export: Run, tmp_path: Path, name: str) -> None:
    suffix = FORMATS[name].suffix
    said = export(*FIELD, "-o", f"graph{suffix}")
    assert said == f"Written graph{suffix}: 5 nodes, 4 edges\n"
    export(*FIELD, "--format", name, "-o", "named")
    assert _parts(tmp_path / f"graph{suffix}", name) == _parts(tmp_path / "named", name)


def test_standard_output_is_the_file_and_nothing_else(export: Run) -> None:
    found = json.loads(export(*FIELD, "--format", "json", "-o", "-"))
    assert len(found["nodes"]) == 5
    assert export("--types", "Government", "--format", "json", "-o", "-").startswith("{")


def test_an_existing_file_is_overwritten_only_by_force(export: Run, tmp_path: Path) -> None:
    path = tmp_path / "graph.json"
    path.write_text("mine")
    assert "--force" in export("-o", "graph.json", status=1)
    assert path.read_text() == "mine"
    export("-o", "graph.json", "--force")
    assert json.loads(path.read_text("utf-8"))["nodes"]


def test_measures_are_attributes_of_the_nodes(export: Run) -> None:
    plain, rich = _graph(export(*JSON)), _graph(export("--measures", "all", *JSON))
    assert (plain.edges, len(plain.nodes)) == (rich.edges, len(rich.nodes))
    uni = next(node for node in rich.nodes if node.name == "星河大学").attributes
    assert (uni["degree"], uni["component"]) == (4, 1)
    assert 0 < uni["betweenness"] < 1 and 0 < uni["pagerank"] < 1
    some = _graph(export("--measures", "core,community", *JSON))
    new = {name for node in some.nodes for name in node.attributes}
    assert new - {name for node in plain.nodes for name in node.attributes} == {"core", "community"}


def test_sizes_and_colours_follow_what_is_asked(export: Run) -> None:
    plain, by_amount = (
        _picture(export("--format", "graphml", "-o", "-", *words))
        for words in ((), ("--size-by", "amount", "--color-by", "community"))
    )
    project = "Project:石墨烯产业化项目"
    assert max(by_amount, key=lambda node: by_amount[node]["size"]) == project
    assert max(plain, key=lambda node: plain[node]["size"]) != project
    colors = {node: tuple(known[each] for each in "rgb") for node, known in by_amount.items()}
    assert colors["Hospital:星河大学附属医院"] == colors["Laboratory:海棠实验室"]


def test_a_projection_tells_what_is_shared(export: Run) -> None:
    found = _graph(export("--network", "institutions", *JSON))
    assert {edge.type for edge in found.edges} == {"SHARES_FIELD"}
    assert all(edge.attributes["fields"] == ["quantum"] for edge in found.edges)
    weaker = _graph(export("--network", "institutions", "--weaker", *JSON))
    assert sorted(e.attributes["weight"] for e in weaker.edges) == [1, 1, 2]


def test_title_and_language_stand_in_the_file(export: Run) -> None:
    file = export(*FIELD, "--format", "gexf", "-o", "-", "--title", "我的 & 图")
    assert "<description>我的 &amp; 图: 5 nodes, 4 relations." in file
    assert 'label="supports"' in file
    assert 'label="支撑"' in export(*FIELD, "--format", "gexf", "-o", "-", lang="zh")


def test_a_mark_for_excel(export: Run, tmp_path: Path) -> None:
    export(*FIELD, "-o", "graph.zip", "--bom")
    tables = zipfile.ZipFile(tmp_path / "graph.zip")
    assert all(tables.read(name).startswith(b"\xef\xbb\xbf") for name in tables.namelist())


def test_nothing_found_is_a_valid_file_and_a_sentence(export: Run, tmp_path: Path) -> None:
    said = export("--types", "Government", "-o", "graph.gexf")
    assert said.splitlines()[-1] == "Nothing fits these conditions; the file is valid and empty."
    assert len(nx.read_gexf(tmp_path / "graph.gexf")) == 0


@pytest.mark.parametrize("case", MISTAKES)
def test_mistakes_are_one_line_and_leave_no_file(export: Run, tmp_path: Path, case: str) -> None:
    words, word = MISTAKES[case]
    for lang in ("en", "zh"):
        status = 1 if case == "unknown query" else 2
        said = export(*words, status=status, lang=lang)
        assert word in said and len(said.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def _graph(file: str) -> Subgraph:
    return read(file.encode("utf-8"))


def _picture(file: str) -> dict[str, dict[str, Any]]:
    graph = nx.read_graphml(io.BytesIO(file.encode("utf-8")))
    return dict(graph.nodes(data=True))


def _parts(path: Path, name: str) -> Any:
    """What must be the same in two files: all bytes, or the parts of a workbook without times."""
    if name != "xlsx":
        return path.read_bytes()
    book = zipfile.ZipFile(path)
    return {part: book.read(part) for part in book.namelist() if "core.xml" not in part}
