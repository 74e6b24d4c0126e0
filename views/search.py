"""Choosing one thing of the graph: by name or alias, or from what one could begin with."""

from __future__ import annotations

from typing import Any

import streamlit as st

from views import address, data, network, parts
from views.words import caption, name_of, say

MOST = 40
BEGIN = ("Laboratory", "University", "IndustryChain")
Row = dict[str, Any]


def chosen(page: str, name: str) -> str:
    """The id that the address gives as ``name``, with a field to choose another; "" for none."""
    asked = address.get(name)
    known = data.row("entity", id=asked) if asked else None
    _field(page, name, known)
    if asked and not known:
        parts.nothing("search.unknown")
    return asked if known else ""


def suggestions(page: str, name: str) -> None:
    """Fields, and the best connected things of some types, to begin with."""
    st.subheader(say("search.fields"))
    _links(page, name, data.rows("list_fields"))
    for kind in BEGIN:
        found = data.rows("app_connected", types=[kind], limit=8)
        if found:
            st.subheader(caption(kind))
            _links(page, name, found)


def _links(page: str, name: str, found: list[Row]) -> None:
    with st.container(horizontal=True, gap="small"):
        for each in found:
            parts.link(page, name_of(each), icon="arrow_outward", **{name: each["id"]})


def _field(page: str, name: str, known: Row | None) -> None:
    """Everything in the graph by name; typing narrows the list."""
    everything = data.rows("app_names")
    by_id = {row["id"]: row for row in everything}
    st.session_state["found"] = known["id"] if known else None
    st.selectbox(
        say("search.label"),
        list(by_id),
        format_func=lambda id: _told(by_id[id]),
        placeholder=say("search.placeholder"),
        key="found",
        on_change=_go,
        args=(name,),
    )


def _told(row: Row) -> str:
    aliases = say("list.comma").join((row["aliases"] or [])[:4])
    shown = parts.type_name(row)
    return say("search.also", shown=shown, aliases=aliases) if aliases else shown


def _go(name: str) -> None:
    for other in network.OF_CENTRE:
        address.put(other, None)
    address.put(name, st.session_state["found"])
