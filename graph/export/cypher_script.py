"""A script that rebuilds the graph in any Neo4j 5: paste it, or run it with cypher-shell.

Its statements are the key of ``schema.cypher`` and two files of graph/load/,
with lists of literals for their rows. Running it twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from operator import attrgetter
from typing import Any, BinaryIO, TypeVar

from graph.export.chunks import pour
from graph.export.json_node_link import node_record
from graph.export.options import Options
from graph.export.values import REPLACEMENT, SURROGATES, written
from graph.statements import schema, statement
from graph.subgraph import GraphEdge, Subgraph

#: The engine reads long literals slowly: more rows to a statement take longer in all.
BATCH = 50
#: Names longer than an index takes are no reason to refuse, so the key is all that is made.
KEY = "CONSTRAINT entity_id"
KIND, ROWS = "`Kind`", "$rows"
T = TypeVar("T")
ESCAPES = str.maketrans(
    {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    | {chr(code): f"\\u{code:04x}" for code in range(32) if chr(code) not in "\n\r\t"}
    | {"\x7f": "\\u007f", "\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def write(subgraph: Subgraph, out: BinaryIO, options: Options) -> None:
    """Write ``subgraph`` to ``out``."""
    pour(_pieces(subgraph, options), out)


def _pieces(subgraph: Subgraph, options: Options) -> Iterator[str]:
    yield f"// innograph: {' '.join(options.description(subgraph).split())}\n"
    yield from (f"{each};\n" for each in schema() if KEY in each)
    nodes = sorted(subgraph.nodes, key=attrgetter("type", "id"))
    for kind, some in groupby(nodes, attrgetter("type")):
        yield from _statements("script_nodes", kind, map(node_record, some))
    edges = sorted(subgraph.edges, key=attrgetter("type", "id"))
    for kind, found in groupby(edges, attrgetter("type")):
        yield from _statements("script_edges", kind, map(_edge_row, found))


def _statements(name: str, kind: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    template = _code(name)
    for some in _batches(rows):
        lines = ",\n".join(map(literal, some))
        yield template.replace(KIND, quoted(kind)).replace(ROWS, f"[\n{lines}]") + ";\n"


def _code(name: str) -> str:
    lines = statement(name).splitlines()
    return "\n".join(line for line in lines if not line.startswith("//"))


def _edge_row(edge: GraphEdge) -> dict[str, Any]:
    ends = {"id": edge.id, "source": edge.source, "target": edge.target}
    return {**ends, "properties": {"id": edge.id, **edge.attributes}}


def literal(value: Any) -> str:
    """``value`` as Cypher writes it."""
    if isinstance(value, str):
        return f"'{SURROGATES.sub(REPLACEMENT, value).translate(ESCAPES)}'"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{quoted(k)}: {literal(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(literal, value))}]"
    return written(value)


def quoted(name: str) -> str:
    """A label, a type or a key: bare where that is allowed, else in back quotes."""
    if name.isascii() and name.isidentifier():
        return name
    return f"`{SURROGATES.sub(REPLACEMENT, name).replace('`', '``')}`"


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    left = iter(rows)
    while some := list(islice(left, BATCH)):
        yield some
