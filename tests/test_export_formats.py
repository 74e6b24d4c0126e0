"""Each format read back by somebody else's reader: the same nodes, edges, names and attributes."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx
import openpyxl
import pytest
import rdflib
from PIL import Image
from rdflib.namespace import PROV, RDF

from graph.export import GraphEdge, GraphNode, Subgraph, of_extraction, picture, render
from graph.export.addresses import Addresses
from graph.export.rdf import INNO, SCHEMA
from graph.export.told import told
from graph.export.values import joined
from graph.statements import schema
from graph.store import Store
from graph.subgraph import edge_of, node_of, subgraph
from tests import engines
from tests.builders import sample
from tests.exported import nasty, printable
from tests.processes import ROOT

GRAPHS = {"sample": of_extraction(sample()), "nasty": nasty()}
GEXF = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}


@pytest.fixture(params=sorted(GRAPHS))
def made(request: pytest.FixtureRequest) -> Subgraph:
    return GRAPHS[request.param]


def test_gexf_is_sound_xml_with_typed_columns(made: Subgraph) -> None:
    root = ElementTree.fromstring(render(made, "gexf"))
    assert root.get("version") == "1.3"
    columns = {a.get("id"): a.get("type") for a in root.iterfind(".//g:attribute", GEXF)}
    assert columns["page"] == "integer" and columns["pages"] == "liststring"
    assert columns["flagship"] == "boolean" and columns["confidence"] == "double"
    nodes = {n.get("id"): n.get("label") for n in root.iterfind(".//g:node", GEXF)}
    assert nodes == {node.id: printable(node.name) for node in made.nodes}
    kinds = [(e.get("id"), e.get("kind")) for e in root.iterfind(".//g:edge", GEXF)]
    assert kinds == [(edge.id, edge.type) for edge in made.edges]
    assert len(root.findall(".//g:node/viz:color", GEXF)) == len(made.nodes)
    assert len(root.findall(".//g:edge/viz:color", GEXF)) == len(made.edges)


def test_gexf_columns_avoid_what_gephi_takes(made: Subgraph) -> None:
    root = ElementTree.fromstring(render(made, "gexf"))
    names = {a.get("id") for a in root.iterfind(".//g:attribute", GEXF)}
    assert not names & {"id", "label", "kind", "weight", "start", "end", "source", "target"}
    edge_model = root.find(".//g:attributes[@class='edge']", GEXF)
    assert edge_model is not None
    assert "type" not in {a.get("id") for a in edge_model}


def test_graphml_reads_back_in_networkx(made: Subgraph) -> None:
    graph = nx.read_graphml(io.BytesIO(render(made, "graphml")), force_multigraph=True)
    assert {n: d["label"] for n, d in graph.nodes(data=True)} == {
        node.id: printable(node.name) for node in made.nodes
    }
    relations = {(s, t): d["relations"] for s, t, d in graph.edges(data=True)}
    assert relations == {pair: ";".join(kinds) for pair, kinds in _by_pair(made).items()}
    for node in told(made).nodes:
        known = graph.nodes[node.id]
        assert known["page"] == node.attributes["page"]
        assert known["pages"] == joined(node.attributes["pages"])
        assert known["quotes"] == printable(joined(node.attributes["quotes"]))
        assert known["size"] >= 4 and 0 <= known["r"] <= 255


def test_tables_read_back(made: Subgraph) -> None:
    nodes, edges = _tables(render(made, "csv"), "utf-8")
    assert [(r["Id"], r["type"]) for r in nodes] == [(n.id, n.type) for n in made.nodes]
    for row, node in zip(nodes, made.nodes, strict=True):
        assert row["Label"].removeprefix("'").replace("\\\\", "\\") == printable(node.name).replace(
            "\\\\", "\\"
        )
        assert row["pages"] == joined(node.attributes["pages"])
    ends = [(r["Source"], r["Target"], r["Type"], r["Kind"], r["Id"]) for r in edges]
    assert ends == [(e.source, e.target, "Directed", e.type, e.id) for e in made.edges]


def test_tables_for_excel_have_a_mark_and_no_formula() -> None:
    data = zipfile.ZipFile(io.BytesIO(render(nasty(), "csv", bom=True))).read("nodes.csv")
    assert data.startswith(b"\xef\xbb\xbf")
    nodes, _ = _tables(render(nasty(), "csv", bom=True), "utf-8-sig")
    starts = {value[:1] for row in nodes for value in row.values()}
    assert not starts & set("=+-@\t\r")
    assert next(r for r in nodes if r["Id"] == "formula")["Label"] == "'=1+1"


def test_turtle_reads_back_in_rdflib(made: Subgraph) -> None:
    graph = rdflib.Graph().parse(data=render(made, "ttl"), format="turtle")
    again = _from_rdf(graph)
    assert [(n.id, n.type, n.name) for n in again.nodes] == [
        (n.id, n.type, printable(n.name)) for n in made.nodes
    ]
    assert [(e.source, e.target, e.type) for e in again.edges] == [
        (e.source, e.target, e.type) for e in made.edges
    ]
    for one, other in zip(_records(made), _records(again), strict=True):
        assert _comparable(other.attributes) == _comparable(_printable(one.attributes))


def test_turtle_answers_sparql_without_the_reified_part() -> None:
    graph = rdflib.Graph().parse(data=render(GRAPHS["sample"], "ttl"), format="turtle")
    rows = graph.query(
        "SELECT ?name WHERE { ?lab inno:hostedBy ?u . ?u schema:name ?name }",
        initNs={"inno": INNO, "schema": SCHEMA},
    )
    assert sorted(str(row[0]) for row in rows) == ["云台研究院", "星河大学"]  # type: ignore[index]


def test_the_query_of_the_guide_finds_supports_with_their_quotes() -> None:
    guide = (ROOT / "docs" / "export.md").read_text("utf-8")
    (query,) = re.findall(r"```sparql\n(.+?)```", guide, re.DOTALL)
    made = GRAPHS["sample"]
    graph = rdflib.Graph().parse(data=render(made, "ttl"), format="turtle")
    found: Any = graph.query(query)
    rows = {(str(who), float(sure), str(quote)) for who, sure, quote in found}
    supports = [e for e in made.edges if (e.type, e.target) == ("SUPPORTS", "quantum")]
    assert len(supports) == 3
    assert rows == {
        (Addresses().entity(edge.source), edge.attributes["confidence"], quote)
        for edge in supports
        for quote in edge.attributes["quotes"]
    }


def test_the_script_rebuilds_the_graph(store: Store, made: Subgraph) -> None:
    script = render(made, "cypher").decode("utf-8")
    if store.engine.name == "Neo4j":  # which does not index a name of 5,000 letters
        store.alter("DROP INDEX entity_name IF EXISTS")
    for _ in range(2):
        _run(store, script)
    held = _held(store)
    assert (held.nodes, held.edges) == (made.nodes, made.edges)


def test_the_workbook_reads_back(made: Subgraph) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(made, "xlsx", lang="en")), read_only=True)
    sheets = {sheet.title: _rows(sheet) for sheet in book}
    assert list(sheets) == ["Entities", "Relations", "Supports", "Evidence", "Heads"]
    assert [(r["ID"], r["Type code"], r["Name"]) for r in sheets["Entities"]] == [
        (n.id, n.type, printable(n.name).replace("\r", "\n")) for n in made.nodes
    ]
    heads = ("ID", "From (ID)", "To (ID)", "Type code")
    ends = {tuple(r[head] for head in heads) for r in _edge_rows(sheets)}
    assert ends == {(e.id, e.source, e.target, e.type) for e in made.edges}
    proofs = [record.attributes.get("quotes", ()) for record in _records(made)]
    assert len(sheets["Evidence"]) == sum(map(len, proofs))
    assert all(not str(r["Name"]).startswith("http") for r in sheets["Entities"])


def test_no_cell_of_the_workbook_is_a_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(nasty(), "xlsx")))
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    assert kinds <= {"s", "n", "b", "inlineStr"}


def test_a_cell_longer_than_excel_takes_is_cut() -> None:
    long = subgraph([GraphNode("a", "Area", "𠮷" * 40_000)], [])
    book = openpyxl.load_workbook(io.BytesIO(render(long, "xlsx", lang="en")))
    name = book["Entities"]["D2"].value
    assert name.endswith("𠮷…") and len(name.encode("utf-16-le")) // 2 <= 32_767


def test_svg_shows_every_node_and_relation(made: Subgraph) -> None:
    root = ElementTree.fromstring(render(made, "svg"))
    space = {"s": "http://www.w3.org/2000/svg"}
    dots = root.findall("s:circle/s:title", space)
    assert len(dots) == len(made.nodes)
    assert len(root.findall(".//s:line", space)) == len(made.edges)
    width, height = (float(root.get(name, "0")) for name in ("width", "height"))
    for dot in root.iterfind("s:circle", space):
        assert 0 < float(dot.get("cx", "-1")) < width
        assert 0 < float(dot.get("cy", "-1")) < height


def test_png_is_a_picture_in_the_colours_of_the_types() -> None:
    engines.require("" if picture.font_file() else "no font with Chinese letters on this system")
    image = Image.open(io.BytesIO(render(GRAPHS["sample"], "png")))
    colors = {color for _, color in image.getcolors(1 << 24) or []}
    assert (0xCC, 0x66, 0x77) in colors  # a field
    assert (0x11, 0x77, 0x33) in colors  # a university


def _records(made: Subgraph) -> list[GraphNode | GraphEdge]:
    return [*made.nodes, *made.edges]


def _by_pair(made: Subgraph) -> dict[tuple[str, str], list[str]]:
    pairs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for edge in sorted(made.edges, key=lambda edge: edge.type):
        pairs[edge.source, edge.target].append(edge.type)
    return pairs


def _tables(data: bytes, encoding: str) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.namelist() == ["nodes.csv", "edges.csv"]
    texts = (archive.read(name).decode(encoding) for name in archive.namelist())
    first, second = (list(csv.DictReader(io.StringIO(text, newline=""))) for text in texts)
    return first, second


def _rows(sheet: Any) -> list[dict[str, Any]]:
    rows = list(sheet.iter_rows(values_only=True))
    return [dict(zip(rows[0], row, strict=False)) for row in rows[1:]]


def _edge_rows(sheets: Mapping[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return [*sheets["Relations"], *sheets["Supports"]]


def _run(store: Store, script: str) -> None:
    code = "\n".join(line for line in script.split("\n") if not line.startswith("//"))
    known = {each.strip() for each in schema()}
    for each in filter(str.strip, code.split(";\n")):
        if each.strip() in known:
            store.alter(each)
        else:
            store.write(each)


def _held(store: Store) -> Subgraph:
    nodes = store.read("MATCH (n:Entity) RETURN labels(n) AS labels, properties(n) AS p")
    edges = store.read(
        "MATCH (a)-[r]->(b) RETURN type(r) AS type, a.id AS source, b.id AS target,"
        " properties(r) AS p"
    )
    for row in nodes:
        assert set(row["labels"]) == {"Entity", row["p"]["type"]}
    return subgraph(
        (node_of(r["p"], r["p"]["id"], r["p"]["type"], r["p"]["name"]) for r in nodes),
        (edge_of(r["p"], r["type"], r["source"], r["target"]) for r in edges),
    )


def _from_rdf(graph: rdflib.Graph) -> Subgraph:
    nodes = [_rdf_node(graph, iri) for iri in graph.subjects(INNO.id)]
    own = {rdflib.URIRef(Addresses().entity(node.id)): node.id for node in nodes}
    edges = [_rdf_edge(graph, iri, own) for iri in graph.subjects(RDF.type, INNO.Relation)]
    return subgraph(nodes, edges)


def _rdf_node(graph: rdflib.Graph, iri: Any) -> GraphNode:
    (kind,) = (t for t in graph.objects(iri, RDF.type) if str(t).startswith(str(INNO)))
    names = {n.language: str(n) for n in graph.objects(iri, SCHEMA.name)}  # type: ignore[attr-defined]
    known = _rdf_attributes(graph, iri, {INNO.id})
    aliases = [str(name) for name in graph.objects(iri, SCHEMA.alternateName)]
    known |= {"aliases": aliases} if aliases else {}
    known |= {"name_en": names["en"]} if "en" in names else {}
    own = str(graph.value(iri, INNO.id))
    return GraphNode(own, str(kind).removeprefix(str(INNO)), names["zh"], known)


def _rdf_edge(graph: rdflib.Graph, iri: Any, own: Mapping[Any, str]) -> GraphEdge:
    source, target = own[graph.value(iri, RDF.subject)], own[graph.value(iri, RDF.object)]
    kind = str(graph.value(iri, INNO.relationType))
    assert (graph.value(iri, RDF.subject), graph.value(iri, RDF.predicate)) != (None, None)
    known = _rdf_attributes(graph, iri, {INNO.relationType, INNO.via})
    via = [own[one] for one in graph.objects(iri, INNO.via)]
    return edge_of(known | ({"via": via} if via else {}), kind, source, target)


def _rdf_attributes(graph: rdflib.Graph, iri: Any, skipped: set[Any]) -> dict[str, Any]:
    found: dict[str, list[Any]] = defaultdict(list)
    for name, value in graph.predicate_objects(iri):
        told = str(name).startswith(str(INNO)) and name not in skipped
        if told and not isinstance(value, rdflib.URIRef):
            language = getattr(value, "language", None)
            key = str(name).removeprefix(str(INNO)) + (f"_{language}" if language == "en" else "")
            found[key].append(value.toPython())  # type: ignore[attr-defined]
    found["documents"] = [
        str(one).rpartition(":")[2] for one in graph.objects(iri, PROV.hadPrimarySource)
    ]
    unsorted = graph.objects(iri, PROV.wasDerivedFrom)
    proofs: list[Any] = sorted(unsorted, key=lambda p: int(str(graph.value(p, INNO.position))))
    found["pages"] = [graph.value(p, INNO.page).toPython() for p in proofs]
    found["lines"] = [graph.value(p, INNO.line).toPython() for p in proofs]
    found["quotes"] = [str(graph.value(p, PROV.value)) for p in proofs]
    return {key: value if len(value) > 1 else value[0] for key, value in found.items() if value}


def _printable(attributes: Mapping[str, Any]) -> dict[str, Any]:
    return {key: printable(value) for key, value in attributes.items()}


#: What RDF says in another place (first evidence, sections) or in another way (a language tag).
ELSEWHERE = {"page", "line", "quote", "section", "sections"}


def _comparable(attributes: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Attributes as lists without order, but for those of evidence."""
    known = {key.removesuffix("_zh"): value for key, value in attributes.items()}
    lists = {key: _listed(value) for key, value in known.items() if key not in ELSEWHERE}
    ordered = ("pages", "lines", "quotes")
    return {
        key: value if key in ordered else sorted(set(value), key=str)
        for key, value in lists.items()
        if value
    }


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, Iterable) and not isinstance(value, str) else [value]


FORMULAS = (
    "=1+1",
    '=HYPERLINK("http://x.invalid/","看")',
    "@SUM(A1:A9)",
    "-2+3+cmd|' /C calc'!A0",
    "+cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "＝1+1",
    "＠SUM(A1)",
    "\ufeff=1+1",
)


@pytest.mark.parametrize("bom", [False, True])
def test_no_text_of_a_table_is_a_formula(bom: bool) -> None:
    """Names are strangers' words: in every column, of nodes and of edges. Numbers stay numbers."""
    told = [{"quote": name, "aliases": [name], "x": -1.5} for name in FORMULAS]
    nodes = [GraphNode(f"e:{name}", "Enterprise", name, bag) for name, bag in zip(FORMULAS, told)]
    edges = [
        GraphEdge(name, nodes[0].id, nodes[1].id, "HOSTED_BY", bag | {"weight": -2})
        for name, bag in zip(FORMULAS, told)
    ]
    tables = _tables(render(Subgraph(nodes, edges), "csv", bom=bom), "utf-8-sig")
    texts = [cell for table in tables for row in table for cell in row.values()]
    marked = [cell for cell in texts if cell.lstrip().startswith(tuple("=+-@＝＋－＠"))]
    assert set(marked) == {"-1.5", "-2"}
    assert sum(cell.startswith("'") for cell in texts) >= 4 * len(FORMULAS)
