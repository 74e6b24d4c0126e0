"""Exports of the plan that ships, as other tools see them: real Gephi, Gephi Lite's parser,
networkx, rdflib, openpyxl. The whole graph, every field, ten neighbourhoods; and nasty names."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ElementTree
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl
import pytest
import rdflib
from rdflib.namespace import PROV, RDF

from graph.export import GraphEdge, GraphNode, Options, Subgraph, render, write
from graph.export.gexf import TAKEN
from graph.export.looks import DERIVED, OTHER, STATED, Looks, edge_color, relation_caption
from graph.export.rdf import INNO, predicate
from graph.export.told import told
from graph.export.values import joined
from graph.load import load
from graph.schema import TYPES
from graph.store import Store
from queries.library import run
from queries.subgraph import choose
from tests import engines, gephi
from tests.exported import nasty, printable, shipped

NEIGHBOURHOODS = 10
SVG = "{http://www.w3.org/2000/svg}"
Graphs = dict[str, Subgraph]
Seen = dict[str, Any]


@pytest.fixture(scope="module")
def plan_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with engines.embedded(tmp_path_factory.mktemp("home")) as store:
        load(store, shipped())
        yield store


@pytest.fixture(scope="module")
def graphs(plan_store: Store) -> Graphs:
    """The whole graph, each field, the surroundings of the best tied entity of ten types."""
    whole = choose(plan_store)
    fields = [row["id"] for row in run(plan_store, "list_fields")]
    found = {"whole": whole} | {f"field {id}": choose(plan_store, field=id) for id in fields}
    for id in _best_of_types(whole):
        found[f"around {id}"] = choose(plan_store, entity=id, hops=1 + len(found) % 2)
    assert len(found) == 1 + len(fields) + NEIGHBOURHOODS == 21
    return found


@pytest.fixture(scope="module")
def pictures(graphs: Graphs) -> dict[str, Looks]:
    return {name: Options().looks(made) for name, made in graphs.items()}


@pytest.fixture(scope="module")
def files(
    graphs: Graphs, pictures: dict[str, Looks], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The GEXF file of each graph."""
    folder = tmp_path_factory.mktemp("gexf")
    return {
        name: write(made, "gexf", folder / f"{at}.gexf", picture=pictures[name]).path
        for at, (name, made) in enumerate(graphs.items())
    }


@pytest.fixture(scope="module")
def seen(files: dict[str, Path]) -> dict[str, Seen]:
    """What Gephi holds of each file."""
    engines.require(gephi.missing("gephi"))
    return dict(zip(files, gephi.in_gephi(list(files.values())), strict=True))


def test_supports_of_fields_are_there_and_told_apart(graphs: Graphs) -> None:
    for name, made in graphs.items():
        if name.startswith("field "):
            supports = [edge for edge in made.edges if edge.type == "SUPPORTS"]
            field = name.removeprefix("field ")
            assert field in {edge.target for edge in supports}, name
            assert {edge.attributes["basis"] for edge in supports} <= {"stated", "derived"}
            assert all(0 < edge.attributes["confidence"] <= 1 for edge in supports)
            assert all(edge.attributes["default"] for edge in supports)


def test_gephi_holds_every_node_and_relation(graphs: Graphs, seen: dict[str, Seen]) -> None:
    for name, made in graphs.items():
        assert _nodes(seen[name]) == {(n.id, n.name) for n in made.nodes}, name
        assert _edges(seen[name]) == _of(made), name
        assert Counter(e["kind"] for e in seen[name]["edges"]) == Counter(
            edge.type for edge in made.edges
        )


def test_gephi_reports_nothing_but_the_version(seen: dict[str, Seen]) -> None:
    for name, found in seen.items():
        assert (found["sound"], found["issues"]) == (True, [["INFO", "GEXF version 1.3"]]), name


def test_gephi_holds_every_attribute_with_its_type(graphs: Graphs, seen: dict[str, Seen]) -> None:
    for name, made in graphs.items():
        for record, held in _pairs(made, seen[name]):
            assert held["attributes"] == _told(record), (name, record.id)
    columns = seen["whole"]["node_columns"]
    assert (columns["page"], columns["pages"], columns["flagship"]) == (
        "Integer",
        "String[]",
        "Boolean",
    )
    assert seen["whole"]["edge_columns"]["confidence"] == "Double"
    assert seen["whole"]["edge_columns"]["via"] == "String[]"


def test_gephi_keeps_colours_sizes_and_places(
    graphs: Graphs, seen: dict[str, Seen], pictures: dict[str, Looks]
) -> None:
    for name, made in graphs.items():
        looks = pictures[name]
        for node in seen[name]["nodes"]:
            own = node["id"]
            assert node["color"] == looks.color(own)
            kept = (node["x"], node["y"], node["size"])
            assert kept == pytest.approx((*looks.place(own), looks.size(own)), abs=0.5), name
        colors = {edge.id: edge_color(edge) for edge in made.edges}
        assert {edge["id"]: edge["color"] for edge in seen[name]["edges"]} == colors
        assert {looks.color(node.id) for node in made.nodes} <= {t.color for t in TYPES.values()}


def test_gephi_lite_holds_the_same(
    graphs: Graphs, files: dict[str, Path], pictures: dict[str, Looks]
) -> None:
    engines.require(gephi.missing("graphology"))
    for (name, made), found in zip(
        graphs.items(), gephi.in_gephi_lite(list(files.values())), strict=True
    ):
        assert {(n["id"], n["attributes"]["label"]) for n in found["nodes"]} == {
            (node.id, node.name) for node in made.nodes
        }
        edges = {
            (e["id"], e["source"], e["target"], e["attributes"]["kind"], e["attributes"]["label"])
            for e in found["edges"]
        }
        assert edges == _of(made), name
        for record, held in _pairs(made, found):
            known = _told(record)
            assert {key: held["attributes"][key] for key in known} == known, (name, record.id)
        for node in found["nodes"]:
            assert node["attributes"]["size"] == pictures[name].size(node["id"])


def test_gephi_reads_graphml_and_tables(graphs: Graphs, tmp_path: Path) -> None:
    engines.require(gephi.missing("gephi"))
    made = graphs["whole"]
    graphml = write(made, "graphml", tmp_path / "whole.graphml").path
    tables = tmp_path / "tables"
    zipfile.ZipFile(io.BytesIO(render(made, "csv"))).extractall(tables)
    merged, apart = gephi.in_gephi([graphml, tables])
    for found in (merged, apart):
        assert found["sound"] and not _severe(found)
        assert _nodes(found) == {(node.id, node.name) for node in made.nodes}
    assert _edges(apart) == _of(made)
    pairs = {(e["source"], e["target"]): e["attributes"]["relations"] for e in merged["edges"]}
    assert {(*ends, kind) for ends, kinds in pairs.items() for kind in kinds.split(";")} == {
        (edge.source, edge.target, edge.type) for edge in made.edges
    }
    for held in apart["edges"]:
        assert held["attributes"].get("basis") in ("stated", "derived", "table", "prose", "name")


def test_gephi_opens_nasty_names(tmp_path: Path) -> None:
    engines.require(gephi.missing("gephi"))
    made = nasty()
    path = write(made, "gexf", tmp_path / "nasty.gexf").path
    tables = tmp_path / "tables"
    zipfile.ZipFile(io.BytesIO(render(made, "csv"))).extractall(tables)
    for found in gephi.in_gephi([path, tables]):
        assert not _severe(found)
        assert {n["id"] for n in found["nodes"]} == {node.id for node in made.nodes}
        assert len(found["edges"]) == len(made.edges)
    (found,) = gephi.in_gephi([path])
    for record, held in _pairs(made, found):
        known = {key: printable(value) for key, value in _told(record).items()}
        assert held["attributes"] == known, record.id


def test_networkx_reads_the_files(graphs: Graphs, files: dict[str, Path]) -> None:
    for name, made in graphs.items():
        graph = nx.read_gexf(files[name])
        assert {node: known["label"] for node, known in graph.nodes(data=True)} == {
            node.id: node.name for node in made.nodes
        }
        assert Counter(list(graph.edges())) == Counter((e.source, e.target) for e in made.edges)
        kinds = Counter(known["relation"] for *_, known in graph.edges(data=True))
        assert kinds == Counter(edge.type for edge in made.edges)
        assert all(0 < known["confidence"] <= 1 for *_, known in graph.edges(data=True))


def test_rdflib_reads_the_files(graphs: Graphs) -> None:
    for name, made in _fields(graphs).items():
        graph = rdflib.Graph().parse(data=render(made, "ttl"), format="turtle")
        assert len(set(graph.subjects(INNO.id))) == len(made.nodes)
        for kind in {edge.type for edge in made.edges}:
            same = [edge for edge in made.edges if edge.type == kind]
            assert len(list(graph.triples((None, predicate(kind), None)))) == len(same), name
        stated = graph.subjects(INNO.basis, rdflib.Literal("stated"))
        assert len(set(stated)) == sum(e.attributes.get("basis") == "stated" for e in made.edges)
        proofs = sum(map(len, map(_quotes, _records(made))))
        assert len(set(graph.subjects(PROV.value))) == proofs
        assert len(set(graph.subjects(RDF.type, INNO.Evidence))) == proofs


def test_openpyxl_reads_the_workbooks(graphs: Graphs) -> None:
    for name, made in _fields(graphs).items():
        data = io.BytesIO(render(made, "xlsx", lang="en"))
        book = openpyxl.load_workbook(data, read_only=True)
        sheets = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
        supports = [edge for edge in made.edges if edge.type == "SUPPORTS"]
        counts = {title: len(rows) - 1 for title, rows in sheets.items()}
        assert counts["Entities"] == len(made.nodes), name
        assert counts["Supports"] == len(supports)
        assert counts["Relations"] == len(made.edges) - len(supports)
        head = sheets["Supports"][0]
        read = {
            (row[head.index("ID")], row[head.index("Basis")], row[head.index("Confidence")])
            for row in sheets["Supports"][1:]
        }
        assert read == {(e.id, e.attributes["basis"], e.attributes["confidence"]) for e in supports}


def test_the_tables_read_as_tables(graphs: Graphs) -> None:
    for name, made in graphs.items():
        archive = zipfile.ZipFile(io.BytesIO(render(made, "csv")))
        rows = [
            list(csv.DictReader(io.StringIO(archive.read(each).decode("utf-8"), newline="")))
            for each in ("nodes.csv", "edges.csv")
        ]
        assert [row["Label"] for row in rows[0]] == [node.name for node in made.nodes]
        read = [(row["Kind"], row["basis"], row["quotes"]) for row in rows[1]]
        assert read == [
            (e.type, e.attributes["basis"], joined(_quotes(e))) for e in told(made).edges
        ], name


def test_the_script_rebuilds_a_field(graphs: Graphs, neo4j_store: Store) -> None:
    """The largest field; a fresh Neo4j needs a minute to read the literals of the whole graph."""
    fields = [made for name, made in graphs.items() if name.startswith("field ")]
    made = max(fields, key=lambda one: len(one.edges))
    for each in filter(str.strip, render(made, "cypher").decode("utf-8").split(";\n")):
        if "CONSTRAINT" not in each:
            neo4j_store.write(each)
    again = choose(neo4j_store)
    assert (again.nodes, again.edges) == (made.nodes, made.edges)


def test_gephi_draws_the_file_as_it_opens(
    graphs: Graphs, files: dict[str, Path], tmp_path: Path
) -> None:
    engines.require(gephi.missing("gephi"))
    target = tmp_path / "quantum.svg"
    gephi.picture(files["field quantum"], target)
    drawn, made = ElementTree.parse(target).getroot(), graphs["field quantum"]
    words = [" ".join("".join(each.itertext()).split()) for each in drawn.iterfind(f".//{SVG}text")]
    assert set(words) == {node.name for node in made.nodes}
    fills = {dot.get("fill") for dot in drawn.iterfind(f".//{SVG}circle")}
    assert fills >= {TYPES[node.type].color for node in made.nodes}
    strokes = {path.get("stroke") for path in drawn.iterfind(f".//{SVG}path")}
    assert strokes >= {STATED, DERIVED, OTHER}


def _best_of_types(whole: Subgraph) -> list[str]:
    ties = Counter(end for edge in whole.edges for end in (edge.source, edge.target))
    best: dict[str, str] = {}
    for node in sorted(whole.nodes, key=lambda node: (-ties[node.id], node.id)):
        best.setdefault(node.type, node.id)
    return list(best.values())[:NEIGHBOURHOODS]


def _of(made: Subgraph) -> set[tuple[str, ...]]:
    """Id, ends, type and caption of every relation."""
    return {(e.id, e.source, e.target, e.type, relation_caption(e.type, "zh")) for e in made.edges}


def _nodes(found: Seen) -> set[tuple[str, str]]:
    return {(node["id"], node["label"]) for node in found["nodes"]}


def _edges(found: Seen) -> set[tuple[str, ...]]:
    parts = ("id", "source", "target", "kind", "label")
    assert all(edge["directed"] and 0 < edge["weight"] <= 1 for edge in found["edges"])
    return {tuple(edge[part] for part in parts) for edge in found["edges"]}


def _severe(found: Seen) -> list[Any]:
    return [issue for issue in found["issues"] if issue[0] in ("SEVERE", "CRITICAL", "WARNING")]


def _pairs(made: Subgraph, found: Seen) -> Iterator[tuple[GraphNode | GraphEdge, Seen]]:
    """Every node and edge as it is told, with what the reader holds of it."""
    made = told(made)
    nodes = {node["id"]: node for node in found["nodes"]}
    edges = {edge["id"]: edge for edge in found["edges"]}
    yield from ((node, nodes[node.id]) for node in made.nodes)
    yield from ((edge, edges[edge.id]) for edge in made.edges)


def _told(record: GraphNode | GraphEdge) -> dict[str, Any]:
    """What GEXF tells of a record: its type, its attributes; lists are lists of texts."""
    of = {"type" if isinstance(record, GraphNode) else "relation": record.type}
    known = {key: value for key, value in record.attributes.items() if value not in ("", [])}
    known.pop("weight", None)
    lists = {k: [str(one) for one in v] for k, v in known.items() if isinstance(v, list | tuple)}
    return {_column(key): value for key, value in (of | known | lists).items()}


def _records(made: Subgraph) -> list[GraphNode | GraphEdge]:
    return [*made.nodes, *made.edges]


def _fields(graphs: Graphs) -> Graphs:
    """The whole graph and those of the fields, for readers that take their time."""
    return {name: made for name, made in graphs.items() if not name.startswith("around ")}


def _column(name: str) -> str:
    return f"{name}_" if name in TAKEN else name


def _quotes(record: GraphNode | GraphEdge) -> list[str]:
    return list(record.attributes.get("quotes", ()))
