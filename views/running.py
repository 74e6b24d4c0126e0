"""Typed statements that run beside the page, so that a button can stop them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from graph.console import Stop
from graph.records import Result
from graph.store import Store

#: Rows at most, seconds at most, how many readers' statements run at once, and how long a page
#: waits before it shows that it waits.
ROWS, SECONDS, AT_ONCE, QUICK = 1000, 20.0, 4, 0.4
KEY = "running"


@dataclass(frozen=True, slots=True)
class Running:
    """A statement on its way: ``stop.stop()`` ends it."""

    statement: str
    params: Mapping[str, Any]
    result: Future[Result]
    stop: Stop = field(default_factory=Stop)
    began: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> int:
        """For how long it has been on its way."""
        return int(time.monotonic() - self.began)


def current(store: Store, statement: str, params: Mapping[str, Any]) -> Running:
    """The reader's run of ``statement`` with ``params``: the one that is on its way or done, else a
    new one. A reader has one at a time: what else was on its way is stopped."""
    known: Running | None = st.session_state.get(KEY)
    if known and (known.statement, known.params) == (statement, params):
        return known
    forget()
    made = _start(store, statement, params)
    st.session_state[KEY] = made
    with suppress(NotYet, Exception):  # what went wrong is told when the result is asked for
        made.result.result(timeout=QUICK)
    return made


def forget() -> None:
    """Stop what is on its way, so that the statement runs anew."""
    known: Running | None = st.session_state.pop(KEY, None)
    if known:
        known.stop.stop()


def _start(store: Store, statement: str, params: Mapping[str, Any]) -> Running:
    stop = Stop()
    limits: dict[str, Any] = {"limit": ROWS, "timeout": SECONDS, "stop": stop}
    own = {name: value for name, value in params.items() if name not in limits}
    work = _pool().submit(store.console, statement, **limits, **own)
    return Running(statement, params, work, stop)


@st.cache_resource(show_spinner=False)
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="console")
