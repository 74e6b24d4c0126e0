"""A subgraph as people read it in tables and pictures: quotes in one line each, the one that says
the whole thing first; on every edge a weight.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from graph.subgraph import EVIDENCE, GraphEdge, GraphNode, Subgraph
from ingest.errors import UsageError

WEIGHTS = ("confidence", "quotes", "shared")
LISTS = (*EVIDENCE.values(), "evidence_documents")
BREAK = re.compile(r"\s*[\r\n]+\s*")
LATIN = re.compile(r"[A-Za-z0-9,.;:]")
SHORTEST = 2  # letters of a name that tell it from the words around it
T = TypeVar("T")
Weigh = Callable[[GraphEdge], float]


def told(subgraph: Subgraph, weight: str = WEIGHTS[0]) -> Subgraph:
    """``subgraph`` with quotes to be read and the ``weight`` that is asked for on every edge that
    has none: confidence (what is no support is sure), number of quotes, or of things that both
    ends are tied to. UsageError for another weight."""
    weigh = weigher(subgraph, weight)

    def edge(one: GraphEdge) -> GraphEdge:
        # An id ends in the name: a graph larger than memory needs no list of names.
        ends = tuple((end.partition(":")[2],) for end in (one.source, one.target))
        known = {"weight": weigh(one), **_ordered(one.attributes, ends)}
        return replace(one, attributes=known)

    def node(one: GraphNode) -> GraphNode:
        return replace(one, attributes=_ordered(one.attributes, ((one.name,),)))

    return replace(subgraph, nodes=_Each(subgraph.nodes, node), edges=_Each(subgraph.edges, edge))


def weigher(subgraph: Subgraph, weight: str) -> Weigh:
    """What weighs an edge."""
    if weight not in WEIGHTS:
        raise UsageError("export.unknown.weight", name=weight, known=", ".join(WEIGHTS))
    if weight == "confidence":
        return lambda edge: float(edge.attributes.get("confidence", 1.0))
    if weight == "quotes":
        return lambda edge: float(len(edge.attributes.get("quotes") or ()) or 1)
    near: dict[str, set[str]] = defaultdict(set)
    for edge in subgraph.edges:
        near[edge.source].add(edge.target)
        near[edge.target].add(edge.source)
    return lambda edge: 1.0 + len(near[edge.source] & near[edge.target])


def one_line(quote: str) -> str:
    """``quote`` without line breaks: none within Chinese words, a blank between English ones."""
    parts = BREAK.split(quote.strip())
    made = parts[0]
    for part in parts[1:]:
        apart = " " if LATIN.match(made[-1:]) and LATIN.match(part[:1]) else ""
        made += apart + part
    return made


def _ordered(
    attributes: Mapping[str, Any], names: tuple[tuple[str, ...], ...]
) -> Mapping[str, Any]:
    """The lists of evidence, the quote that holds most of the ``names`` first, then the longest."""
    quotes = [one_line(quote) for quote in attributes.get("quotes") or ()]
    if not quotes:
        flat = attributes.get("quote")
        return {**attributes, "quote": one_line(flat)} if flat else attributes
    order = sorted(range(len(quotes)), key=lambda at: (-_held(quotes[at], names), -len(quotes[at])))
    lists = {
        name: [(quotes if name == "quotes" else known)[at] for at in order]
        for name in LISTS
        if len(known := attributes.get(name) or ()) == len(quotes)
    }
    flat = {
        one: lists[many][0] for one, many in EVIDENCE.items() if one in attributes and many in lists
    }
    return {**attributes, **lists, **flat}


def _held(quote: str, names: tuple[tuple[str, ...], ...]) -> int:
    return sum(
        any(len(form) >= SHORTEST and form in quote for form in forms) and quote not in forms
        for forms in names
    )


@dataclass(frozen=True, slots=True)
class _Each(Generic[T], Collection[T]):
    """What ``made`` makes of each of ``these``, whenever it is gone through."""

    these: Collection[T]
    made: Callable[[T], T]

    def __iter__(self) -> Iterator[T]:
        return map(self.made, self.these)

    def __len__(self) -> int:
        return len(self.these)

    def __contains__(self, item: object) -> bool:
        return any(item == one for one in self)
