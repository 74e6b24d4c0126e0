"""Which plans the pages speak of: chosen at the side, kept in the address; all without a choice."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from ingest.errors import QueryError
from queries.plans import chosen
from views import address, data
from views.words import plain, say

NAME, WIDGET = "plan", "plans-at-the-side"
#: What the address calls the one plan that a page shows, and a place in it.
ONE, PLACE = "document", ("page", "line", "mark", "end")


def begin() -> None:
    """The address decides; without a plan there, what was chosen before."""
    asked = address.several(NAME)
    if asked:
        st.session_state[data.IN_VIEW] = tuple(dict.fromkeys(_meant(asked)))
    known = data.plan_titles()
    kept = [id for id in data.in_view() if id in known]
    st.session_state[data.IN_VIEW] = tuple(kept) if len(kept) < len(known) else ()
    if sorted(asked) != sorted(data.in_view()):
        address.put(NAME, list(data.in_view()))


def _meant(asked: list[str]) -> Iterator[str]:
    """The plans (ids) that the address means: by id, the beginning of it, a part of the title."""
    for word in asked:
        try:
            yield from chosen(data.store(), [word]) or ()
        except QueryError:
            address.missed(word)


def choice() -> None:
    """At the side, where there are several plans."""
    known = data.plan_titles()
    if len(known) < 2:
        return
    st.session_state[WIDGET] = list(data.in_view())
    st.sidebar.multiselect(
        say("shelf.label"),
        list(known),
        format_func=lambda id: known.get(id, id),
        placeholder=say("shelf.all", count=len(known)),
        help=say("shelf.why"),
        key=WIDGET,
        on_change=lambda: _keep(st.session_state[WIDGET]),
    )


def document() -> str:
    """The one plan of a page that shows one: of those in view, or that which the address names;
    asked for where there are several."""
    known, asked = data.plan_titles(), address.get(ONE)
    if asked and asked not in known:
        address.missed(asked)
    there = [row["id"] for row in data.documents() if row["id"] in (data.in_view() or known)]
    there += [asked] if asked in known and asked not in there else []
    if len(there) == 1:
        if len(known) > 1:
            st.caption(plain(known[there[0]]))
        return str(there[0])
    chosen = st.selectbox(
        say("source.document"),
        there,
        format_func=lambda id: known[id],
        **address.one(ONE, there, there[0]),
    )
    return str(chosen)


def told() -> None:
    """Above a page: of which plans it speaks, where these are not all."""
    if not data.in_view():
        return
    known = data.plan_titles()
    names = say("list.comma").join(plain(known[id]) for id in data.in_view())
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f":material/filter_alt: {say('shelf.only', names=names)}", width="content")
        st.button(say("shelf.every"), type="tertiary", key="every-plan", on_click=_keep, args=([],))


def _keep(ids: list[str]) -> None:
    """Another choice: a plan outside it, and a place in that plan, leave the address."""
    st.session_state[data.IN_VIEW] = tuple(ids)
    address.put(NAME, ids)
    if ids and address.get(ONE) not in ids:
        for each in (ONE, *PLACE):
            address.put(each, None)
