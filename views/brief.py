"""A brief to take to a meeting: in which style, and as which file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from queries import briefing
from queries.ask import Answer
from queries.briefing import FULL, MIMES, STYLES, Brief
from queries.briefing.pdf import program
from views import address, clock, data, filing
from views.words import in_language, lang, say

Row = dict[str, Any]


def buttons(name: str, made: Callable[[], Brief]) -> None:
    """The style, and the brief of what is called ``name`` as Word, PDF or Markdown; it is made
    only when it is downloaded."""
    style = st.segmented_control(
        say("brief.style"),
        STYLES,
        format_func=lambda each: say(f"brief.style_{each}"),
        required=True,
        label_visibility="collapsed",
        help=say("brief.style_why"),
        **address.one("brief", STYLES, FULL),
    )
    office = program()
    for kind in MIMES:
        without = kind == "pdf" and not office
        st.download_button(
            say(f"brief.{kind}"),
            data=b"" if without else in_language(partial(_written, made, kind, style or FULL)),
            file_name=filing.name(f"{name}-{say(f'brief.style_{style}')}", f".{kind}"),
            mime=MIMES[kind],
            icon=":material/description:",
            on_click="ignore",
            key=f"brief-{kind}",
            disabled=without,
            help=say("brief.no_office") if without else None,
        )


def of_answer(found: Answer) -> Brief:
    """The brief of an answer, from the plans in view."""
    return briefing.of_answer(found, data.rows, _titles(), clock.today())


def of_thing(row: Row) -> Brief:
    """The brief of a field or of any other entity, from the plans in view."""
    return briefing.of_thing(row, lang(), data.rows, _titles(), clock.today())


def _titles() -> dict[str, str]:
    known = data.plan_titles()
    return {id: known[id] for id in data.in_view() or known}


def _written(made: Callable[[], Brief], kind: str, style: str) -> bytes:
    return briefing.write(made(), kind, style)
