"""Shown while the graph is empty: how to fill it, and a button that does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from graph.load import load
from ingest.pipeline import read_plan
from ingest.shipped import shipped_plans
from queries.lenses import kept_lenses
from queries.reviewing import kept_judgements
from views import data, judging, public
from views.words import plain, say


def page() -> None:
    """The page."""
    st.title(say("welcome.title"))
    st.markdown(say("welcome.why"))
    if data.store().is_loading:
        st.info(say("welcome.loading"), icon=":material/hourglass_top:")
    shipped = shipped_plans()
    if (
        shipped
        and not public.reading_only()
        and st.button(say("welcome.read"), icon=":material/play_arrow:")
    ):
        _read(shipped)
    st.markdown(say("welcome.or"))
    st.code("innograph ingest plan.txt", language="bash")


def _read(plans: Sequence[Path]) -> None:
    with st.status(say("welcome.reading"), expanded=True) as status:
        for path in plans:
            st.write(plain(path.name))
            extraction = read_plan(path, kept_judgements(), kept_lenses().values())
            judging.keep_file(path, extraction.document.id)
            counts = load(data.store(), extraction)
            st.write(say("welcome.loaded", entities=counts.entities, relations=counts.relations))
        status.update(label=say("welcome.done"), state="complete")
    data.forget()
    st.rerun()
