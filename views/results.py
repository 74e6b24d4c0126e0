"""What a query found, as a table, as a graph or as a file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from graph.records import Edge, Node, Path, Result
from graph.records import plain as as_json
from graph.subgraph import Subgraph
from views import address, filing, parts, pictured
from views.words import caption, in_language, say

WAYS = ("table", "graph", "file")
SHOWN = 1000
#: The largest whole number that a browser shows exactly.
EXACT = 2**53
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def show(found: Result, name: str, graph: Callable[[], Subgraph]) -> None:
    """``found``, in the way that the reader chooses. ``graph`` makes a subgraph of it."""
    if not found.rows:
        parts.nothing("console.empty")
        return
    way = st.segmented_control(
        say("console.as"),
        WAYS,
        format_func=lambda each: say(f"console.as_{each}"),
        required=True,
        **address.one("as", WAYS, "table"),
    )
    _counted(found)
    if way == "graph":
        pictured.show(graph(), "result")
    elif way == "file":
        _files(found, name)
    else:
        st.dataframe(frame(found), hide_index=True, key="result-table")


def frame(found: Result) -> pd.DataFrame:
    """The rows as a table: numbers stay numbers, anything else becomes text."""
    rows = found.rows[:SHOWN]
    columns = {name: _column([row[at] for row in rows]) for at, name in enumerate(found.columns)}
    return pd.DataFrame(columns)


def cell(value: Any) -> Any:
    """A value as one would write it into a cell."""
    match value:
        case None:
            return ""
        case bool() | str():
            return str(value)
        case Node():
            return _node(value)
        case Edge():
            return caption(value.type)
        case Path():
            return _path(value)
        case list() | tuple() if any(isinstance(each, Node | Edge | Path) for each in value):
            return say("list.comma").join(str(cell(each)) for each in value)
        case list() | tuple() if all(isinstance(each, str) for each in value):
            return say("list.comma").join(value)
        case list() | tuple() | dict():
            return json.dumps(as_json(value), ensure_ascii=False, default=str)
    return value


def as_csv(found: Result) -> bytes:
    """A table for Excel: UTF-8 with a byte order mark, nothing in it is taken for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(map(_safe, found.columns))
    writer.writerows(map(_safe, map(cell, row)) for row in found.rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def as_text(found: Result) -> bytes:
    """JSON: an object a row."""
    rows = [dict(zip(found.columns, map(as_json, row), strict=True)) for row in found.rows]
    written = json.dumps(rows, ensure_ascii=False, indent=1, default=str)
    return written.encode("utf-8", "replace")


def _counted(found: Result) -> None:
    key = "console.cut" if found.truncated else "console.rows"
    told = say(key, count=len(found.rows))
    if len(found.rows) > SHOWN:
        told = say("console.part", count=len(found.rows), shown=SHOWN)
    st.caption(told)


def _files(found: Result, name: str) -> None:
    stem = filing.name(name, "")
    with st.container(horizontal=True):
        _file("csv", "table", "text/csv", stem, lambda: as_csv(found))
        _file("json", "data_object", "application/json", stem, lambda: as_text(found))
        _onward()


def _file(kind: str, icon: str, mime: str, stem: str, make: Callable[[], bytes]) -> None:
    st.download_button(
        say(f"console.{kind}"),
        in_language(make),
        f"{stem}.{kind}",
        mime,
        icon=f":material/{icon}:",
        on_click="ignore",
    )


def _onward() -> None:
    """To the export page, with the same query."""
    kept = {key: st.query_params[key] for key in st.query_params if key.startswith("p.")}
    if address.get("cypher"):
        parts.link("export", say("console.onward"), icon="download", by="cypher", **_of("cypher"))
    elif address.get("query"):
        told = {"by": "query", **_of("query"), **kept}
        parts.link("export", say("console.onward"), icon="download", **told)


def _of(name: str) -> dict[str, str]:
    return {name: address.get(name)}


def _column(values: Sequence[Any]) -> list[Any]:
    cells = list(map(cell, values))
    filled = [each for each in cells if each != ""]
    if filled and all(_number(each) for each in filled):
        return [None if each == "" else each for each in cells]
    return list(map(str, cells))


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < EXACT


def _node(node: Node) -> str:
    known = node.properties
    name = str(known.get("name") or known.get("title") or known.get("text") or node.id)
    kind = next((label for label in node.labels if label != "Entity"), "")
    return say("name.typed", name=name, type=caption(kind)) if kind else name


def _path(path: Path) -> str:
    return " ".join(_steps(path))


def _steps(path: Path) -> Iterator[str]:
    """``A —hosted by→ B``, with the arrow as the relation runs."""
    yield _node(path.nodes[0])
    for at, edge in enumerate(path.edges):
        forward = edge.source == path.nodes[at].id
        word = caption(edge.type)
        yield f"—{word}→" if forward else f"←{word}—"
        yield _node(path.nodes[at + 1])


def _safe(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
