"""Explore: the graph around one thing, with the details and quotes of what is clicked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from queries.subgraph import BASES
from views import address, component, data, details, network, parts, search, tables, way
from views.words import caption, name_of, quoted, say

STEP = 120
VIEW = "graph-view"
HEIGHT = 2000  # more than any window has: the drawing takes what there is
STYLE = """<style>
@media (min-width: 700px) { .stMainBlockContainer { padding: 2rem 1.5rem 1rem } }
</style>"""
Told = Mapping[str, Any]


def page() -> None:
    """The page."""
    st.html(STYLE)
    st.title(say("page.explore"))
    centre = search.chosen("explore", "entity")
    if not centre:
        search.suggestions("explore", "entity")
        return
    for id in address.several("open"):
        if not data.row("entity", id=id):
            address.missed(id)
    _controls(centre)
    _graph(centre)


def _controls(centre: str) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
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
        _narrow()
        kept: dict[str, Any] = {name: address.several(name) for name in network.KEPT}
        parts.link("export", say("go.export"), icon="download", by="view", **kept)


def _narrow() -> None:
    """Only one area, only some grounds, only supports that are sure enough."""
    areas = {row["id"]: name_of(row) for row in data.rows("list_entities", types=["Area"])}
    chosen = any(map(address.get, (network.AREA, network.SURE, network.BASIS)))
    icon = ":material/filter_alt:" if chosen else ":material/filter_list:"
    with st.popover(say("explore.narrow"), icon=icon):
        st.selectbox(
            say("export.area"),
            list(areas),
            format_func=lambda id: areas[id],
            placeholder=say("export.all"),
            **address.maybe(network.AREA, list(areas)),
        )
        st.multiselect(
            say("export.basis"),
            BASES,
            format_func=lambda each: say(f"basis.{each}"),
            placeholder=say("export.all"),
            select_all=False,
            **address.many(network.BASIS, BASES),
        )
        kept = address.number(network.SURE, 0, 0, 100)
        st.slider(say("export.sure"), 0, 100, step=5, format="%d%%", **kept)


@parts.fragment
def _graph(centre: str) -> None:
    if address.get("entity") != centre:
        st.rerun()  # another centre was chosen in the view: the whole page turns to it
    weaker = st.session_state["show"] == "weaker"
    found = network.shown(centre, weaker, way.ids(centre, weaker))
    way.show(centre, weaker)
    if found.outside:
        st.caption(say("explore.outside", count=found.outside))
    if len(found.nodes) < found.total:
        _more(found)
    left, right = st.columns([3, 1], gap="small")
    with left:
        picked = address.get("pick", centre)
        drawn = network.drawn(found, centre, picked, HEIGHT) | _kept()
        component.graph(way.marked(drawn, centre, weaker), key=VIEW, on_event=_happened)
    with right:
        details.show(found, picked, centre)
    _twin(found)


def _kept() -> dict[str, list[str]]:
    """What the address keeps of what was done in the view."""
    return {name: address.several(name) for name in ("open", *network.OF_VIEW)}


def _more(found: network.Network) -> None:
    shown = len(found.nodes)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(say("explore.part", shown=shown, total=found.total))
        if network.most() < network.MOST:
            st.button(say("explore.more", count=STEP), key="more", on_click=_show_more)


def _show_more() -> None:
    address.put("most", str(min(network.most() + STEP, network.MOST)))


def _happened(event: str) -> None:
    told: Told = st.session_state[VIEW].get(event) or {}
    DEEDS[event](str(told.get("id") or ""), told)


def _pick(id: str, told: Told) -> None:
    address.put("pick", id)


def _expand(id: str, told: Told) -> None:
    opened = address.several("open")
    if id and id not in opened:
        address.put("open", [*opened, id])
    address.put("pick", id)


def _collapse(id: str, told: Told) -> None:
    address.put("open", [each for each in address.several("open") if each != id])


def _centre(id: str, told: Told) -> None:
    """Another centre, with what is opened and hidden there: nothing, or as before an undo."""
    _keep(network.OF_CENTRE, told)
    address.put("entity", id)


def _filter(id: str, told: Told) -> None:
    _keep(network.OF_VIEW, told)


def _keep(names: Iterable[str], told: Told) -> None:
    for name in names:
        address.put(name, list(told.get(name) or ()))


DEEDS = {
    "picked": _pick,
    "expand": _expand,
    "collapse": _collapse,
    "centre": _centre,
    "filtered": _filter,
}


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
        address.put("pick", str(found.nodes[number]["id"]))
