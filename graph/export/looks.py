"""How nodes look: colour, size and place, the same in every format that can show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.analytics import LIKE, MEASURES, SHARES, measure
from graph.export.layout import Places, places
from graph.schema import RELATIONS, TYPES
from graph.subgraph import GraphEdge, GraphNode, Subgraph
from ingest.catalogue import text
from ingest.errors import UsageError

GREY = "#8c8c8c"
#: Gephi stretches sizes to this range, and places along with them; with all of it used, it
#: leaves both as they are.
SMALLEST, LARGEST = 4.0, 100.0
#: Sizes grow as the cube root of what they show, so that hubs do not hide the rest.
GROWTH = 1 / 3
#: Edges: a support that the plan states, one that was derived, any other relation.
STATED, DERIVED, OTHER = "#56606b", "#c2a36b", "#a9b2bb"


@dataclass(frozen=True, slots=True)
class Looks:
    """Colour (``#rrggbb``), size and place of every node, by its id."""

    colors: Mapping[str, str]
    sizes: Mapping[str, float]
    places: Places

    def color(self, node: str) -> str:
        """``#rrggbb`` of the node."""
        return self.colors.get(node, GREY)

    def place(self, node: str) -> tuple[float, float]:
        """x and y of the node."""
        return self.places.get(node, (0.0, 0.0))

    def size(self, node: str) -> float:
        """The node's radius."""
        return self.sizes.get(node, SMALLEST)


def looks(subgraph: Subgraph, size_by: str = "degree", color_by: str = "type") -> Looks:
    """Looks by a measure of graph/analytics.py or by an attribute; UsageError for neither."""
    ends = [(edge.source, edge.target) for edge in subgraph.edges]
    sizes = _sizes(subgraph, size_by)
    labels = {node.id: label(node) for node in subgraph.nodes}
    return Looks(_colors(subgraph, color_by), sizes, places(sizes, ends, labels))


def type_color(kind: str) -> str:
    """The colour of a type, as in the app; grey for what is no type of ours."""
    return TYPES[kind].color if kind in TYPES else GREY


def edge_color(edge: GraphEdge) -> str:
    """The colour of a relation: stated supports stand out, derived ones are told apart."""
    if edge.type != "SUPPORTS":
        return OTHER
    return STATED if edge.attributes.get("basis") == "stated" else DERIVED


def relation_caption(kind: str, lang: str) -> str:
    """What a type of relation is called in ``lang``; itself, where it is none of ours."""
    if kind in RELATIONS:
        return RELATIONS[kind].caption(lang)
    if kind in (SHARES, LIKE):
        return text(f"export.relation.{kind}", lang)
    return kind


def _colors(subgraph: Subgraph, by: str) -> dict[str, str]:
    if by == "type":
        return {node.id: type_color(node.type) for node in subgraph.nodes}
    values = _values(subgraph, by)
    ranks = Counter(map(str, values.values())).most_common()
    order = [name for name, _ in sorted(ranks, key=lambda pair: (-pair[1], pair[0]))]
    palette = [info.color for info in TYPES.values()]
    color = {name: palette[at % len(palette)] for at, name in enumerate(order)}
    return {node: color[str(value)] for node, value in values.items()}


def _sizes(subgraph: Subgraph, by: str) -> dict[str, float]:
    if by == "degree":
        found: dict[str, Any] = dict(_degrees(subgraph))
    else:
        found = _values(subgraph, by)
    roots = {n.id: max(0.0, _number(found.get(n.id))) ** GROWTH for n in subgraph.nodes}
    least, most = min(roots.values(), default=0.0), max(roots.values(), default=0.0)
    if most <= least:
        return dict.fromkeys(roots, SMALLEST)
    scale = (LARGEST - SMALLEST) / (most - least)
    return {node: round(SMALLEST + scale * (root - least), 2) for node, root in roots.items()}


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _degrees(subgraph: Subgraph) -> Counter[str]:
    return Counter(end for edge in subgraph.edges for end in (edge.source, edge.target))


def _values(subgraph: Subgraph, name: str) -> dict[str, Any]:
    if name in MEASURES:
        return dict(measure(subgraph, (name,))[name])
    found = {n.id: n.attributes[name] for n in subgraph.nodes if name in n.attributes}
    if not found and len(subgraph.nodes):
        raise UsageError("export.unknown.measure", name=name, known=_known(subgraph))
    return found


def _known(subgraph: Subgraph) -> str:
    names = {name for node in subgraph.nodes for name in node.attributes}
    return ", ".join((*MEASURES, *sorted(names)))


def rgb(color: str) -> tuple[int, int, int]:
    """``#rrggbb`` as three numbers from 0 to 255."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def label(node: GraphNode) -> str:
    """What stands beside a node: its name, or its id where it has none."""
    return node.name or node.id
