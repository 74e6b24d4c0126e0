"""A subgraph drawn by the graph view, with the details of what is clicked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import streamlit as st

from graph.schema import TYPES
from graph.subgraph import GraphEdge, GraphNode, Subgraph
from views import address, component, details, network, parts
from views.words import caption, plain, say

MOST, HEIGHT = 500, 520
PICK, TURN = "pick", "turn-to"


def show(subgraph: Subgraph, key: str, colors: Mapping[str, str] | None = None) -> None:
    """The picture; ``colors`` (``#rrggbb`` by node) instead of those of the types."""
    if st.session_state.get(TURN):
        parts.go("explore", entity=st.session_state.pop(TURN))
    found = _network(subgraph)
    if not found.nodes:
        parts.nothing("picture.none")
        return
    _left_out(subgraph, found)
    picked = address.get(PICK)
    centre = _centre(found)
    drawn = _coloured(network.drawn(found, centre, picked, HEIGHT), colors or {})
    component.graph(drawn, key=key, on_event=lambda event: _happened(key, event))
    if found.node(picked) or found.edge(picked):
        with st.container(border=True):
            _picked(found, picked, centre)


def _network(subgraph: Subgraph) -> network.Network:
    """Entities that can be drawn, the best tied ones first, and what ties them."""
    ties = Counter(end for edge in subgraph.edges for end in (edge.source, edge.target))
    known = [node for node in subgraph.nodes if node.type in TYPES]
    best = sorted(known, key=lambda node: (-ties[node.id], node.id))[:MOST]
    ids = {node.id for node in best}
    edges = [e for e in subgraph.edges if e.source in ids and e.target in ids]
    return network.Network([_node(n) for n in best], [_edge(e) for e in edges], len(known))


def _node(node: GraphNode) -> dict[str, Any]:
    return {**node.attributes, "id": node.id, "type": node.type, "name": node.name}


def _edge(edge: GraphEdge) -> dict[str, Any]:
    ends = {"source": edge.source, "target": edge.target}
    return {"basis": "", **edge.attributes, **ends, "id": edge.id, "type": edge.type}


def _centre(found: network.Network) -> str:
    return str(found.nodes[0]["id"])


def _left_out(subgraph: Subgraph, found: network.Network) -> None:
    if found.total > len(found.nodes):
        st.caption(say("picture.part", shown=len(found.nodes), total=found.total))
    others = len(subgraph.nodes) - found.total
    if others:
        st.caption(say("picture.others", count=others))


def _coloured(drawn: dict[str, Any], colors: Mapping[str, str]) -> dict[str, Any]:
    nodes = [{**node, "color": colors.get(node["id"], node["color"])} for node in drawn["nodes"]]
    return {**drawn, "nodes": nodes}


def _picked(found: network.Network, picked: str, centre: str) -> None:
    edge = found.edge(picked)
    if edge and not edge["basis"]:
        names = {node["id"]: node["name"] for node in found.nodes}
        st.subheader(plain(network.sentence(edge, names)))
        st.caption(say("picture.weight", weight=edge.get("weight", 1)))
        return
    details.show(found, picked, centre)


def _happened(key: str, event: str) -> None:
    """A click picks; to expand or to centre is to turn to the page that explores."""
    told: Mapping[str, Any] = st.session_state[key].get(event) or {}
    id = str(told.get("id") or "")
    if event in ("expand", "centre") and id:
        st.session_state[TURN] = id
    elif event == "picked":
        address.put(PICK, id)


def captions(kinds: Counter[str]) -> str:
    """``Laboratory 12, University 3``, the most frequent first."""
    ranked = sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
    return say("list.comma").join(f"{caption(kind)} {count:,}" for kind, count in ranked)
