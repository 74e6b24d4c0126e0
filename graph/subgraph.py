"""What is exported: a subgraph of plain frozen records, in a fixed order.

``attributes`` hold what the graph knows of a node or an edge beside its key:
texts, numbers, truth values and lists of them, never ``None``. What changes
from one ingest to the next (``run``, ``fingerprint``) is no attribute, so the
same facts give the same file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter
from typing import Any

from ingest.model import NOTHING, content_hash

PASSING = frozenset({"run", "fingerprint"})
NODE_KEYS = frozenset({"id", "type", "name"})
EDGE_KEYS = frozenset({"id", "type", "source", "target", "claim"})
#: The first piece of evidence flat, and all pieces as parallel lists.
EVIDENCE = {"page": "pages", "line": "lines", "quote": "quotes", "section": "sections"}


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A node: its stable id, its type (a label of graph/schema.py), its name."""

    id: str
    type: str
    name: str
    attributes: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """A directed edge; ``id`` depends on type and ends alone (see :func:`edge_id`)."""

    id: str
    source: str
    target: str
    type: str
    attributes: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Nodes and edges. Both can be gone through more than once; a tuple, or for a graph larger
    than memory any collection that reads itself anew.

    ``about`` (a key of the catalogue, filled from ``named``) says what it is
    of, ``note`` (a key too) what to say when it is empty.
    """

    nodes: Collection[GraphNode] = ()
    edges: Collection[GraphEdge] = ()
    about: str = "export.title"
    named: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    note: str = "export.note.empty"

    def __bool__(self) -> bool:
        return bool(len(self.nodes))


def subgraph(nodes: Iterable[GraphNode], edges: Iterable[GraphEdge]) -> Subgraph:
    """Nodes and edges in the order of their ids, each once; edges without both ends go."""
    kept = {node.id: node for node in nodes}
    whole = (e for e in edges if e.source in kept and e.target in kept)
    joined = {edge.id: edge for edge in merged(whole)}
    return Subgraph(tuple(kept[i] for i in sorted(kept)), tuple(joined[i] for i in sorted(joined)))


def edge_id(kind: str, source: str, target: str) -> str:
    """The id of an edge: the same in every document and every ingest."""
    return content_hash(kind, source, target)


def node_of(properties: Mapping[str, Any], id: str, kind: str, name: str) -> GraphNode:
    """A node from what a graph engine holds of it."""
    return GraphNode(id, kind, name, _attributes(properties, NODE_KEYS))


def edge_of(properties: Mapping[str, Any], kind: str, source: str, target: str) -> GraphEdge:
    """An edge from what a graph engine holds of it."""
    own = _attributes(properties, EDGE_KEYS)
    return GraphEdge(edge_id(kind, source, target), source, target, kind, own)


def merged(edges: Iterable[GraphEdge]) -> Iterator[GraphEdge]:
    """One edge for each (source, type, target): what several documents say, joined."""
    for _, same in groupby(sorted(edges, key=_rank), attrgetter("id")):
        yield _joined(list(same))


def in_plans(
    found: Subgraph, titles: Mapping[str, str], plans: Collection[str] | None = None
) -> Subgraph:
    """Each node and edge with the titles (``plans``) of the documents that speak of it; with
    ``plans`` of no others than these. What an exported script rebuilt keeps the titles it came
    with: the script has no documents."""

    def told(attributes: Mapping[str, Any]) -> Mapping[str, Any]:
        ids = [i for i in attributes.get("documents", ()) if plans is None or i in plans]
        if not titles.keys() & set(ids):
            return attributes
        return {**attributes, "documents": ids, "plans": [titles.get(i, i) for i in ids]}

    nodes = (replace(node, attributes=told(node.attributes)) for node in found.nodes)
    edges = (replace(edge, attributes=told(edge.attributes)) for edge in found.edges)
    return replace(found, nodes=tuple(nodes), edges=tuple(edges))


def evidence_lists(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """``attributes`` with the first piece of evidence as lists, where the lists are missing."""
    lists = {many: [attributes[one]] for one, many in EVIDENCE.items() if one in attributes}
    return {**lists, **attributes}


def _joined(edges: list[GraphEdge]) -> GraphEdge:
    first = edges[0]
    if len(edges) == 1:
        return replace(first, attributes=_with_documents(first.attributes))
    proofs = {many: _chained(edges, one, many) for one, many in EVIDENCE.items()}
    proofs["evidence_documents"] = [d for edge in edges for d in _document_of_each(edge)]
    lists = _united(edges) | {key: value for key, value in proofs.items() if value}
    best = {**first.attributes, **lists}
    best["documents"] = [edge.attributes.get("document", "") for edge in edges]
    best.pop("document", None)
    return replace(first, attributes=best)


def _with_documents(attributes: Mapping[str, Any]) -> Mapping[str, Any]:
    if "document" not in attributes:
        return attributes
    rest = {key: value for key, value in attributes.items() if key != "document"}
    return {**rest, "documents": [attributes["document"]]}


def _united(edges: Iterable[GraphEdge]) -> dict[str, list[Any]]:
    """Every list of the edges, with what any of them says, each thing once."""
    found: dict[str, list[Any]] = {}
    for name, value in (pair for edge in edges for pair in edge.attributes.items()):
        if isinstance(value, list | tuple):
            found[name] = list(dict.fromkeys([*found.get(name, []), *value]))
    return found


def _chained(edges: Iterable[GraphEdge], one: str, many: str) -> list[Any]:
    return [item for edge in edges for item in _pieces(edge.attributes, one, many)]


def _pieces(attributes: Mapping[str, Any], one: str, many: str) -> list[Any]:
    return list(attributes.get(many) or ([attributes[one]] if one in attributes else []))


def _document_of_each(edge: GraphEdge) -> list[Any]:
    """The edge's document, once for each piece of its evidence."""
    known = edge.attributes
    return [known.get("document", "")] * len(_pieces(known, "quote", "quotes"))


def _rank(edge: GraphEdge) -> tuple[str, float, str]:
    """What is surest comes first, then by document."""
    sure = float(edge.attributes.get("confidence") or 0)
    return edge.id, -sure, str(edge.attributes.get("document", ""))


def _attributes(properties: Mapping[str, Any], keys: frozenset[str]) -> Mapping[str, Any]:
    left = PASSING | keys
    return {
        key: properties[key]
        for key in sorted(properties)
        if key not in left and properties[key] is not None
    }
