"""A plan's text, kept at hand: the passage of each line, and the line's own words."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from queries.library import run
from queries.passages import Line, lines
from views import data


def line(number: int, document: str = "") -> Line | None:
    """Line ``number`` of the plan ``document``; of the first plan that has it, if not given."""
    for id in [document] if document else [row["id"] for row in data.documents()]:
        found = _book(data.tag(), id).get(number)
        if found:
            return found
    return None


@st.cache_resource(show_spinner=False, max_entries=20)
def _book(tag: str, document: str) -> Mapping[int, Line]:
    return lines(lambda query, **params: run(data.store(), query, **params), document)
