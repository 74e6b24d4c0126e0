"""Rows of queries as the doors give them: evidence in pieces, each with its plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Row = dict[str, Any]
PIECES = ("page", "line", "quote", "section")


def evidence(row: Mapping[str, Any]) -> list[Row]:
    """The pieces of a row's evidence, whether it has one or lists of them."""
    of = {name: row[name] for name in ("document", "plan") if row.get(name)}
    if "quotes" in row:
        columns = [row.get(f"{name}s") or () for name in PIECES]
        return [of | piece for piece in _pieces(columns)]
    one = {name: row[name] for name in PIECES if row.get(name) is not None}
    return [of | one] if one.get("quote") else []


def _pieces(columns: Sequence[Sequence[Any]]) -> Iterator[Row]:
    for at in range(len(columns[PIECES.index("quote")])):
        cells = zip(PIECES, columns, strict=True)
        yield {name: column[at] for name, column in cells if at < len(column)}


def field(row: Row) -> Row:
    """A field that plans declare."""
    return {**row, "evidence": evidence(row)}


def support(row: Row, lang: str) -> Row:
    """Who supports what and why, the reasons in ``lang``."""
    return {**row, "reasons": row[f"reasons_{lang}"], "evidence": evidence(row)}


def thing(row: Row) -> Row:
    """A thing with where the plans describe it."""
    return {**row, "evidence": evidence(row)}


def tie(row: Row) -> Row:
    """A relation of a thing."""
    other = {name: row.get(f"other_{name}") for name in ("name", "name_en", "type")}
    return {**row, "other": {"id": row["other"], **other}, "evidence": evidence(row)}


def profile(row: Row, lang: str) -> Row:
    """Everything about one thing."""
    own = {name: row[name] for name in ("name", "name_en", "type")}
    fields = [support({**each, "field_name": each["name"], **own}, lang) for each in row["fields"]]
    return {**thing(row), "tied": [tie(each) for each in row["tied"]], "fields": fields}


def drawn(row: Row) -> Row:
    """Nodes and edges, each edge with its evidence."""
    return {**row, "edges": [{**edge, "evidence": evidence(edge)} for edge in row["edges"]]}


def described(query: Any, lang: str) -> Row:
    """A named query: what it answers and takes."""
    params = [
        {
            "name": each.name,
            "type": each.type,
            "required": each.required,
            "default": each.default,
            "doc": each.doc.get(lang, ""),
        }
        for each in query.params
    ]
    doc = query.doc.get(lang, "")
    return {"name": query.name, "doc": doc, "params": params, "cypher": query.cypher}
