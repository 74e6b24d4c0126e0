"""A neighbourhood as data for the graph view: nodes, edges, legend, words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.schema import RELATIONS, TYPES
from views import address, clock, data
from views.words import basis, caption, name_of, say

FAMILIES = {
    "field": ("TechField",),
    "thing": ("Laboratory", "Facility", "InnovationCenter", "TechPlatform"),
    "industry": ("IndustryChain", "IndustryCluster", "FutureIndustry", "ServiceIndustry"),
    "place": ("IndustrialPark", "Area"),
    "project": ("Project", "Indicator"),
}
FAMILY = {kind: family for family, kinds in FAMILIES.items() for kind in kinds}
#: How many nodes at first, and how many at most; what of the address says which.
FIRST, MOST = 80, 2000
#: How many plans are named under a drawing.
NAMED = 2
AREA, SURE, BASIS, PLAN = "area", "sure", "basis", "stated_in"
#: Kinds that are switched off in the key, and what was hidden or, where that is less, what alone
#: was kept.
OFF, HIDDEN, ONLY = "off", "hidden", "only"
#: Groups of many small things that were opened; what stands fast, and where; the reader's words.
UNFOLDED, PIN, NOTE = "unfolded", "pin", "note"
OF_VIEW = (OFF, HIDDEN, ONLY, UNFOLDED, PIN, NOTE)
#: What belongs to one centre and goes when there is another.
OF_CENTRE = ("open", "pick", "most", HIDDEN, ONLY, UNFOLDED, PIN)
KEPT = (
    *("entity", "open", "hops", "most", "show", "to", "way"),
    *(AREA, SURE, BASIS, PLAN, OFF, HIDDEN, ONLY),
)
WORDS = (
    "tools search expand expand_why collapse collapse_why centre centre_why hide hide_why pin "
    "pin_why note note_why note_what note_keep box box_why keep clear undo undo_why fit fit_why "
    "full full_why png png_why svg svg_why layout canvas types relations grounds keys file "
    "file_svg fcose concentric columns time breadthfirst grid undated"
).split()
#: Words that the view puts a number into.
SIGNED = ("found", "unfolded", "boxed", "without")
#: On what a relation rests, in the order of the key; those whose line differs from the rest.
GROUNDS = ("stated", "derived", "table", "prose", "name", "weaker")
LINES = ("stated", "derived", "weaker")
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


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reader narrows the graph to: things in an area (``inside``; None for anywhere),
    supports that are sure enough, relations on some grounds and of some plans (none for any)."""

    inside: Container[str] | None
    least: float
    bases: Collection[str]
    plans: Collection[str]

    @property
    def none(self) -> bool:
        """Whether everything stays."""
        return self.inside is None and not (self.least or self.bases or self.plans)

    def keep(self, edge: Row) -> bool:
        """Whether a relation stays."""
        return (
            edge.get("confidence", 1) >= self.least
            and (not self.bases or edge["basis"] in self.bases)
            and (not self.plans or edge["document"] in self.plans)
        )


def shown(centre: str, weaker: bool, also: Iterable[str] = ()) -> Network:
    """The graph that the address asks for around ``centre``, and the things ``also``."""
    way = tuple(also)
    return narrowed(whole(centre, weaker, way), {centre, *way}, limits())


def whole(centre: str, weaker: bool, also: Iterable[str] = ()) -> Network:
    """As :func:`shown`, before the reader narrows it."""
    hops = 2 if address.get("hops") == "2" else 1
    return around(centre, address.several("open"), hops, most(), weaker, tuple(also))


def limits() -> Limits:
    """What the address narrows the graph to."""
    area = _inside(address.get(AREA))
    return Limits(area, sure(), address.several(BASIS), address.several(PLAN))


def unhidden(found: Network) -> Network:
    """What of ``found`` the reader has neither switched off nor hidden."""
    off, hidden = address.several(OFF), address.several(HIDDEN)
    only = set(address.several(ONLY) or (node["id"] for node in found.nodes))
    nodes = [n for n in found.nodes if n["type"] not in off and n["id"] not in hidden]
    nodes = [node for node in nodes if node["id"] in only]
    ids = {node["id"] for node in nodes}
    edges = [e for e in found.edges if e["type"] not in off and basis(e) not in off]
    edges = [e for e in edges if {e["source"], e["target"]} <= ids]
    return Network(nodes, edges, found.total, found.outside)


def most() -> int:
    """How many nodes the address asks for at first."""
    return min(max(_whole("most", FIRST), FIRST), MOST)


def sure() -> float:
    """The least confidence of supports that the address asks for, 0 to 1."""
    return min(_whole(SURE, 0), 100) / 100


def narrowed(found: Network, always: Container[str], limits: Limits) -> Network:
    """What of ``found`` stays within ``limits``, without what only left out relations tied;
    ``always`` stays."""
    if limits.none:
        return found
    inside = limits.inside
    near = {
        n["id"] for n in found.nodes if inside is None or n["id"] in inside or n["id"] in always
    }
    edges = [e for e in found.edges if limits.keep(e)]
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
    when = _when(names)
    return {
        "centre": centre,
        "selected": selected,
        "height": height,
        "source": _source(),
        "nodes": [_node_drawn(node) | {"when": when.get(node["id"])} for node in network.nodes],
        "edges": [_edge_drawn(edge, names) for edge in network.edges],
        "types": _legend(TYPES, network.nodes),
        "relations": _legend(RELATIONS, network.edges),
        "grounds": _grounds(network.edges),
        "words": {word: say(f"graph.{word}") for word in WORDS}
        | {word: say(f"graph.{word}", n="{n}") for word in SIGNED},
    }


def _source() -> str:
    """Where a drawing is from: the plans and the day."""
    known = data.plan_titles()
    names = [known[id] for id in data.in_view() or known if id in known]
    plans, more = say("list.comma").join(names[:NAMED]), len(names) - NAMED
    named = say("graph.plans", plans=plans, more=more) if more > 0 else plans
    return say("graph.source", plans=named, day=clock.spoken(clock.today()))


def _when(ids: Iterable[str]) -> dict[str, str]:
    """The year or period of things, where one is known."""
    rows = data.rows("app_years", ids=sorted(ids))
    return {row["id"]: row["year"] or row["period"] or "" for row in rows}


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
        "ground": basis(edge),
        "weak": not edge.get("default", True),
        "told": sentence(edge, names),
    }


def _grounds(edges: Iterable[Row]) -> list[dict[str, Any]]:
    counted = Counter(basis(edge) for edge in edges)
    return [
        {
            "type": ground,
            "caption": say(f"basis.{ground}"),
            "count": counted[ground],
            "line": ground if ground in LINES else "plain",
        }
        for ground in GROUNDS
        if counted[ground]
    ]


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
