"""Plans: the library as a table; one plan's facts, its file, and the way to take it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from graph.plans import kept
from ingest.catalogue import text
from queries.plans import remove
from views import address, data, parts, public
from views.words import lang, plain, say

SHOWN = ("short", "kind", "level", "place", "issuer", "period", "date")
COUNTED = ("passages", "entities", "relations", "supports")
REMOVED = "plan-removed"
Row = Mapping[str, Any]


def page() -> None:
    """The page."""
    st.title(say("page.plans"))
    st.markdown(say("plans.lead"))
    if title := st.session_state.pop(REMOVED, ""):
        st.success(say("plans.removed", title=plain(title)), icon=":material/task_alt:")
    rows = data.documents()
    _table(rows)
    if not public.reading_only():
        parts.link("intake", say("page.intake"), icon="upload_file")
    chosen = _chosen(rows)
    if chosen:
        _plan(chosen)


def _table(rows: Sequence[Row]) -> None:
    frame = pd.DataFrame(
        {caption(name): [value(name, row[name]) for row in rows] for name in (*SHOWN, *COUNTED)}
    )
    st.dataframe(frame, hide_index=True)


def _chosen(rows: Sequence[Row]) -> Row | None:
    known = {row["id"]: row for row in rows}
    chosen = st.selectbox(
        say("plans.one"),
        list(known),
        index=None if len(known) > 1 else 0,
        format_func=lambda id: data.plan_titles().get(id, id),
        placeholder=say("plans.choose"),
        **(address.maybe("document", list(known)) if len(known) > 1 else {}),
    )
    return known.get(chosen or "")


def _plan(row: Row) -> None:
    """What is known of one plan and what told it, its file, taking it out."""
    st.header(plain(row["title"]))
    told = data.row("plan", id=row["id"])
    if told:
        st.dataframe(_facts(told), hide_index=True)
    with st.container(horizontal=True, vertical_alignment="center"):
        parts.link("source", say("page.source"), icon="menu_book", document=row["id"])
        parts.link("compare", say("page.compare"), icon="compare_arrows", a=row["id"])
        _file(row)
        if not public.reading_only():
            _remove(row)


def _facts(told: Row) -> pd.DataFrame:
    names = told["facts"] or ()
    places = zip(told["pages"] or (), told["lines"] or (), strict=True)
    return pd.DataFrame(
        {
            caption("column.fact"): [caption(name) for name in names],
            caption("column.value"): [value(n, v) for n, v in zip(names, told["found"] or ())],
            caption("column.told_by"): [_rule(rule) for rule in told["rules"] or ()],
            caption("column.place"): [
                text("plans.at", lang(), page=page, line=line) if line else ""
                for page, line in places
            ],
        }
    )


def _rule(rule: str) -> str:
    return text(f"plans.rule.{rule.rpartition('.')[2]}", lang())


def _file(row: Row) -> None:
    """The plan's own file as it was read."""
    path = kept(row["id"])
    if path is None:
        st.caption(say("plans.no_file"))
        return
    st.download_button(
        say("plans.file"),
        data=path.read_bytes,
        file_name=path.name,
        icon=":material/download:",
        on_click="ignore",
        key="plan-file",
    )


def _remove(row: Row) -> None:
    with st.popover(say("plans.remove"), icon=":material/delete:"):
        st.markdown(say("plans.sure", title=plain(row["title"])))
        if st.button(say("plans.remove_now"), type="primary", key="plan-remove"):
            remove(data.store(), row["id"])
            data.forget()
            st.session_state[REMOVED] = row["title"]
            address.put("document", None)
            st.rerun()


def caption(name: str) -> str:
    """What a fact or a figure of a plan is called."""
    return text(f"plans.{name}", lang())


def value(name: str, given: Any) -> Any:
    """A fact's value in words: kinds and levels have some in each language."""
    known = given and name in ("kind", "level")
    return text(f"plans.{name}s.{given}", lang()) if known else given
