"""GraphML within what it can carry: one edge for each pair, with its relations joined.

Gephi merges parallel edges of a GraphML file whatever they are called, so
``relations`` and ``ids`` list what stands between a pair; GEXF keeps them
apart. Lists become texts joined by `` | ``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from typing import Any, BinaryIO

from graph.export.chunks import pour
from graph.export.gexf import escaped
from graph.export.looks import Looks, label, rgb
from graph.export.options import Options
from graph.export.values import Column, columns, free, joined, written
from graph.subgraph import GraphEdge, GraphNode, Subgraph

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
    ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)
KINDS = {"integer": "int"}
#: What Gephi takes for colour, size and place.
PICTURE = (
    *(Column(name, "integer") for name in "rgb"),
    *(Column(name, "double") for name in ("size", "x", "y")),
)
TAKEN = frozenset({"label", "weight", "relations", "ids", *(column.name for column in PICTURE)})


def write(subgraph: Subgraph, out: BinaryIO, options: Options) -> None:
    """Write ``subgraph`` to ``out``."""
    pour(_pieces(subgraph, options), out)


def _pieces(subgraph: Subgraph, options: Options) -> Iterator[str]:
    looks = options.looks(subgraph)
    pairs = sorted(subgraph.edges, key=lambda edge: (edge.source, edge.target, edge.type))
    of_nodes = _flat(columns(_node_bag(node) for node in subgraph.nodes), PICTURE)
    of_edges = _flat(columns(_pair_bag(pair) for pair in _paired(pairs)), ())
    yield HEAD
    yield from _keys("node", of_nodes)
    yield from _keys("edge", of_edges)
    yield f'<graph id="innograph" edgedefault="directed">\n<desc>{_description(subgraph, options)}'
    yield "</desc>\n"
    for node in subgraph.nodes:
        bag = _node_bag(node) | _picture(node.id, looks)
        yield f'<node id="{escaped(node.id)}">{_data("node", bag, of_nodes)}</node>\n'
    for pair in _paired(pairs):
        yield f"<edge {_ends(pair)}>{_data('edge', _pair_bag(pair), of_edges)}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _description(subgraph: Subgraph, options: Options) -> str:
    return escaped(options.description(subgraph))


def _keys(kind: str, model: Mapping[str, Column]) -> Iterator[str]:
    for name, column in model.items():
        type_ = "string" if column.many else KINDS.get(column.kind, column.kind)
        own = escaped(name)
        yield f'<key id="{kind}.{own}" for="{kind}" attr.name="{own}" attr.type="{type_}"/>\n'


def _data(kind: str, bag: Mapping[str, Any], model: Mapping[str, Column]) -> str:
    return "".join(
        f'<data key="{kind}.{escaped(name)}">{escaped(_value(value))}</data>'
        for name, value in bag.items()
        if name in model and value != []
    )


def _value(value: Any) -> str:
    if isinstance(value, list | tuple):
        return joined(value)
    return written(value)


def _ends(pair: list[GraphEdge]) -> str:
    first = pair[0]
    ends = f'source="{escaped(first.source)}" target="{escaped(first.target)}"'
    return f'id="{escaped(first.id)}" {ends}'


def _flat(found: tuple[Column, ...], more: tuple[Column, ...]) -> dict[str, Column]:
    return {column.name: column for column in (*found, *more)}


def _node_bag(node: GraphNode) -> dict[str, Any]:
    return {"label": label(node), "type": node.type, **free(node.attributes, TAKEN)}


def _picture(node: str, looks: Looks) -> dict[str, Any]:
    red, green, blue = rgb(looks.color(node))
    x, y = looks.place(node)
    return {"r": red, "g": green, "b": blue, "size": looks.size(node), "x": x, "y": y}


def _paired(edges: Iterable[GraphEdge]) -> Iterator[list[GraphEdge]]:
    for _, same in groupby(edges, attrgetter("source", "target")):
        yield list(same)


def _pair_bag(pair: list[GraphEdge]) -> dict[str, Any]:
    """What the pair's relations say; an attribute that two of them have is joined."""
    names = dict.fromkeys(name for edge in pair for name in edge.attributes if name != "weight")
    own = free({name: _joined(pair, name) for name in names}, TAKEN)
    own |= {"relations": ";".join(edge.type for edge in pair), "weight": _weight(pair)}
    if len(pair) > 1:
        own["ids"] = [edge.id for edge in pair]
    return own


def _weight(pair: list[GraphEdge]) -> float:
    return float(sum(edge.attributes.get("weight", 1.0) for edge in pair))


def _joined(pair: list[GraphEdge], name: str) -> Any:
    found = [edge.attributes[name] for edge in pair if name in edge.attributes]
    if len(found) == 1 or all(isinstance(value, bool | float | int) for value in found):
        return found[0]
    if all(isinstance(value, list | tuple) for value in found):
        return [item for value in found for item in value]
    return "; ".join(dict.fromkeys(map(written, found)))
