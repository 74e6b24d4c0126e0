"""Hand-made subgraphs for the tests of exporting, and what each reader should see of them."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any

from graph.export.values import clean
from graph.subgraph import GraphEdge, GraphNode, Subgraph, edge_id, subgraph
from ingest.model import Extraction
from ingest.pipeline import read_plan
from tests.processes import ROOT

#: Names that break careless writers.
NASTY = {
    "quotes": "他说“好” \"x\" 'y' `z` \\ back\\",
    "angle": "<b>&amp;</b> ]]> <!-- -->",
    "emoji": "😀👩‍🔬 𠮷",
    "control": "a\x00b\x07c\td\ne\rf\x1b",
    "long": "长" * 5000,
    "lists": "[甲, 乙] | 丙; 丁, {戊}",
    "formula": "=1+1",
    "escapes": r"\u0041 \\u0042 \n %20 $rows `Kind`",
    "blank": "  两端  ",
    "separators": "\u202eabc\u2028x\x85y",
    "semicolon": "a;\nMATCH (n) DETACH DELETE n;\n//",
}


@cache
def shipped() -> Extraction:
    """The plan that ships, read once for all tests of a run."""
    return read_plan(ROOT / "data" / "hangzhou-west-corridor-14fyp.txt")


def nasty() -> Subgraph:
    """Every nasty name as name, alias, quote and reason, with every kind of value."""
    ids = list(NASTY)
    nodes = [_node(own, name) for own, name in NASTY.items()]
    pairs = list(pairwise(ids))
    edges = [_edge(kind, a, b) for kind in ("HOSTED_BY", "SUPPORTS") for a, b in pairs]
    edges += [_edge("PART_OF", ids[1], ids[0]), _edge("PART_OF", ids[0], ids[0])]
    return subgraph(nodes, edges)


def many(nodes: int, edges: int) -> Subgraph:
    """A large plain graph."""
    made = tuple(GraphNode(f"n{i:07}", "Enterprise", f"企业{i}", {"page": i}) for i in range(nodes))
    ends = ((f"n{i % nodes:07}", f"n{i * 7919 % nodes:07}") for i in range(edges))
    kinds = ("HOSTED_BY", "SUPPORTS", "PART_OF")
    tied = tuple(
        GraphEdge(f"e{i:07}", a, b, kinds[i % 3], {"basis": "table"})
        for i, (a, b) in enumerate(ends)
    )
    return Subgraph(made, tied)


def printable(value: Any) -> Any:
    """``value`` as formats hold it that know no control characters."""
    if isinstance(value, str):
        return clean(value)
    return [printable(item) for item in value] if isinstance(value, list | tuple) else value


def _node(own: str, name: str) -> GraphNode:
    known = {"aliases": [name, "乙"], "pages": [1, 2], "flagship": True, "page": 3}
    more = {"amount": 1.5, "big": 2**40, "quote": name, "quotes": [name, "丙"], "lines": [7, 8]}
    return GraphNode(own, "Enterprise", name, {**known, **more, "kind": "major", "line": 7})


def _edge(kind: str, source: str, target: str) -> GraphEdge:
    said = {"basis": "derived", "confidence": 0.25, "default": False, "via": [source]}
    proof = {"quotes": [NASTY[source]], "pages": [1], "lines": [2], "quote": NASTY[source]}
    known = {**said, **proof, "page": 1, "line": 2, "reasons_zh": [NASTY[target]]}
    return GraphEdge(edge_id(kind, source, target), source, target, kind, known)
