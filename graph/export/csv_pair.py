"""CSV for Gephi's spreadsheet import: a zip with nodes.csv and edges.csv.

Heads are those that Gephi knows (``Id``, ``Label``; ``Source``, ``Target``,
``Type``, ``Kind``, ``Id``, ``Label``, ``Weight``); ``Kind`` keeps parallel
relations apart. Lists are ``甲 | 乙`` (Gephi would take ``[1, 2]`` for times). A text
that a spreadsheet would take for a formula begins with an apostrophe: a plan's
names are strangers' words, and whoever opens the table must not run them.
With ``bom`` the tables are for Excel: UTF-8 with a byte order mark.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, BinaryIO

from graph.export.looks import label, relation_caption
from graph.export.options import Options
from graph.export.told import told
from graph.export.values import clean, columns, free, joined, written
from graph.export.xlsx import tables
from graph.subgraph import GraphEdge, GraphNode, Subgraph

NODE_HEAD = ("Id", "Label", "type")
EDGE_HEAD = ("Source", "Target", "Type", "Kind", "Id", "Label", "Weight")
TAKEN = frozenset(name.lower() for name in (*NODE_HEAD, *EDGE_HEAD))
#: Zip holds no time before this one; a fixed one keeps files the same.
TIME = (1980, 1, 1, 0, 0, 0)
ESCAPING = re.compile(r"\\+(?=\"|$)")
#: First signs of what spreadsheets compute, also in their full width.
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
Row = Iterable[Any]


def write(subgraph: Subgraph, out: BinaryIO, options: Options) -> None:
    """Write ``subgraph`` to ``out``, row by row."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _table(archive, "nodes.csv", node_rows(subgraph), options.bom)
        _table(archive, "edges.csv", edge_rows(subgraph, options.lang), options.bom)


def for_excel(subgraph: Subgraph, lang: str, weight: str) -> Iterator[tuple[str, bytes]]:
    """Single tables that open right by a double click: the name of each (entities, relations,
    supports), and its bytes, with heads in ``lang``; a table without rows is left out."""
    for name, rows in tables(told(subgraph, weight), lang):
        out = io.StringIO(newline="")
        lines = [_safe(row, _as_text) for row in rows]
        csv.writer(out, lineterminator="\r\n").writerows(lines)
        if len(lines) > 1:
            yield name, out.getvalue().encode("utf-8-sig", "replace")


def node_rows(subgraph: Subgraph) -> Iterator[Row]:
    """The head, then a row per node."""
    found = [column.name for column in columns(node.attributes for node in subgraph.nodes)]
    yield (*NODE_HEAD, *free(dict.fromkeys(found), TAKEN))
    for node in subgraph.nodes:
        yield (node.id, label(node), node.type, *_cells(node, found))


def edge_rows(subgraph: Subgraph, lang: str) -> Iterator[Row]:
    """The head, then a row per edge."""
    known = columns(edge.attributes for edge in subgraph.edges)
    found = [column.name for column in known if column.name != "weight"]
    yield (*EDGE_HEAD, *free(dict.fromkeys(found), TAKEN))
    for edge in subgraph.edges:
        caption = relation_caption(edge.type, lang)
        ends = (edge.source, edge.target, "Directed", edge.type, edge.id, caption)
        yield (*ends, edge.attributes.get("weight", 1.0), *_cells(edge, found))


def _cells(record: GraphNode | GraphEdge, names: Sequence[str]) -> Row:
    return (_cell(record.attributes.get(name)) for name in names)


def _cell(value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if isinstance(value, list | tuple):
        return joined(value)
    return "" if value is None else written(value)


def _table(archive: zipfile.ZipFile, name: str, rows: Iterable[Row], bom: bool) -> None:
    info = zipfile.ZipInfo(name, TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    safe = _as_text if bom else _for_gephi
    with archive.open(info, "w") as raw:
        text = io.TextIOWrapper(raw, "utf-8-sig" if bom else "utf-8", newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerows(_safe(row, safe) for row in rows)
        text.flush()
        text.detach()


def _safe(row: Row, safe: Callable[[str], str]) -> list[Any]:
    return [safe(item) if isinstance(item, str) else item for item in row]


def _for_gephi(text: str) -> str:
    """Gephi takes a backslash before a quotation mark, or at the end, for an escape and drops
    the whole row; there it is doubled, which Gephi reads as one."""
    return ESCAPING.sub(r"\g<0>\g<0>", _as_text(text))


def _as_text(text: str) -> str:
    found = clean(text)
    return f"'{found}" if found.lstrip(" \ufeff\u3000").startswith(FORMULA) else found
