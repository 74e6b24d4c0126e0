"""JSON as node-link lists: the contract's form, one node or edge a line, in the order of ids.

``{"nodes":[{"id","type","name",…}],"edges":[{"id","source","target","type",…}]}``;
the same graph gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from graph.export.chunks import pour
from graph.export.options import Options
from graph.export.values import REPLACEMENT, SURROGATES
from graph.subgraph import GraphEdge, GraphNode, Subgraph, edge_of, node_of


def write(subgraph: Subgraph, out: BinaryIO, options: Options) -> None:
    """Write ``subgraph`` to ``out``."""
    pour(_pieces(subgraph), out)


def read(data: bytes) -> Subgraph:
    """The subgraph that :func:`write` wrote."""
    found = json.loads(data)
    nodes = tuple(node_of(n, n["id"], n["type"], n["name"]) for n in found["nodes"])
    edges = tuple(edge_of(e, e["type"], e["source"], e["target"]) for e in found["edges"])
    return Subgraph(nodes, edges)


def node_record(node: GraphNode) -> dict[str, Any]:
    """A node as one flat map: id, type, name, then its attributes by name."""
    return {"id": node.id, "type": node.type, "name": node.name, **_sorted(node)}


def edge_record(edge: GraphEdge) -> dict[str, Any]:
    """An edge as one flat map: id, source, target, type, then its attributes by name."""
    ends = {"source": edge.source, "target": edge.target}
    return {"id": edge.id, **ends, "type": edge.type, **_sorted(edge)}


def _sorted(record: GraphNode | GraphEdge) -> dict[str, Any]:
    return {name: record.attributes[name] for name in sorted(record.attributes)}


def _pieces(subgraph: Subgraph) -> Iterator[str]:
    yield '{"nodes":['
    yield from _rows(map(node_record, subgraph.nodes))
    yield '],\n"edges":['
    yield from _rows(map(edge_record, subgraph.edges))
    yield "]}\n"


def _rows(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    before = "\n"
    for record in records:
        line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        yield before + SURROGATES.sub(REPLACEMENT, line)
        before = ",\n"
