"""How complete and how good the reading of a plan is: its ledger in a sentence, and what was
measured of it. The figures stand in the note beside a plan; a plan without them shows none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from views import data, ledger, parts, provenance, tables
from views.words import lang, plain, say


def show() -> None:
    """For each plan in the graph that has a ledger or figures."""
    plans = data.documents()
    known = [row for row in plans if ledger.lines(row["id"]) or provenance.measured(row["id"])]
    if not known:
        return
    st.header(say("quality.title"))
    for row in known:
        if len(plans) > 1:
            st.subheader(plain(row["title"]))
        _plan(row["id"])


def _plan(document: str) -> None:
    lines = ledger.lines(document)
    if lines:
        st.markdown(ledger.sentence(lines))
    measured = provenance.measured(document)
    if measured:
        frame, config = table(measured)
        st.dataframe(frame, column_config=config, hide_index=True)
        st.caption(say("quality.how"))
        warned = provenance.note(document).get("measured_why")
        if warned:
            st.caption(plain(warned[lang()]))
    parts.link("about", say("quality.more"), icon="info")


def table(measured: Sequence[provenance.Note]) -> tuple[pd.DataFrame, tables.Config]:
    """What was measured, on what, when, with precision and recall in percent."""
    columns: dict[str, list[Any]] = {
        "what": [row["what"][lang()] for row in measured],
        "precision": [100 * row["precision"] for row in measured],
        "recall": [100 * row["recall"] for row in measured],
        "measured_on": [row["on"][lang()] for row in measured],
        "day": [row["date"].isoformat() for row in measured],
    }
    config = tables.headings("what", "day", "measured_on", precision=_percent, recall=_percent)
    return pd.DataFrame(columns), config


def _percent(label: str) -> Any:
    return st.column_config.NumberColumn(label, format="%.1f%%", width="small")
