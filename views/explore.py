"""Explore: the graph around one thing, with the details and quotes of what is clicked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from views import address, component, details, network, parts, search, tables, way
from views.words import caption, name_of, quoted, say

STEP = 120
VIEW = "graph-view"
HEIGHT = 620


def page() -> None:
    """The page."""
    st.title(say("page.explore"))
    centre = search.chosen("explore", "entity")
    if not centre:
        search.suggestions("explore", "entity")
        return
    _controls(centre)
    _graph(centre)


def _controls(centre: str) -> None:
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        st.segmented_control(
            say("explore.hops"),
            ["1", "2"],
            format_func=lambda each: say(f"explore.hops_{each}"),
            required=True,
            **address.one("hops", ["1", "2"], "1"),
        )
        st.segmented_control(
            say("explore.show"),
            ["default", "weaker"],
            format_func=lambda each: say(f"explore.show_{each}"),
            required=True,
            **address.one("show", ["default", "weaker"], "default"),
        )
        way.choose(centre)
        kept: dict[str, Any] = {name: address.several(name) for name in network.KEPT}
        parts.link("export", say("go.export"), icon="download", by="view", **kept)


@parts.fragment
def _graph(centre: str) -> None:
    weaker = st.session_state["show"] == "weaker"
    found = network.shown(centre, weaker, way.ids(centre, weaker))
    way.show(centre, weaker)
    if len(found.nodes) < found.total:
        _more(found)
    left, right = st.columns([2, 1], gap="medium")
    with left:
        picked = address.get("pick", centre)
        component.graph(network.drawn(found, centre, picked, HEIGHT), key=VIEW, on_event=_happened)
    with right:
        details.show(found, picked, centre)
    _twin(found)


def _more(found: network.Network) -> None:
    shown = len(found.nodes)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(say("explore.part", shown=shown, total=found.total))
        if shown < network.MOST:
            st.button(
                say("explore.more", count=STEP), key="more", on_click=_show_more, args=(shown,)
            )


def _show_more(shown: int) -> None:
    address.put("most", str(min(shown + STEP, network.MOST)))


def _happened(event: str) -> None:
    told: Mapping[str, Any] = st.session_state[VIEW].get(event) or {}
    id = str(told.get("id") or "")
    DEEDS[event](id)


def _pick(id: str) -> None:
    address.put("pick", id)


def _expand(id: str) -> None:
    opened = address.several("open")
    if id and id not in opened:
        address.put("open", [*opened, id])
    address.put("pick", id)


def _collapse(id: str) -> None:
    address.put("open", [each for each in address.several("open") if each != id])


def _centre(id: str) -> None:
    for name in ("open", "pick", "most"):
        address.put(name, None)
    address.put("entity", id)
    st.session_state["recentred"] = True


DEEDS = {"picked": _pick, "expand": _expand, "collapse": _collapse, "centre": _centre}


def _twin(found: network.Network) -> None:
    """The same nodes as a table: for screen readers, for copying."""
    with st.expander(say("explore.twin", count=len(found.nodes))):
        frame = pd.DataFrame(
            {
                "name": [name_of(node) for node in found.nodes],
                "type": [caption(node["type"]) for node in found.nodes],
                "page": [node["page"] for node in found.nodes],
                "quote": [quoted(node["quote"] or "") for node in found.nodes],
            }
        )
        st.dataframe(
            frame,
            column_config=tables.headings("name", "type", "quote", page=tables.whole),
            hide_index=True,
            key="twin",
            on_select=lambda: _pick_row(found),
            selection_mode="single-row",
        )


def _pick_row(found: network.Network) -> None:
    for number in st.session_state["twin"].selection.rows:
        _pick(str(found.nodes[number]["id"]))
