"""Choosing a subgraph of a store: by conditions, or as the result of a query.

The whole graph holds everything. A field's subgraph is the field, the
institutions that support it, what derived supports go through, and the
relations between all these; ``weaker`` adds the weaker supports. Passages and
mentions are not nodes here: their page, line and quote stand on each node and
edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from graph.export.facts import evidence_of
from graph.records import Edge, Node, Path, Result
from graph.schema import RELATIONS, TYPES
from graph.store import Store
from graph.subgraph import (
    GraphEdge,
    GraphNode,
    Subgraph,
    edge_of,
    evidence_lists,
    in_plans,
    node_of,
    subgraph,
)
from ingest.errors import UsageError
from queries.library import run
from queries.naming import meant, one_of
from queries.plans import Shelf, titles

MOST_HOPS = 6
BASES = ("stated", "derived", "table", "prose", "name")
#: What typed Cypher may return at most, and how long it may take (seconds).
MOST_ROWS, PATIENCE = 100_000, 60.0
LONGEST_ID = 2000
Ids = frozenset[str]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a node or an edge must be like to stay."""

    types: Ids
    relations: Ids
    basis: Ids
    min_confidence: float

    @property
    def on_edges(self) -> bool:
        """Whether they look at edges."""
        return bool(self.relations or self.basis or self.min_confidence)


@dataclass(frozen=True, slots=True)
class Scope:
    """Ids that were chosen; ``anchor`` is the one that was named and stays whatever its type.
    ``about``, ``named`` and ``note`` as in Subgraph."""

    ids: Ids
    anchor: str
    about: str
    named: Mapping[str, Any]
    note: str = "export.note.empty"


def choose(
    store: Store,
    *,
    field: str | None = None,
    entity: str | None = None,
    hops: int = 1,
    types: Sequence[str] = (),
    relations: Sequence[str] = (),
    basis: Sequence[str] = (),
    min_confidence: float = 0.0,
    area: str | None = None,
    weaker: bool = False,
    neighbours: bool = False,
    query: str | None = None,
    params: Mapping[str, Any] | None = None,
    question: str | None = None,
    cypher: str | None = None,
    plans: Sequence[str] | None = None,
) -> Subgraph:
    """The subgraph that fits, in the order of ids.

    ``field``, ``entity`` and ``area`` are ids or names; ``hops`` counts from
    the entity (0 to 6); ``neighbours`` adds what is directly tied to the
    choice. ``min_confidence`` (0 to 1) is for relations. With ``relations``,
    ``basis`` or ``min_confidence`` a node that keeps no edge goes, unless
    named. ``query`` (with ``params``), ``question`` or ``cypher`` take a
    result instead. ``plans`` (ids) are the only ones of which anything is taken. UsageError or
    QueryError for what is not known.
    """
    _check(hops, min_confidence, (query, question, cypher), (field, entity, area))
    conditions = _conditions(types, relations, basis, min_confidence)
    if cypher:
        typed = store.console(cypher, limit=MOST_ROWS, timeout=PATIENCE)
        return _kept(of_result(store, typed), conditions)
    shelf = Shelf(store, plans)
    if query or question:
        scopes = [_of_query(shelf, query, params) if query else _of_answer(shelf, question or "")]
    else:
        scopes = list(_scopes(shelf, field, entity, hops, area, weaker))
    return _kept(_within(shelf, scopes, weaker, neighbours), conditions, _anchors(scopes))


def _check(hops: int, confidence: float, results: Iterable[Any], named: Iterable[Any]) -> None:
    if not isinstance(hops, int) or not 0 <= hops <= MOST_HOPS:
        raise UsageError("export.hops", hops=hops, most=MOST_HOPS)
    if not 0 <= confidence <= 1:
        raise UsageError("export.confidence", value=confidence)
    given = sum(map(bool, results))
    if given > 1 or (given and any(named)):
        raise UsageError("export.one_of")


def _conditions(
    types: Sequence[str], relations: Sequence[str], basis: Sequence[str], confidence: float
) -> Conditions:
    return Conditions(
        frozenset(one_of(name, TYPES, "type") for name in types),
        frozenset(one_of(name, RELATIONS, "relation") for name in relations),
        frozenset(one_of(name, BASES, "basis") for name in basis),
        confidence,
    )


def _scopes(
    shelf: Shelf, field: str | None, entity: str | None, hops: int, area: str | None, weaker: bool
) -> Iterator[Scope]:
    if field:
        one = meant(shelf.store, field, "field", ["TechField"])
        rows = shelf.run("subgraph_field_nodes", field=one["id"], weaker=weaker)
        yield Scope(_ids(rows), one["id"], "export.scope.field", {"name": one["name"]})
    if entity:
        one = meant(shelf.store, entity)
        ids = _reached(shelf, one["id"], hops, weaker)
        yield Scope(ids, one["id"], "export.scope.entity", {"name": one["name"], "hops": hops})
    if area:
        one = meant(shelf.store, area, "area", ["Area"])
        rows = shelf.run("export/area", area=one["id"])
        yield Scope(_ids(rows), one["id"], "export.scope.area", {"name": one["name"]})


def _reached(shelf: Shelf, start: str, hops: int, weaker: bool) -> Ids:
    reached = edge = frozenset({start})
    for _ in range(hops):
        rows = shelf.run("export/neighbours", ids=sorted(edge), weaker=weaker)
        edge = _ids(rows) - reached
        reached |= edge
        if not edge:
            break
    return reached


def _of_query(shelf: Shelf, name: str, params: Mapping[str, Any] | None) -> Scope:
    """What the rows of a named query speak of: every text in them that is an entity's id."""
    found = frozenset(_texts(shelf.run(name, **params or {})))
    return Scope(found, "", "export.scope.query", {"name": name})


def _of_answer(shelf: Shelf, question: str) -> Scope:
    """The entities of an answer, and those that the question itself names."""
    from queries.narrowing import ask_plans  # reads a lexicon that other ways do not need

    answer = ask_plans(shelf.store, question, ids=shelf.plans)
    said = [getattr(answer, "answers", ()), getattr(answer, "params", {})]
    found = frozenset(_texts(said)) if answer.status == "answered" else frozenset()
    return Scope(found, "", "export.scope.question", {"name": question}, "export.note.unanswered")


def _within(shelf: Shelf, scopes: Sequence[Scope], weaker: bool, more: bool) -> Subgraph:
    """What lies in all of ``scopes``; the whole graph where there is none."""
    if not scopes:
        nodes = _with_stated(shelf.run("subgraph_nodes"), shelf.run("export/attributes"))
        return _built(shelf, nodes, shelf.run("export/evidence"), shelf.run("subgraph_edges"))
    ids = frozenset.intersection(*(scope.ids for scope in scopes)) | _anchors(scopes)
    if more and ids:
        ids |= _ids(shelf.run("export/neighbours", ids=sorted(ids), weaker=weaker))
    first = scopes[0]
    made = _among(shelf, sorted(ids), weaker)
    return replace(made, about=first.about, named=first.named, note=first.note)


def among(
    store: Store, ids: Sequence[str], weaker: bool = False, plans: Sequence[str] | None = None
) -> Subgraph:
    """The entities ``ids`` and all relations between them; ``weaker``: weaker supports too;
    ``plans`` as in :func:`choose`."""
    return _among(Shelf(store, plans), ids, weaker)


def _among(shelf: Shelf, ids: Sequence[str], weaker: bool) -> Subgraph:
    found = shelf.run("export/nodes", ids=ids)
    known = sorted(_ids(found))
    nodes = _with_stated(found, shelf.run("export/attributes", ids=known))
    edges = shelf.run("subgraph_edges_among", ids=known, weaker=weaker)
    return _built(shelf, nodes, shelf.run("export/evidence", ids=known), edges)


def _with_stated(nodes: Iterable[Row], attributes: Iterable[Row]) -> Iterator[Row]:
    """The rows of nodes with what tables state of them, head and value in one text."""
    stated: dict[str, list[str]] = {}
    for row in attributes:
        stated.setdefault(row["id"], []).append(f"{row['head']}：{row['value']}")
    for row in nodes:
        own = {"stated": stated[row["id"]]} if row["id"] in stated else {}
        yield {**row, "properties": {**row["properties"], **own}}


def _built(
    shelf: Shelf, nodes: Iterable[Row], mentions: Iterable[Row], edges: Iterable[Row]
) -> Subgraph:
    proofs = {id: evidence_of(rows) for id, rows in groupby(mentions, itemgetter("id"))}
    made = subgraph(
        (_node(row["properties"], proofs.get(row["id"], {})) for row in nodes),
        (edge_of(r["properties"], r["type"], r["source"], r["target"]) for r in edges),
    )
    return in_plans(made, titles(shelf.store), shelf.plans)


def _node(properties: Mapping[str, Any], proof: Mapping[str, Any]) -> GraphNode:
    known = proof or {k: v for k, v in evidence_lists(properties).items() if k != "sections"}
    return node_of({**properties, **known}, *(properties[k] for k in ("id", "type", "name")))


def of_result(store: Store, result: Result) -> Subgraph:
    """The nodes, relationships and paths that a typed query returned, and nothing beside them
    but the ends of its relationships."""
    records = list(_records(result.rows))
    nodes = {record.id: record for record in records if isinstance(record, Node)}
    edges = {record.id: record for record in records if isinstance(record, Edge)}
    ends = run(store, "export/ends", ids=sorted(edges)) if edges else []
    nodes |= {end.id: end for row in ends for end in (row["source"], row["target"])}
    places = {row["id"]: (row["source"].id, row["target"].id) for row in ends}
    made = subgraph(
        map(_typed_node, nodes.values()),
        (_typed_edge(e, *places.get(e.id, (e.source, e.target))) for e in edges.values()),
    )
    return replace(made, about="export.scope.cypher", note="export.note.scalars")


def _typed_node(node: Node) -> GraphNode:
    """An entity as ever; a document or passage under its label and its title or its text."""
    known = node.properties
    kind = next((label for label in node.labels if label in TYPES), "".join(node.labels[:1]))
    name = str(known.get("name") or known.get("title") or known.get("text") or node.id)
    return node_of(evidence_lists(known) if "quote" in known else known, node.id, kind, name)


def _typed_edge(edge: Edge, source: str, target: str) -> GraphEdge:
    return edge_of(edge.properties, edge.type, source, target)


def _kept(found: Subgraph, conditions: Conditions, anchors: Ids = frozenset()) -> Subgraph:
    """``found`` without what the conditions leave out."""
    nodes = [n for n in found.nodes if _fits_node(n, conditions) or n.id in anchors]
    ids = {node.id for node in nodes}
    edges = [e for e in found.edges if e.source in ids and e.target in ids]
    edges = [e for e in edges if _fits_edge(e, conditions)]
    if conditions.on_edges:
        tied = {end for edge in edges for end in (edge.source, edge.target)} | anchors
        nodes = [node for node in nodes if node.id in tied]
    return replace(found, nodes=tuple(nodes), edges=tuple(edges))


def _fits_node(node: GraphNode, conditions: Conditions) -> bool:
    return not conditions.types or node.type in conditions.types


def _fits_edge(edge: GraphEdge, conditions: Conditions) -> bool:
    return (
        (not conditions.relations or edge.type in conditions.relations)
        and (not conditions.basis or edge.attributes.get("basis") in conditions.basis)
        and edge.attributes.get("confidence", 1.0) >= conditions.min_confidence
    )


def _anchors(scopes: Iterable[Scope]) -> Ids:
    return frozenset(scope.anchor for scope in scopes if scope.anchor)


def _ids(rows: Iterable[Row]) -> Ids:
    return frozenset(row["id"] for row in rows)


def _texts(value: Any) -> Iterator[str]:
    """Every text in ``value``, however deep, that could be an id."""
    if isinstance(value, str):
        if len(value) <= LONGEST_ID:
            yield value
    elif isinstance(value, Mapping):
        yield from _texts(list(value.values()))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value) and not isinstance(value, type):
        yield from _texts([getattr(value, each.name) for each in fields(value)])


def _records(value: Any) -> Iterator[Node | Edge]:
    """Every node and relationship in ``value``, those of paths too."""
    if isinstance(value, Node | Edge):
        yield value
    elif isinstance(value, Path):
        yield from value.nodes
        yield from value.edges
    elif isinstance(value, Mapping):
        yield from _records(list(value.values()))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _records(item)
