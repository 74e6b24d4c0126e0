"""What the pages show: rows of named queries, kept until the next ingest."""

from __future__ import annotations

from typing import Any

import streamlit as st

from graph.store import Store, open_store
from queries.ask import Answer, Reworded
from queries.ask import reworded as _instead
from queries.comparing import Comparison, compare
from queries.finding import Finder, Findings, finder
from queries.library import library, run
from queries.narrowing import ask_plans
from queries.plans import titles, with_plans
from queries.ways import Way, shortest

FRESH = 2.0  # seconds until the app notices an ingest
IN_VIEW = "plans-in-view"

Row = dict[str, Any]


@st.cache_resource(show_spinner=False, on_release=Store.close)
def store() -> Store:
    """The one store of this process; StoreError when it cannot be opened."""
    return open_store()


def in_view() -> tuple[str, ...]:
    """The plans (ids) that the reader chose; none for all."""
    return tuple(st.session_state.get(IN_VIEW, ()))


def rows(query: str, **params: Any) -> list[Row]:
    """Rows of the named query, of the plans in view; asked again only after an ingest."""
    known = library().get(query)
    if in_view() and known and any(param.name == "plans" for param in known.params):
        params = {"plans": list(in_view()), **params}
    return _rows(tag(), query, params)


def row(query: str, **params: Any) -> Row | None:
    """The first row, or None."""
    return next(iter(rows(query, **params)), None)


def answer(question: str, lang: str) -> Answer:
    """The answer to a question, from the plans in view; asked again only after an ingest."""
    return _answer(tag(), question, lang, in_view())


def reworded(question: str, lang: str) -> Reworded:
    """What a question says, and what could be said instead; asked again only after an ingest."""
    return _reworded(tag(), question, lang, in_view())


def found(typed: str, most: int) -> Findings:
    """What a person may mean by what was typed, in the plans in view."""
    return _finder(tag(), in_view()).find(typed, most)


def ways(source: str, target: str, weaker: bool) -> list[Way]:
    """All shortest ways between two things; asked again only after an ingest."""
    return _ways(tag(), in_view(), source, target, weaker)


def documents() -> list[Row]:
    """The plans in the graph, all of them."""
    return rows("documents", plans=None)


def shown_documents() -> list[Row]:
    """The plans in view."""
    return rows("documents")


def plan_titles() -> dict[str, str]:
    """The short title of each plan by its id; two of one name with what tells them apart."""
    return _titles(tag())


def named(rows: list[Row]) -> list[Row]:
    """The rows with the plan's title behind each ``document``, where there are several plans."""
    return with_plans(store(), rows) if len(plan_titles()) > 1 else rows


def comparison(first: str, second: str) -> Comparison:
    """What differs between two plans (ids); asked again only after an ingest."""
    return _comparison(tag(), first, second)


def forget() -> None:
    """See at once what an ingest has just changed."""
    tag.clear()


@st.cache_data(show_spinner=False, ttl=FRESH)
def tag() -> str:
    """Changes with every ingest."""
    return ",".join(f"{each['id']}:{each['run']}" for each in run(store(), "shelf"))


@st.cache_data(show_spinner=False, max_entries=4000)
def _rows(tag: str, query: str, params: dict[str, Any]) -> list[Row]:
    return run(store(), query, **params)


@st.cache_resource(show_spinner=False, max_entries=500)
def _answer(tag: str, question: str, lang: str, plans: tuple[str, ...]) -> Answer:
    return ask_plans(store(), question, lang, plans)


@st.cache_resource(show_spinner=False, max_entries=500)
def _reworded(tag: str, question: str, lang: str, plans: tuple[str, ...]) -> Reworded:
    return _instead(store(), _answer(tag, question, lang, plans), lang)


@st.cache_resource(show_spinner=False, max_entries=2)
def _finder(tag: str, plans: tuple[str, ...]) -> Finder:
    return finder(store(), plans or None)


@st.cache_resource(show_spinner=False, max_entries=200)
def _ways(tag: str, plans: tuple[str, ...], source: str, target: str, weaker: bool) -> list[Way]:
    told = {"plans": list(plans) or None, "weaker": weaker}
    return shortest(lambda ids: _rows(tag, "way/steps", {"ids": ids, **told}), source, target)


@st.cache_data(show_spinner=False)
def _titles(tag: str) -> dict[str, str]:
    return dict(titles(store()))


@st.cache_resource(show_spinner=False, max_entries=20)
def _comparison(tag: str, first: str, second: str) -> Comparison:
    return compare(store(), first, second)
