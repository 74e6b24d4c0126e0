"""The graph view: Cytoscape.js with the fcose layout, as a component of our own."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent
EVENTS = ("picked", "expand", "collapse", "centre", "filtered")


def graph(data: dict[str, Any], *, key: str, on_event: Callable[[str], None]) -> None:
    """Draw ``data`` (see views/network.py). ``on_event`` gets the name of what happened; what it
    happened to is in ``st.session_state[key][name]``: ``{"id", "kind"}``; of ``filtered``, what
    the address keeps of the view (``OF_VIEW`` of views/network.py)."""
    callbacks: dict[str, Any] = {
        f"on_{name}_change": lambda name=name: on_event(name) for name in EVENTS
    }
    assets = _assets("graph.html", "graph.css", "graph.bundle.js")
    mount = st.components.v2.component("innograph_graph", **assets)
    mount(data=data, key=key, height="content", **callbacks)


def sheet(data: dict[str, Any], *, key: str, on_opened: Callable[[], None]) -> None:
    """Draw a page of a plan (see views/source.py). ``st.session_state[key]["opened"]["id"]`` is
    the named thing that was clicked."""
    mount = st.components.v2.component(
        "innograph_page", **_assets("page.html", "page.css", "page.js")
    )
    mount(data=data, key=key, height="content", on_opened_change=on_opened)


def keys(*, key: str) -> None:
    """The key / puts the cursor into the field of what is looked for."""
    mount = st.components.v2.component("innograph_keys", **_assets("keys.html", "", "keys.js"))
    mount(key=key, height=1)


@cache
def _assets(html: str, css: str, js: str) -> dict[str, Any]:
    """Read once; each script begins with a comment line, so it is never taken for a path."""
    names = {"html": html, "css": css, "js": js}
    return {kind: (HERE / name).read_text("utf-8") for kind, name in names.items() if name}
