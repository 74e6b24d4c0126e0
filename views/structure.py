"""How the graph is built: its types and relations drawn and listed, for who writes Cypher."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import pandas as pd
import streamlit as st

from graph.schema import RELATIONS, TEXT_RELATIONS, TYPES
from views import component, data, network, tables
from views.words import caption, say

HEIGHT, KEY = 420, "structure"
Row = dict[str, Any]


def show() -> None:
    """The drawing, then labels and relations with their numbers."""
    st.header(say("structure.title"))
    st.caption(say("structure.why"))
    found = data.rows("schema_relations")
    left, right = st.columns(2, gap="medium")
    with left:
        if found:
            component.graph(_drawn(found), key=KEY, on_event=lambda event: None)
    with right:
        _labels()
    _relations(found)
    listed = say("list.comma").join(f"`{each}`" for each in TEXT_RELATIONS)
    st.caption(say("structure.text", relations=listed))


def _drawn(found: Sequence[Row]) -> dict[str, Any]:
    """Types as nodes under their labels, relations as edges under their types; ``still``: there
    is nothing to expand or to centre on."""
    kinds = [kind for kind in TYPES if any(kind in (r["source"], r["target"]) for r in found)]
    nodes = [{"id": kind, "type": kind, "name": kind} for kind in kinds]
    edges = [{**row, "id": _id(row), "basis": "stated"} for row in found]
    drawn = network.drawn(network.Network(nodes, edges, len(nodes)), kinds[0], "", HEIGHT)
    named = [{**edge, "caption": edge["type"]} for edge in drawn["edges"]]
    return {**drawn, "edges": named, "types": [], "still": True}


def _id(row: Row) -> str:
    return f"{row['source']} {row['type']} {row['target']}"


def _labels() -> None:
    counted = {row["type"]: row["entities"] for row in data.rows("counts_by_type")}
    frame = pd.DataFrame(
        {
            "label": list(TYPES),
            "name": [caption(kind) for kind in TYPES],
            "entities": [counted.get(kind, 0) for kind in TYPES],
        }
    )
    config = tables.headings("label", "name", entities=tables.whole)
    st.dataframe(frame, column_config=config, hide_index=True, height=560)


def _relations(found: Sequence[Row]) -> None:
    ranked = sorted(found, key=lambda row: row["type"])
    ends = {kind: list(rows) for kind, rows in groupby(ranked, lambda row: row["type"])}
    frame = pd.DataFrame(
        {
            "relation": list(RELATIONS),
            "name": [caption(kind) for kind in RELATIONS],
            "from_types": [_listed(ends.get(kind, []), "source") for kind in RELATIONS],
            "to_types": [_listed(ends.get(kind, []), "target") for kind in RELATIONS],
            "relations": [sum(r["relations"] for r in ends.get(kind, [])) for kind in RELATIONS],
        }
    )
    texts = ("relation", "name", "from_types", "to_types")
    config = tables.headings(*texts, relations=tables.whole)
    st.dataframe(frame, column_config=config, hide_index=True)


def _listed(rows: Sequence[Row], end: str) -> str:
    return ", ".join(dict.fromkeys(str(row[end]) for row in rows))
