"""The address is the page's memory: what is chosen stands in the URL, and the URL restores it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

ON = "1"
UNKNOWN = "unknown-in-address"


def get(name: str, default: str = "") -> str:
    """The parameter ``name`` of the address."""
    return st.query_params.get(name, default)


def several(name: str) -> list[str]:
    """All values of the parameter ``name``."""
    return st.query_params.get_all(name)


def put(name: str, value: str | Sequence[str] | None) -> None:
    """Set a parameter of the address; nothing removes it."""
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)


def begin() -> None:
    """A page begins: nothing of the address has proved unknown yet."""
    st.session_state[UNKNOWN] = {}


def unknown() -> list[str]:
    """What the address asked for on this page and is not there."""
    return list(st.session_state.get(UNKNOWN, ()))


def missed(value: str) -> None:
    """``value``, which the address gives, is not there."""
    st.session_state.setdefault(UNKNOWN, {})[value] = None


def one(name: str, options: Sequence[str], default: str) -> dict[str, Any]:
    """Arguments for a widget that takes one of ``options``, kept as ``name`` in the address."""
    st.session_state[name] = _known(name, options) or default
    return {"key": name, "on_change": _keep, "args": (name, default)}


def maybe(name: str, options: Sequence[str]) -> dict[str, Any]:
    """As :func:`one`, where nothing may be chosen too."""
    st.session_state[name] = _known(name, options)
    return {"key": name, "on_change": _keep, "args": (name, None)}


def flag(name: str) -> dict[str, Any]:
    """Arguments for a switch."""
    st.session_state[name] = get(name) == ON
    return {"key": name, "on_change": _keep_flag, "args": (name,)}


def many(name: str, options: Sequence[str]) -> dict[str, Any]:
    """Arguments for a widget that takes several of ``options``."""
    asked = several(name)
    st.session_state[name] = [value for value in asked if value in options]
    for value in asked:
        if value not in options:
            missed(value)
    return {"key": name, "on_change": _keep, "args": (name, [])}


def words(name: str) -> dict[str, Any]:
    """Arguments for a field of free text."""
    st.session_state[name] = get(name)
    return {"key": name, "on_change": _keep, "args": (name, "")}


def number(name: str, default: int, low: int, high: int) -> dict[str, Any]:
    """Arguments for a widget that takes a whole number between ``low`` and ``high``."""
    asked = get(name)
    value = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else default
    st.session_state[name] = min(max(value, low), high)
    return {"key": name, "on_change": _keep, "args": (name, default)}


def _known(name: str, options: Sequence[str]) -> str | None:
    asked = get(name)
    if asked and asked not in options:
        missed(asked)
    return asked if asked in options else None


def _keep_flag(name: str) -> None:
    put(name, ON if st.session_state[name] else None)


def _keep(name: str, default: Any) -> None:
    value = st.session_state[name]
    chosen = None if value == default else value
    put(name, chosen if isinstance(chosen, list) or chosen is None else str(chosen))
