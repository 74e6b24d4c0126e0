"""Statements that are at hand again: those of this visit, and those that were saved by a name."""

from __future__ import annotations

import streamlit as st

from ingest.errors import InnographError
from queries.saved import LONGEST_NAME, drop, save, saved
from views import parts, public
from views.words import say

HISTORY, NAME = "typed-history", "typed-name"
MOST, LONGEST = 20, 90


def remember(statement: str) -> None:
    """Keep a statement that ran among those of this visit, the latest first."""
    known: list[str] = st.session_state.setdefault(HISTORY, [])
    if statement in known:
        known.remove(statement)
    known.insert(0, statement)
    del known[MOST:]


def show(typed: str) -> None:
    """What is saved, what ran before, and saving what is typed."""
    earlier = [each for each in st.session_state.get(HISTORY, ()) if each != typed]
    known = saved()
    if not (earlier or known or typed.strip()):
        return
    with st.container(horizontal=True, gap="small"):
        if known:
            with st.popover(say("console.saved", count=len(known)), icon=":material/bookmark:"):
                for name, statement in known.items():
                    _saved(name, statement)
        if earlier:
            with st.popover(say("console.history"), icon=":material/history:"):
                for each in earlier:
                    _link(" ".join(each.split()), each, "history")
        if typed.strip() and not public.reading_only():
            with st.popover(say("console.save"), icon=":material/bookmark_add:"):
                _save(typed)


def _saved(name: str, statement: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _link(name, statement, "bookmark")
        if not public.reading_only():
            st.button(
                say("console.drop"),
                key=f"drop-{name}",
                type="tertiary",
                icon=":material/delete:",
                on_click=drop,
                args=(name,),
            )


def _link(label: str, statement: str, icon: str) -> None:
    shown = label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"
    parts.link("console", shown, icon=icon, cypher=statement, mode="typed")


def _save(typed: str) -> None:
    st.text_input(say("console.save_name"), key=NAME, max_chars=LONGEST_NAME)
    if st.button(say("console.save_now"), key="save-typed"):
        try:
            save(st.session_state[NAME] or "", typed)
        except InnographError as error:
            parts.refused(error)
        else:
            st.rerun()
