"""A plan's text, kept at hand: the passage of each line, and the line's own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from queries.library import run
from views import data

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a plan: the plan's id, the passage that holds it, its words ("" if not known)."""

    document: str
    passage: Row
    words: str


def line(number: int, document: str = "") -> Line | None:
    """Line ``number`` of the plan ``document``; of the first plan that has it, if not given."""
    for id in [document] if document else [row["id"] for row in data.documents()]:
        found = _book(data.tag(), id).get(number)
        if found:
            return found
    return None


@st.cache_resource(show_spinner=False, max_entries=20)
def _book(tag: str, document: str) -> Mapping[int, Line]:
    """Lines by number. Of passages that share a line, the one that lists it, then the shorter."""
    words = _words(document)
    found: dict[int, Line] = {}
    passages = run(data.store(), "app_passages", document=document)
    for passage in sorted(passages, key=lambda row: row["line"] - row["end_line"]):
        for number in range(passage["line"], passage["end_line"] + 1):
            known = found.get(number)
            if not known or number in passage["lines"] or number not in known.passage["lines"]:
                found[number] = Line(document, passage, words.get(number, ""))
    return found


def _words(document: str) -> Mapping[int, str]:
    for row in run(data.store(), "app_ledger", document=document):
        return dict(zip(row["lines"] or (), row["words"] or (), strict=True))
    return {}
