"""Writing subgraphs: the same bytes for the same graph, one edge for each kind, whole files."""

from __future__ import annotations

import json
import subprocess
import sys
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from graph.export import FORMATS, Options, Subgraph, of_extraction, render, write
from graph.export.atomic import whole_file
from graph.export.json_node_link import read
from graph.export.layout import EXACT, LIMIT, places
from graph.export.looks import edge_color, looks
from graph.schema import RELATIONS, TYPES
from graph.subgraph import GraphEdge, GraphNode, edge_of, node_of, subgraph
from ingest.errors import ExportError, UsageError
from tests.builders import plan, sample
from tests.exported import NASTY, many, nasty

STABLE = sorted(set(FORMATS) - {"xlsx"})


ROOT = Path(__file__).resolve().parent.parent
LIMITED = """
import resource, signal, sys
from pathlib import Path
from graph.export import write
from ingest.errors import ExportError
from tests.exported import nasty
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    write(nasty(), "gexf", Path(sys.argv[1]), force=True)
except ExportError as error:
    print(error.key)
"""


@pytest.fixture(scope="module")
def whole() -> Subgraph:
    return of_extraction(sample())


def test_the_sample_as_a_subgraph(whole: Subgraph) -> None:
    assert len(whole.nodes) == 14
    assert len(whole.edges) == 9 + 5
    lab = next(node for node in whole.nodes if node.name == "海棠实验室")
    assert (lab.id, lab.type) == ("Laboratory:海棠实验室", "Laboratory")
    assert lab.attributes["status"] == "创建"
    assert (lab.attributes["pages"], lab.attributes["lines"]) == ([1], [4])
    assert lab.attributes["quotes"] == ["海棠实验室"]


def test_supports_are_edges_with_their_reasons(whole: Subgraph) -> None:
    weak = next(e for e in whole.edges if e.attributes.get("default") is False)
    assert (weak.source, weak.target, weak.type) == ("University:星河大学", "matter", "SUPPORTS")
    assert weak.attributes["via"] == ["Laboratory:海棠实验室"]
    assert weak.attributes["reasons_zh"] == ["见第4行"]
    assert weak.attributes["reasons_en"] == ["see line 4"]
    assert weak.attributes["basis"] == "derived"
    assert weak.attributes["confidence"] == 0.4
    assert weak.attributes["pages"] == [1, 1]
    assert len(weak.attributes["quotes"]) == 2


def test_json_has_the_form_of_the_contract(whole: Subgraph) -> None:
    found = json.loads(render(whole, "json"))
    assert list(found) == ["nodes", "edges"]
    assert all(list(node)[:3] == ["id", "type", "name"] for node in found["nodes"])
    assert all(list(e)[:4] == ["id", "source", "target", "type"] for e in found["edges"])
    ids = [node["id"] for node in found["nodes"]]
    assert ids == sorted(set(ids))
    assert [e["id"] for e in found["edges"]] == sorted({e["id"] for e in found["edges"]})
    assert {e["type"] for e in found["edges"]} <= set(RELATIONS)
    assert {n["type"] for n in found["nodes"]} <= set(TYPES)


def test_nothing_that_passes_with_an_ingest_is_written(whole: Subgraph) -> None:
    known = {"run": "r1", "fingerprint": "f1", "page": 3}
    one = node_of(known, "a", "Area", "甲")
    tied = edge_of({**known, "claim": "c1", "id": "d:c1"}, "PART_OF", "a", "a")
    text = render(subgraph([one], [tied]), "json").decode()
    assert not {"r1", "f1", "c1"} & set(text.split('"'))
    assert [dict(x.attributes) for x in (one, tied)] == [{"page": 3}, {"page": 3}]
    assert "run" not in {name for node in whole.nodes for name in node.attributes}


def test_an_edge_has_the_id_of_its_relation_in_extract(whole: Subgraph) -> None:
    claims = {(c.type, c.head, c.tail): c.id for c in sample().claims}
    for edge in whole.edges:
        if edge.type != "SUPPORTS":
            assert edge.id == claims[edge.type, edge.source, edge.target]


@pytest.mark.parametrize("fmt", STABLE)
def test_the_same_graph_gives_the_same_bytes(fmt: str) -> None:
    assert render(of_extraction(sample()), fmt) == render(of_extraction(sample()), fmt)


def test_json_reads_back(whole: Subgraph) -> None:
    for made in (whole, nasty()):
        again = read(render(made, "json"))
        assert (again.nodes, again.edges) == (made.nodes, made.edges)


def test_lone_surrogates_do_not_break_a_file() -> None:
    made = subgraph([GraphNode("a", "Area", "x\ud800y")], [])
    for fmt in set(FORMATS) - {"png"}:
        assert render(made, fmt)
    assert json.loads(render(made, "json"))["nodes"][0]["name"] == "x\ufffdy"


def test_what_two_documents_say_is_one_edge_with_both_proofs() -> None:
    one, two = of_extraction(sample()), of_extraction(sample(plan("另一规划", "other.txt")))
    joined = subgraph(
        one.nodes,
        [_scattered(edge) for graph in (one, two) for edge in graph.edges],
    )
    assert [e.id for e in joined.edges] == [e.id for e in one.edges]
    host = next(e for e in joined.edges if e.type == "PART_OF")
    assert sorted(host.attributes["documents"]) == sorted([plan().id, plan("另一规划").id])
    assert host.attributes["pages"] == [2, 2]
    assert len(host.attributes["quotes"]) == 2
    assert "document" not in host.attributes


def _scattered(edge: GraphEdge) -> GraphEdge:
    """``edge`` as one document's relation in the store."""
    known = dict(edge.attributes)
    (known["document"],) = known.pop("documents")
    return GraphEdge(edge.id, edge.source, edge.target, edge.type, known)


def test_edges_without_both_ends_are_left_out() -> None:
    nodes = [GraphNode("a", "Area", "a")]
    assert subgraph(nodes, [GraphEdge("x", "a", "b", "PART_OF")]).edges == ()


@pytest.mark.parametrize("fmt", sorted(FORMATS))
def test_an_empty_subgraph_is_a_valid_file_and_a_sentence(fmt: str, tmp_path: Path) -> None:
    done = write(Subgraph(), fmt, tmp_path / f"x{FORMATS[fmt].suffix}", lang="en")
    assert (done.nodes, done.edges) == (0, 0)
    assert done.note == "Nothing fits these conditions; the file is valid and empty."
    assert done.path.stat().st_size > 0 or fmt == "ftm"  # no lines


def test_a_pair_of_tables_under_another_name_is_told(tmp_path: Path, whole: Subgraph) -> None:
    assert "zip" in write(whole, "csv", tmp_path / "x.csv", lang="en").note
    assert write(whole, "csv", tmp_path / "x.zip").note == ""


def test_an_existing_file_stays(tmp_path: Path, whole: Subgraph) -> None:
    path = tmp_path / "x.json"
    path.write_text("mine")
    with pytest.raises(ExportError) as caught:
        write(whole, "json", path)
    assert caught.value.key == "export.file.exists"
    assert path.read_text() == "mine"
    write(whole, "json", path, force=True)
    assert json.loads(path.read_bytes())["nodes"]


def test_places_that_cannot_be_written(tmp_path: Path, whole: Subgraph) -> None:
    for path, key in ((tmp_path, "folder"), (tmp_path / "no" / "x.json", "parent")):
        with pytest.raises(ExportError) as caught:
            write(whole, "json", path)
        assert caught.value.key == f"export.file.{key}"
        assert str(path) in caught.value.say("zh")


def test_a_name_too_long_for_the_disk_is_one_line(tmp_path: Path, whole: Subgraph) -> None:
    with pytest.raises(ExportError) as caught:
        write(whole, "json", tmp_path / ("x" * 300))
    assert caught.value.key == "export.file.denied"


def test_a_disk_that_takes_no_more_leaves_no_half_file(tmp_path: Path) -> None:
    """A process that may not write more than 20 kB to a file; with an old file and without."""
    for old in (b"", b"mine"):
        path = tmp_path / "x.gexf"
        if old:
            path.write_bytes(old)
        done = subprocess.run(
            [sys.executable, "-c", LIMITED, str(path)], capture_output=True, text=True, cwd=ROOT
        )
        assert done.stdout.strip() == "export.file.full", done.stderr
        assert [each.name for each in tmp_path.iterdir()] == (["x.gexf"] if old else [])
    assert path.read_bytes() == b"mine"


def test_an_interruption_leaves_no_half_file(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        _interrupted(tmp_path / "x.json")
    assert list(tmp_path.iterdir()) == []


def _interrupted(path: Path) -> None:
    with whole_file(path) as out:
        out.write(b"half")
        raise KeyboardInterrupt


def test_unknown_words_name_what_there_is(whole: Subgraph) -> None:
    with pytest.raises(UsageError, match="gexf"):
        render(whole, "gefx")
    with pytest.raises(UsageError, match="betweenness"):
        render(whole, "gexf", size_by="betweeness")


def test_looks_follow_types_degrees_and_attributes(whole: Subgraph) -> None:
    found = looks(whole)
    assert found.color("quantum") == TYPES["TechField"].color
    assert max(found.sizes.values()) == 100 and min(found.sizes.values()) == 4
    firm = "Enterprise:北斗科技有限公司"
    assert found.sizes[firm] > found.sizes["Hospital:星河大学附属医院"]
    by_amount = looks(whole, size_by="amount", color_by="community")
    assert max(by_amount.sizes, key=by_amount.size) == "Project:石墨烯产业化项目"
    parts = by_amount.colors
    assert parts["Hospital:星河大学附属医院"] == parts["Laboratory:海棠实验室"]


def test_places_are_apart_and_the_same_every_time(whole: Subgraph) -> None:
    sizes = {node.id: 10.0 for node in whole.nodes}
    ends = [(edge.source, edge.target) for edge in whole.edges]
    found = places(sizes, ends)
    assert found == places(sizes, ends)
    points = list(found.values())
    gaps = [_gap(a, b) for i, a in enumerate(points) for b in points[:i]]
    assert min(gaps) > 20


def test_labels_do_not_lie_over_each_other() -> None:
    """Forty institutions around one field, each with a long name."""
    names = {f"n{i}": f"某某大学第{i}附属医院与研究所" for i in range(40)}
    found = places(dict.fromkeys(names, 4.0), [("n0", each) for each in names][1:], names)
    high, wide = 12, 12 * max(map(len, names.values())) * 0.9
    points = list(found.values())
    pairs = [(a, b) for i, a in enumerate(points) for b in points[:i]]
    assert all(abs(a[0] - b[0]) >= wide or abs(a[1] - b[1]) >= high for a, b in pairs)


def test_supports_are_told_apart_by_colour(whole: Subgraph) -> None:
    stated, derived = (_edge_colors(whole, basis) for basis in ("stated", "derived"))
    others = {edge_color(edge) for edge in whole.edges if edge.type != "SUPPORTS"}
    assert (len(stated), len(derived), len(others)) == (1, 1, 1)
    assert len(stated | derived | others) == 3
    drawing = render(whole, "svg", lang="en").decode()
    assert drawing.count("stroke-dasharray") == 3 + 1  # three derived supports, one key
    assert "stated support" in drawing


def _edge_colors(made: Subgraph, basis: str) -> set[str]:
    supports = (edge for edge in made.edges if edge.type == "SUPPORTS")
    return {edge_color(edge) for edge in supports if edge.attributes["basis"] == basis}


def test_neighbours_lie_nearer_than_strangers() -> None:
    """Two rings with one bridge: the layout tells them apart."""
    ends = [(f"{r}{i}", f"{r}{(i + 1) % 12}") for r in "ab" for i in range(12)] + [("a0", "b0")]
    found = places({f"{r}{i}": 8.0 for r in "ab" for i in range(12)}, ends)
    tied = sum(_gap(found[a], found[b]) for a, b in ends) / len(ends)
    apart = sum(_gap(found[f"a{i}"], found[f"b{i}"]) for i in range(12)) / 12
    assert tied * 2 < apart


@pytest.mark.parametrize("count", [1, 2, 3, EXACT + 1, 30_000])
def test_places_for_any_number_of_nodes(count: int) -> None:
    ends = [(str(i), str(i // 2)) for i in range(1, count)]
    found = places({str(i): 8.0 for i in range(count)}, ends)
    assert len(set(found.values())) == count
    assert max(abs(x) for place in found.values() for x in place) <= LIMIT


def test_nasty_names_are_in_every_text_format() -> None:
    for fmt in ("gexf", "graphml", "json", "ttl", "cypher"):
        text = render(nasty(), fmt).decode("utf-8")
        assert NASTY["long"] in text and "😀" in text, fmt


def test_writing_streams(tmp_path: Path) -> None:
    """A graph ten times the size takes no more memory to write, beside its looks."""
    small, large = (_peak(many(n, 3 * n), tmp_path) for n in (1_000, 10_000))
    assert large < small + 200_000


def _peak(made: Subgraph, folder: Path) -> int:
    options = _options(picture=looks(made))
    tracemalloc.start()
    with (folder / "x.gexf").open("wb") as out:
        FORMATS["gexf"].write(made, out, options)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def _gap(a: tuple[float, float], b: tuple[float, float]) -> float:
    return ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5


def _options(**known: Any) -> Options:
    return Options(**known)
