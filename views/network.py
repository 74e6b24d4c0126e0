"""A neighbourhood as data for the graph view: nodes, edges, legend, words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.schema import RELATIONS, TYPES
from views import address, data
from views.words import caption, name_of, say

FAMILIES = {
    "field": ("TechField",),
    "thing": ("Laboratory", "Facility", "InnovationCenter", "TechPlatform"),
    "industry": ("IndustryChain", "IndustryCluster", "FutureIndustry", "ServiceIndustry"),
    "place": ("IndustrialPark", "Area"),
    "project": ("Project", "Indicator"),
}
FAMILY = {kind: family for family, kinds in FAMILIES.items() for kind in kinds}
#: How many nodes at first, and how many at most; what of the address says which.
FIRST, MOST = 80, 500
AREA, SURE, BASIS = "area", "sure", "basis"
#: Kinds that are switched off in the key, and things that were hidden one by one.
OFF, HIDDEN = "off", "hidden"
#: Groups of many small things that were opened.
UNFOLDED = "unfolded"
OF_VIEW = (OFF, HIDDEN, UNFOLDED)
#: What belongs to one centre and goes when there is another.
OF_CENTRE = ("open", "pick", "most", HIDDEN, UNFOLDED)
KEPT = ("entity", "open", "hops", "most", "show", "to", "way", AREA, SURE, BASIS, OFF, HIDDEN)
WORDS = (
    "tools search expand expand_why collapse collapse_why centre centre_why hide hide_why pin "
    "pin_why undo undo_why fit fit_why full full_why png png_why svg svg_why layout canvas types "
    "relations keys file file_svg fcose concentric columns breadthfirst grid"
).split()
#: Words that the view puts a number into.
SIGNED = ("found", "unfolded")
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges (rows with id, type and more), how many nodes there would be, and how many
    more are here but outside what the reader narrows it to."""

    nodes: Sequence[Row]
    edges: Sequence[Row]
    total: int
    outside: int = 0

    def node(self, id: str) -> Row | None:
        """The node with ``id``."""
        return next((node for node in self.nodes if node["id"] == id), None)

    def edge(self, id: str) -> Row | None:
        """The edge with ``id``."""
        return next((edge for edge in self.edges if edge["id"] == id), None)


def shown(centre: str, weaker: bool, also: Iterable[str] = ()) -> Network:
    """The graph that the address asks for around ``centre``, and the things ``also``."""
    hops = 2 if address.get("hops") == "2" else 1
    way = tuple(also)
    found = around(centre, address.several("open"), hops, most(), weaker, way)
    bases = address.several(BASIS)
    return narrowed(found, {centre, *way}, _inside(address.get(AREA)), sure(), bases)


def unhidden(found: Network) -> Network:
    """What of ``found`` the reader has neither switched off nor hidden."""
    off, hidden = address.several(OFF), address.several(HIDDEN)
    nodes = [n for n in found.nodes if n["type"] not in off and n["id"] not in hidden]
    ids = {node["id"] for node in nodes}
    edges = [e for e in found.edges if e["type"] not in off and {e["source"], e["target"]} <= ids]
    return Network(nodes, edges, found.total, found.outside)


def most() -> int:
    """How many nodes the address asks for at first."""
    return min(max(_whole("most", FIRST), FIRST), MOST)


def sure() -> float:
    """The least confidence of supports that the address asks for, 0 to 1."""
    return min(_whole(SURE, 0), 100) / 100


def narrowed(
    found: Network,
    always: Container[str],
    inside: Container[str] | None,
    least: float,
    bases: Collection[str] = (),
) -> Network:
    """What of ``found`` lies in the area (``inside``; None for anywhere), without supports less
    sure than ``least``, without relations on other grounds than ``bases`` (none for any) and
    without what only they tied; ``always`` stays."""
    if inside is None and not least and not bases:
        return found
    near = {
        n["id"] for n in found.nodes if inside is None or n["id"] in inside or n["id"] in always
    }
    edges = [e for e in found.edges if e.get("confidence", 1) >= least]
    edges = [e for e in edges if not bases or e["basis"] in bases]
    edges = [e for e in edges if e["source"] in near and e["target"] in near]
    tied = {end for edge in edges for end in (edge["source"], edge["target"])}
    nodes = [n for n in found.nodes if n["id"] in near and (n["id"] in tied or n["id"] in always)]
    outside = len(found.nodes) - len(nodes)
    return Network(nodes, edges, found.total - outside, outside)


def _inside(area: str) -> set[str] | None:
    return {row["id"] for row in data.rows("export/area", area=area)} if area else None


def _whole(name: str, otherwise: int) -> int:
    asked = address.get(name)
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else otherwise


def around(
    centre: str,
    opened: Sequence[str],
    hops: int,
    most: int,
    weaker: bool,
    also: Sequence[str] = (),
) -> Network:
    """The graph around ``centre`` and around what was expanded, ``most`` nodes at first."""
    found = [_one(centre, hops, most, weaker), *(_one(id, 1, most, weaker) for id in opened)]
    found += [_one(id, 0, 1, weaker) for id in also]
    nodes = {node["id"]: node for each in found for node in each["nodes"]}
    edges = data.rows("subgraph_edges_among", ids=sorted(nodes), weaker=weaker)
    return Network(list(nodes.values()), [_edge(row) for row in edges], found[0]["total"])


def drawn(network: Network, centre: str, selected: str, height: int) -> dict[str, Any]:
    """What the graph view takes."""
    names = {node["id"]: name_of(node) for node in network.nodes}
    return {
        "centre": centre,
        "selected": selected,
        "height": height,
        "nodes": [_node_drawn(node) for node in network.nodes],
        "edges": [_edge_drawn(edge, names) for edge in network.edges],
        "types": _legend(TYPES, network.nodes),
        "relations": _legend(RELATIONS, network.edges),
        "words": {word: say(f"graph.{word}") for word in WORDS}
        | {word: say(f"graph.{word}", n="{n}") for word in SIGNED},
    }


def sentence(edge: Row, names: Mapping[str, str]) -> str:
    """``A – hosted by → B``."""
    ends = {"source": names[edge["source"]], "target": names[edge["target"]]}
    return say("graph.edge", relation=caption(edge["type"]), **ends)


def _one(id: str, hops: int, most: int, weaker: bool) -> Row:
    empty: Row = {"nodes": [], "edges": [], "total": 0}
    found = data.row("neighbours", entity=id, hops=hops, limit=most, weaker=weaker)
    return found or empty


def _edge(row: Row) -> Row:
    return {**row["properties"], **{key: row[key] for key in ("id", "type", "source", "target")}}


def _node_drawn(node: Row) -> dict[str, Any]:
    info = TYPES[node["type"]]
    words = [node["name"], node.get("name_en") or "", *(node.get("aliases") or ())]
    return {
        "id": node["id"],
        "name": name_of(node),
        "type": node["type"],
        "family": FAMILY.get(node["type"], "organisation"),
        "color": info.color,
        "search": "\n".join(words).lower(),
        "told": say("name.typed", name=name_of(node), type=caption(node["type"])),
    }


def _edge_drawn(edge: Row, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": edge["id"],
        "source": edge["source"],
        "target": edge["target"],
        "type": edge["type"],
        "caption": caption(edge["type"]),
        "basis": edge["basis"],
        "weak": not edge.get("default", True),
        "told": sentence(edge, names),
    }


def _legend(known: Mapping[str, Any], things: Iterable[Row]) -> list[dict[str, Any]]:
    counted = Counter(thing["type"] for thing in things)
    return [
        {
            "type": kind,
            "caption": caption(kind),
            "many": say("graph.many", n="{n}", type=caption(kind)),
            "count": counted[kind],
            "color": getattr(info, "color", ""),
            "family": FAMILY.get(kind, "organisation") if kind in TYPES else "",
        }
        for kind, info in known.items()
        if counted[kind]
    ]
