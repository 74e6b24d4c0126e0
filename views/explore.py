"""Explore: the graph around one thing, with the details and quotes of what is clicked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from views import (
    address,
    component,
    data,
    details,
    narrowing,
    network,
    parts,
    search,
    tables,
    way,
)
from views.words import caption, name_of, quoted, say

STEP = 120
VIEW = "graph-view"
HEIGHT = 2000  # more than any window has: the drawing takes what there is
STYLE = """<style>
@media (min-width: 700px) { .stMainBlockContainer { padding: 2rem 1.5rem 1rem } }
@media (max-width: 640px) {
  .stMainBlockContainer { padding: 3.75rem .75rem 1rem }
  .stMain h1 { font-size: 1.35rem; padding: .2rem 0 }
  .st-key-controls { flex-wrap: nowrap; overflow-x: auto; scrollbar-width: none }
  .st-key-controls > * { flex: none }
  .st-key-graph-view { margin-inline: -.75rem; width: 100vw; max-width: none }
  .st-key-panel {
    position: fixed; inset: auto 0 0; z-index: 99; max-height: 46svh; overflow-y: auto;
    padding: .75rem 1rem 1.25rem; background: Canvas;
    border-top: 1px solid color-mix(in srgb, currentColor 25%, transparent);
    border-radius: 16px 16px 0 0; box-shadow: 0 -6px 24px rgb(0 0 0 / .25);
    animation: panel-in .18s ease-out
  }
}
@media (min-width: 641px) { .st-key-close-panel { display: none } }
@media (prefers-reduced-motion: reduce) { .st-key-panel { animation: none } }
@keyframes panel-in { from { transform: translateY(100%) } }
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
    _graph(centre)


def _controls(centre: str) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="controls"):
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
        weaker = st.session_state["show"] == "weaker"
        narrowing.choose(network.whole(centre, weaker, way.ids(centre, weaker)))
        kept: dict[str, Any] = {name: address.several(name) for name in network.KEPT}
        parts.link("export", say("go.export"), icon="download", by="view", **kept)


@parts.fragment
def _graph(centre: str) -> None:
    if address.get("entity") != centre:
        st.rerun()  # another centre was chosen in the view: the whole page turns to it
    _controls(centre)
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
        drawn["title"] = name_of(found.node(centre) or {"name": centre})
        component.graph(way.marked(drawn, centre, weaker), key=VIEW, on_event=_happened)
    with right:
        _panel(found, centre)
    _twin(found)


def _panel(found: network.Network, centre: str) -> None:
    """What is known of what was clicked, else of the centre; on a narrow screen it slides over
    the drawing when something was clicked."""
    picked = address.get("pick")
    with st.container(key="panel" if picked else "panel-of-centre"):
        if picked:
            st.button(
                say("explore.close"),
                icon=":material/close:",
                type="tertiary",
                key="close-panel",
                on_click=address.put,
                args=("pick", None),
            )
        details.show(found, picked or centre, centre)


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
