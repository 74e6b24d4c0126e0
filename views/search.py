"""Choosing one thing of the graph by what a person types, or from what one could begin with."""

from __future__ import annotations

from typing import Any

import streamlit as st

from queries.finding import Findings, Hit
from views import address, component, data, parts
from views.words import caption, name_of, plain, say

BEGIN = ("Laboratory", "University", "IndustryChain")
ANYWHERE = ("profile", "id")
MOST, PLANS = 8, 2
Row = dict[str, Any]


def chosen(page: str, name: str) -> str:
    """The id that the address gives as ``name``, with a field to choose another; "" for none."""
    asked = address.get(name)
    known = data.row("entity", id=asked) if asked else None
    _box(page, name, f"find-{page}-{asked}")
    if asked and not known:
        parts.nothing("search.unknown")
    return asked if known else ""


def anywhere() -> None:
    """The box beside the pages that have none of their own; it leads to profiles."""
    _box(*ANYWHERE, "find-anywhere")


def key() -> None:
    """The key that leads to the box from everywhere: /."""
    component.keys(key="key-to-find")


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


@parts.fragment
def _box(page: str, name: str, key: str) -> None:
    """The field; below it, while something is typed, what it may mean."""
    typed = st.text_input(
        say("search.label"),
        placeholder=say("search.placeholder"),
        help=say("search.help"),
        max_chars=80,
        key=key,
        live=True,
        icon=":material/search:",
    )
    if typed and typed.strip():
        _found(data.found(typed, MOST), page, name)


def _found(found: Findings, page: str, name: str) -> None:
    if not found.hits:
        st.caption(say("search.nothing"))
    elif not found.sure:
        st.caption(say("search.meant"))
    with st.container(gap="xsmall", key=f"hits-{page}"):
        for hit in found.hits:
            parts.link(page, name_of(hit.row), icon="arrow_outward", **{name: hit.row["id"]})
            st.caption(plain(_why(hit)))


def _why(hit: Hit) -> str:
    """What a thing is, why it was found where its name does not say it, and its plans, where
    there are several."""
    told = [caption(hit.row["type"])]
    if hit.form != name_of(hit.row) or hit.how in ("pinyin", "initials", "slip"):
        told.append(say(f"search.how.{hit.how}", form=hit.form))
    titles = data.plan_titles()
    known = [titles[id] for id in hit.row["documents"] or () if id in titles]
    if len(titles) > 1 and known:
        told.append(say("list.comma").join(known[:PLANS]))
    return say("search.apart").join(told)
