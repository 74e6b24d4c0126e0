"""Measures of a subgraph, by networkx: who stands where, who belongs together.

Each measure has a name, a caption and an explanation in two sentences
(``export.measure.NAME`` and ``export.measure.NAME.why`` of the catalogue).
Communities use a fixed seed; the same subgraph gives the same numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from types import MappingProxyType
from typing import Any

import networkx as nx
import numpy as np

from graph.subgraph import GraphEdge, GraphNode, Subgraph, edge_id
from ingest.catalogue import text
from ingest.errors import UsageError
from ingest.model import INSTITUTION_TYPES

Values = dict[str, float] | dict[str, int]
SEED = 7
DAMPING = 0.85
TOLERANCE = 1e-10
#: Types of the relations that projections make.
SHARES, LIKE = "SHARES_FIELD", "ALIKE"
#: Above so many nodes betweenness is estimated from this many of them.
SAMPLE = 2000


@dataclass(frozen=True, slots=True)
class Measure:
    """A number for every node. ``find`` takes the directed multigraph of :func:`network`."""

    name: str
    find: Callable[[nx.MultiDiGraph], Values]

    def caption(self, lang: str) -> str:
        """Its name in ``lang``."""
        return text(f"export.measure.{self.name}.caption", lang)

    def explanation(self, lang: str) -> str:
        """What it says, in two sentences of ``lang``."""
        return text(f"export.measure.{self.name}.why", lang)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two fields (ids), how many institutions they share, and that over all that either has."""

    first: str
    second: str
    shared: int
    jaccard: float


def network(subgraph: Subgraph) -> nx.MultiDiGraph:
    """The subgraph for networkx: node key = id, edge key = relation type, all attributes."""
    graph = nx.MultiDiGraph()
    for node in subgraph.nodes:
        graph.add_node(node.id, **{**node.attributes, "type": node.type, "name": node.name})
    for edge in subgraph.edges:
        own = {**edge.attributes, "id": edge.id, "type": edge.type}
        graph.add_edge(edge.source, edge.target, edge.type, **own)
    return graph


def measure(subgraph: Subgraph, names: Sequence[str] = ()) -> Mapping[str, Values]:
    """The measures ``names`` (all, if none is named), each a number by node id.

    UsageError for an unknown name. Times: README of bench/.
    """
    unknown = next((name for name in names if name not in MEASURES), None)
    if unknown:
        raise UsageError("export.unknown.measure", name=unknown, known=", ".join(MEASURES))
    graph = network(subgraph)
    return {name: MEASURES[name].find(graph) for name in names or MEASURES}


def annotated(subgraph: Subgraph, names: Sequence[str] = ()) -> Subgraph:
    """``subgraph`` with measures as attributes of its nodes, to be exported with them."""
    found = measure(subgraph, names)
    nodes = tuple(
        replace(node, attributes={**node.attributes, **_of(found, node.id)})
        for node in subgraph.nodes
    )
    return replace(subgraph, nodes=nodes)


def shared_fields(subgraph: Subgraph) -> Subgraph:
    """Institutions tied by the fields that both support: ``weight`` how many, ``fields`` which."""
    fields = _supported(subgraph)
    ids = sorted(set(fields) & {n.id for n in subgraph.nodes if n.type in INSTITUTION_TYPES})
    found = ((a, b, fields[a] & fields[b]) for a, b in combinations(ids, 2))
    edges = (_tie(SHARES, a, b, {"weight": len(s), "fields": sorted(s)}) for a, b, s in found if s)
    return _among(subgraph, frozenset(ids), edges, "export.scope.institutions")


def likeness(subgraph: Subgraph) -> list[Likeness]:
    """How much any two fields are carried by the same institutions, most alike first."""
    supporters: dict[str, set[str]] = defaultdict(set)
    for institution, fields in _supported(subgraph).items():
        for field in fields:
            supporters[field].add(institution)
    rows = [_likeness(a, b, supporters) for a, b in combinations(sorted(supporters), 2)]
    return sorted(rows, key=lambda row: (-row.jaccard, row.first, row.second))


def alike_fields(subgraph: Subgraph) -> Subgraph:
    """Fields tied by :func:`likeness`: ``weight`` is the Jaccard index, ``shared`` the count."""
    rows = [row for row in likeness(subgraph) if row.shared]
    edges = (
        _tie(LIKE, row.first, row.second, {"weight": row.jaccard, "shared": row.shared})
        for row in rows
    )
    fields = frozenset(n.id for n in subgraph.nodes if n.type == "TechField")
    return _among(subgraph, fields, edges, "export.scope.fields")


def _degree(graph: nx.MultiDiGraph) -> Values:
    return dict(graph.degree())


def _betweenness(graph: nx.MultiDiGraph) -> Values:
    simple = _simple(graph)
    some = None if len(simple) <= SAMPLE else min(len(simple), SAMPLE // 10)
    found = nx.betweenness_centrality(simple, k=some, seed=SEED)
    return {node: round(value, 9) for node, value in found.items()}


def _pagerank(graph: nx.MultiDiGraph) -> Values:
    """The power iteration; networkx's own needs scipy, which nothing else here does."""
    if not len(graph):
        return {}
    at = {node: number for number, node in enumerate(graph)}
    ends = np.array([(at[s], at[t]) for s, t in _ways(graph)], dtype=np.int64).reshape(-1, 2)
    out = np.bincount(ends[:, 0], minlength=len(at))
    rank = np.full(len(at), 1 / len(at))
    for _ in range(200):
        flow = np.where(out > 0, rank / np.maximum(out, 1), 0.0)
        came = np.bincount(ends[:, 1], weights=flow[ends[:, 0]], minlength=len(at))
        new = DAMPING * (came + rank[out == 0].sum() / len(at)) + (1 - DAMPING) / len(at)
        if np.abs(new - rank).sum() < TOLERANCE:
            break
        rank = new
    return {node: round(float(new[number]), 9) for node, number in at.items()}


def _ways(graph: nx.MultiDiGraph) -> Iterator[tuple[str, str]]:
    """Source and target of every edge; a projection's edges lead both ways."""
    for source, target, kind in graph.edges(keys=True):
        yield source, target
        if kind in (SHARES, LIKE):
            yield target, source


def _community(graph: nx.MultiDiGraph) -> Values:
    """1 is the largest community."""
    found = nx.community.louvain_communities(_simple(graph), seed=SEED)
    return _numbered(found)


def _core(graph: nx.MultiDiGraph) -> Values:
    simple = _simple(graph)
    return dict(nx.core_number(simple))


def _component(graph: nx.MultiDiGraph) -> Values:
    """1 is the largest part."""
    return _numbered(nx.connected_components(_simple(graph)))


#: In the order in which they are shown.
MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        each.name: each
        for each in (
            Measure("degree", _degree),
            Measure("betweenness", _betweenness),
            Measure("pagerank", _pagerank),
            Measure("community", _community),
            Measure("core", _core),
            Measure("component", _component),
        )
    }
)


def _simple(graph: nx.MultiDiGraph) -> nx.Graph:
    """Undirected, one edge for each pair (``weight``: how many relations), no loops, in the
    order of the ids, which Louvain depends on."""
    simple = nx.Graph()
    simple.add_nodes_from(sorted(graph))
    for source, target in sorted(graph.edges()):
        if source != target:
            weight = simple.get_edge_data(source, target, {"weight": 0})["weight"]
            simple.add_edge(source, target, weight=weight + 1)
    return simple


def _numbered(groups: Iterable[set[str]]) -> dict[str, int]:
    order = sorted(groups, key=lambda group: (-len(group), min(group)))
    return {node: number for number, group in enumerate(order, 1) for node in group}


def _of(found: Mapping[str, Values], node: str) -> dict[str, Any]:
    return {name: values[node] for name, values in found.items()}


def _supported(subgraph: Subgraph) -> dict[str, set[str]]:
    fields: dict[str, set[str]] = defaultdict(set)
    for edge in subgraph.edges:
        if edge.type == "SUPPORTS":
            fields[edge.source].add(edge.target)
    return fields


def _likeness(first: str, second: str, supporters: Mapping[str, set[str]]) -> Likeness:
    shared = len(supporters[first] & supporters[second])
    either = len(supporters[first] | supporters[second])
    return Likeness(first, second, shared, round(shared / either, 4))


def _tie(kind: str, source: str, target: str, attributes: Mapping[str, Any]) -> GraphEdge:
    return GraphEdge(edge_id(kind, source, target), source, target, kind, attributes)


def _among(
    subgraph: Subgraph, ids: frozenset[str], edges: Iterable[GraphEdge], about: str
) -> Subgraph:
    nodes: list[GraphNode] = [node for node in subgraph.nodes if node.id in ids]
    return Subgraph(tuple(nodes), tuple(sorted(edges, key=lambda edge: edge.id)), about)
