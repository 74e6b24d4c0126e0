"""The panel beside the graph: what is known of the clicked node or edge."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import groupby
from typing import Any

import streamlit as st

from views import address, data, network, parts, public
from views.words import capital, caption, full_name, is_weaker, name_of, plain, quoted, say

MOST = 12
Row = Mapping[str, Any]


def show(found: network.Network, picked: str, centre: str) -> None:
    """The node or edge ``picked``; the centre when there is none."""
    edge = found.edge(picked)
    if edge:
        _edge(edge, found)
    else:
        drawn = {str(node["id"]) for node in found.nodes}
        _node(picked if found.node(picked) else centre, drawn)


def heading(row: Row) -> None:
    """Name, type, status and other names of an entity."""
    with st.container(horizontal=True, gap="small"):
        st.badge(caption(row["type"]), color="gray")
        if row["status"]:
            st.badge(plain(row["status"]), color="orange", help=say("detail.status"))
        if row["flagship"]:
            st.badge(say("detail.flagship"), icon=":material/star:", color="violet")
        parts.word(row["properties"])
    if row["aliases"]:
        names = say("list.comma").join(map(plain, row["aliases"]))
        st.caption(say("detail.aliases", names=names))


def relation_line(row: Row) -> str:
    """What the relation is called, seen from the entity's side."""
    if row["direction"] == "out":
        return capital(caption(row["type"]))
    return say(f"detail.in.{row['type']}")


def _node(id: str, drawn: Collection[str]) -> None:
    row = data.row("entity", id=id)
    if not row:
        return
    st.subheader(plain(full_name(row)))
    heading(row)
    with st.container(horizontal=True, gap="small"):
        parts.link("profile", say("go.profile"), icon="badge", id=id)
        if row["page"]:
            parts.place_link(row["page"], row["line"], row["document"])
    if row["quote"] and quoted(row["quote"]) != row["name"]:
        st.text(quoted(row["quote"]))
    _fields(id)
    _relations(id, drawn)


def _fields(id: str) -> None:
    found = data.rows("institution_fields", institution=id)
    if found:
        st.markdown(f"**{say('detail.fields')}**")
    for row in found:
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            parts.link("profile", name_of(row), id=row["field"])
            parts.basis_badge(row)


def _relations(id: str, found_ids: Collection[str]) -> None:
    found = data.rows("entity_relations", id=id)
    for told, rows in groupby(found, relation_line):
        others = list(rows)
        st.markdown(f"**{told}** · {len(others)}")
        for row in others[:MOST]:
            _choice(row, found_ids)
        if len(others) > MOST:
            st.caption(say("detail.more", count=len(others) - MOST))


def _choice(row: Row, drawn: Collection[str]) -> None:
    """A name: what is drawn is chosen in the drawing, anything else opens its profile."""
    name, kind = name_of(row, "other_name"), caption(row["other_type"])
    if is_weaker(row):
        kind = say("profile.support", name=kind, basis=say("basis.weaker"))
    if row["other"] in drawn:
        st.button(
            plain(name),
            type="tertiary",
            icon=":material/adjust:",
            help=kind,
            key=f"choose-{row['id']}-{row['other']}",
            on_click=address.put,
            args=("pick", row["other"]),
        )
    else:
        parts.link("profile", name, id=row["other"], help=kind)


def _edge(edge: Row, found: network.Network) -> None:
    ends = [found.node(edge["source"]), found.node(edge["target"])]
    names = {end["id"]: name_of(end) for end in ends if end}
    st.subheader(plain(network.sentence(edge, names)))
    if edge["type"] == "SUPPORTS":
        parts.support({**edge, "via": []}, "edge")
        return
    parts.basis_badge(edge)
    parts.chance(edge)
    parts.quotes(edge, "edge")
    if not public.reading_only():
        parts.link("review", say("review.judge"), icon="rule", look="relations", pick=edge["id"])
