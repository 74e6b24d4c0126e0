"""Analysis of a subgraph: which network, which measures, how they look; the table of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import pandas as pd
import streamlit as st

from graph.analytics import MEASURES, alike_fields, annotated, shared_fields
from graph.export.looks import looks
from graph.subgraph import GraphNode, Subgraph
from views import address
from views.words import caption, lang, say

NETWORKS: Mapping[str, Callable[[Subgraph], Subgraph]] = MappingProxyType(
    {"whole": lambda found: found, "institutions": shared_fields, "fields": alike_fields}
)
TYPE, DEGREE = "type", "degree"
TABLE_HEIGHT, ROW_HEIGHT = 360, 35


@dataclass(frozen=True, slots=True)
class Analysis:
    """A subgraph as it is exported: with its measures, and what sizes and colours follow."""

    subgraph: Subgraph
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def colors(self) -> Mapping[str, str]:
        """``#rrggbb`` by node, where something else than the types gives the colours."""
        return looks(self.subgraph, **self.options).colors if self.options else {}

    @property
    def words(self) -> list[list[str]]:
        """The same on the command line."""
        kind = address.get("network", "whole")
        made = [["--network", kind]] if kind != "whole" else []
        given = [[f"--{name.replace('_', '-')}", value] for name, value in self.options.items()]
        return [*made, *([["--measures", "all"]] if self.options else []), *given]


def chosen(found: Subgraph) -> Analysis:
    """What the reader wants analysed of ``found``, and its table."""
    with st.expander(say("measures.title"), icon=":material/analytics:"):
        kind = st.radio(
            say("measures.network"),
            list(NETWORKS),
            format_func=lambda each: say(f"measures.network_{each}"),
            horizontal=True,
            **address.one("network", list(NETWORKS), "whole"),
        )
        made = NETWORKS[kind or "whole"](_shown(found) if kind != "whole" else found)
        if not made.nodes or not st.toggle(say("measures.on"), **address.flag("measures")):
            return Analysis(made)
        made = annotated(made)
        options = {"size_by": _by("size", DEGREE), "color_by": _by("color", TYPE)}
        _table(made)
        return Analysis(made, options)


def _shown(found: Subgraph) -> Subgraph:
    """A projection counts no weaker supports."""
    kept = tuple(edge for edge in found.edges if edge.attributes.get("default", True))
    return replace(found, edges=kept)


def _by(what: str, default: str) -> str:
    names = [*([TYPE] if default == TYPE else []), *MEASURES]
    found: str | None = st.selectbox(
        say(f"measures.{what}"),
        names,
        format_func=lambda name: say("measures.type") if name == TYPE else _caption(name),
        **address.one(what, names, default),
    )
    return found or default


def _caption(name: str) -> str:
    return MEASURES[name].caption(lang())


def _table(found: Subgraph) -> None:
    rows = pd.DataFrame([_row(node) for node in found.nodes])
    columns = {"name": say("measures.name"), TYPE: say("measures.type")}
    told = {name: st.column_config.Column(text) for name, text in columns.items()}
    told |= {
        name: st.column_config.NumberColumn(
            _caption(name), help=MEASURES[name].explanation(lang()), format="%.4g"
        )
        for name in MEASURES
    }
    st.caption(say("measures.table", count=len(rows)))
    st.dataframe(
        rows.sort_values([DEGREE, "name"], ascending=[False, True]),
        column_config=told,
        hide_index=True,
        height=min(TABLE_HEIGHT, ROW_HEIGHT * (len(rows) + 1) + 2),
    )


def _row(node: GraphNode) -> dict[str, object]:
    name = node.attributes.get("name_en") if lang() == "en" else None
    own = {"name": name or node.name, TYPE: caption(node.type)}
    return own | {measure: node.attributes.get(measure) for measure in MEASURES}
