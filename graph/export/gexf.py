"""GEXF 1.3, written as it goes: what Gephi and Gephi Lite open as a picture.

``kind`` is the relation type, so that Gephi keeps parallel relations apart;
numbers are numbers, lists are lists (of texts all of them: networkx knows no
other list and would refuse the file); colour, size and place stand in ``viz:``.
Only what is being written is in memory (beside the looks).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, BinaryIO

from graph.export.chunks import pour
from graph.export.looks import Looks, edge_color, label, relation_caption, rgb
from graph.export.options import Options
from graph.export.values import UNPRINTABLE, Column, clean, columns, written
from graph.subgraph import GraphEdge, GraphNode, Subgraph

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">\n'
)
#: Names that Gephi takes for something else when a column bears them.
TAKEN = frozenset({"id", "label", "pid", "start", "end", "kind", "source", "target", "weight"})
#: Beside the four signs of XML, what a reader may fold into a blank when it stands there as such.
FOLDED = "\t\n\r\x85\u2028\u2029"
ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
    | {sign: f"&#{ord(sign)};" for sign in FOLDED}
)
#: Whether there is anything to escape; most texts have nothing, and looking is quick.
SPECIAL = re.compile(f"[{re.escape(''.join(map(chr, ESCAPES)))}]|{UNPRINTABLE.pattern}")
IN_LIST = str.maketrans({"\\": "\\\\", '"': '\\"'})


def write(subgraph: Subgraph, out: BinaryIO, options: Options) -> None:
    """Write ``subgraph`` to ``out``."""
    pour(_pieces(subgraph, options), out)


def _pieces(subgraph: Subgraph, options: Options) -> Iterator[str]:
    looks = options.looks(subgraph)
    of_nodes = columns(_node_bag(node) for node in subgraph.nodes)
    of_edges = columns(_edge_bag(edge) for edge in subgraph.edges)
    yield HEAD
    yield f"<meta><creator>innograph</creator><description>{escaped(options.description(subgraph))}"
    yield "</description></meta>\n"
    yield '<graph defaultedgetype="directed" mode="static">\n'
    yield from _model("node", of_nodes)
    yield from _model("edge", of_edges)
    yield f'<nodes count="{len(subgraph.nodes)}">\n'
    yield from _nodes(subgraph.nodes, of_nodes, looks)
    yield f'</nodes>\n<edges count="{len(subgraph.edges)}">\n'
    yield from _edges(subgraph.edges, of_edges, options.lang)
    yield "</edges>\n</graph>\n</gexf>\n"


def _model(kind: str, found: Iterable[Column]) -> Iterator[str]:
    yield f'<attributes class="{kind}" mode="static">\n'
    for column in found:
        name, type_ = escaped(_name(column)), "liststring" if column.many else column.kind
        yield f'<attribute id="{name}" title="{name}" type="{type_}"/>\n'
    yield "</attributes>\n"


def _nodes(nodes: Iterable[GraphNode], model: tuple[Column, ...], looks: Looks) -> Iterator[str]:
    prepared = _prepared(model)
    for node in nodes:
        yield f'<node id="{escaped(node.id)}" label="{escaped(label(node))}">'
        yield _values(_node_bag(node), prepared)
        yield f"{_viz(node.id, looks)}</node>\n"


def _edges(edges: Iterable[GraphEdge], model: tuple[Column, ...], lang: str) -> Iterator[str]:
    prepared = _prepared(model)
    for edge in edges:
        kind = escaped(edge.type)
        caption = escaped(relation_caption(edge.type, lang))
        weight = edge.attributes.get("weight", 1.0)
        yield (
            f'<edge id="{escaped(edge.id)}" source="{escaped(edge.source)}"'
            f' target="{escaped(edge.target)}" kind="{kind}" label="{caption}" weight="{weight}">'
        )
        yield f"{_values(_edge_bag(edge), prepared)}{_viz_color(edge_color(edge))}</edge>\n"


def _viz(node: str, looks: Looks) -> str:
    x, y = looks.place(node)
    return (
        f"{_viz_color(looks.color(node))}"
        f'<viz:position x="{x}" y="{y}" z="0.0"/><viz:size value="{looks.size(node)}"/>'
    )


@cache
def _viz_color(color: str) -> str:
    red, green, blue = rgb(color)
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'


def _prepared(model: Iterable[Column]) -> Mapping[str, tuple[str, Column]]:
    return {c.name: (f'<attvalue for="{escaped(_name(c))}" value="', c) for c in model}


def _values(bag: Mapping[str, Any], model: Mapping[str, tuple[str, Column]]) -> str:
    found = [
        f'{model[name][0]}{_value(value, model[name][1])}"/>'
        for name, value in bag.items()
        if name in model and value != []
    ]
    return f"<attvalues>{''.join(found)}</attvalues>" if found else ""


def _value(value: Any, column: Column) -> str:
    if not column.many:
        return escaped(value if isinstance(value, str) else written(value))
    return escaped(listed(value, column))


def listed(value: Any, column: Column) -> str:
    """A list as Gephi reads it: ``[1, 2]``, ``["甲", "乙"]``."""
    items = value if isinstance(value, list | tuple) else [value]
    if column.kind == "string":
        return f"[{', '.join(map(_item, items))}]"
    return f"[{', '.join(map(written, items))}]"


def _item(item: Any) -> str:
    text = item if isinstance(item, str) else written(item)
    return f'"{text.translate(IN_LIST)}"'


def _node_bag(node: GraphNode) -> Mapping[str, Any]:
    return {"type": node.type, **node.attributes}


def _edge_bag(edge: GraphEdge) -> Mapping[str, Any]:
    """No column named ``type``: in GEXF that is directed or undirected."""
    own = {name: value for name, value in edge.attributes.items() if name not in ("type", "weight")}
    return {"relation": edge.type, **own}


def _name(column: Column) -> str:
    return f"{column.name}_" if column.name.lower() in TAKEN else column.name


def escaped(text: str) -> str:
    """``text`` as XML holds it, in an attribute or between tags."""
    return clean(text).translate(ESCAPES) if SPECIAL.search(text) else text
