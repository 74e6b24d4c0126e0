"""What the parts of the review page share: who judges, the buttons, what came of a click, and
whether the graph already knows what was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from graph.load import is_loaded, load
from ingest.catalogue import text
from ingest.errors import InnographError
from ingest.judgements import Judgements, damage
from ingest.pipeline import read_plan
from ingest.sources import read_document
from queries.reviewing import Word, judge, kept_judgements
from queries.told import sentence
from views import data, public
from views.words import lang, plain, say

WHO, TOLD = "review-who", "review-told"
LONGEST = 200
PLANS = Path(__file__).resolve().parent.parent / "data"
ICONS = {
    "same": "link",
    "different": "link_off",
    "unsure": "help",
    "accept": "check",
    "reject": "close",
    "undo": "undo",
}
Row = Mapping[str, Any]


def who() -> None:
    """Asks who judges; remembered while the app is open."""
    given = st.text_input(
        say("review.who"),
        value=st.session_state.get(WHO, ""),
        placeholder=say("review.who_hint"),
        max_chars=LONGEST,
        width=320,
    )
    st.session_state[WHO] = given


def told() -> None:
    """What came of the last click."""
    kind, message = st.session_state.pop(TOLD, ("", ""))
    if kind == "kept":
        st.success(message, icon=":material/task_alt:")
    elif kind:
        st.error(message, icon=":material/error:")


def warnings(judgements: Judgements) -> None:
    """Lines that could not be read, and judgements that stand in each other's way."""
    if damaged := damage(judgements, lang()):
        st.warning(plain(damaged), icon=":material/warning:")
    for row in judgements.stopped:
        stopped = text("review.stopped", lang(), first=row.first, second=row.second)
        st.warning(plain(stopped), icon=":material/warning:")


def buttons(verdicts: Sequence[str], first: str, second: str, key: str) -> None:
    """Why, and one button for each verdict on the two."""
    why = f"why-{key}"
    st.text_input(say("review.why"), key=why, max_chars=LONGEST)
    with st.container(horizontal=True, gap="small"):
        for verdict in verdicts:
            st.button(
                say(f"review.say.{verdict}"),
                icon=f":material/{ICONS[verdict]}:",
                key=f"{verdict}-{key}",
                on_click=_judge,
                args=(verdict, first, second, why),
            )


def _judge(verdict: str, first: str, second: str, why: str) -> None:
    if public.reading_only():
        st.session_state[TOLD] = "failed", say("public.closed")
        return
    given = st.session_state.get(WHO, ""), st.session_state.get(why, "")
    if not given[0].strip():
        st.session_state[TOLD] = "failed", say("review.no_who")
        return
    try:
        rows = judge(data.store(), Word(verdict, first, second, *given))
    except InnographError as error:
        st.session_state[TOLD] = "failed", plain(error.say(lang()))
    else:
        st.session_state[TOLD] = "kept", say("review.kept", what=plain(sentence(rows[0], lang())))


def behind(judgements: Judgements) -> None:
    """Plans that were read before the last judgements, and how to read them again."""
    store = data.store()
    late = [d for d in data.documents() if not is_loaded(store, d["id"], judgements.digest)]
    if not late:
        return
    with st.container(border=True):
        st.markdown(f":material/schedule: {say('review.behind', count=len(late))}")
        ids = {row["id"] for row in late}
        here = [p for p in sorted(PLANS.glob("*.txt")) if read_document(p).id in ids]
        if here and st.button(say("review.apply"), icon=":material/refresh:"):
            _apply(here)
        if len(here) < len(late):
            words = (row["source"] for row in late)
            st.code("innograph ingest " + " ".join(words), language="bash", wrap_lines=True)


def _apply(plans: Sequence[Path]) -> None:
    with st.spinner(say("welcome.reading")):
        for path in plans:
            load(data.store(), read_plan(path, kept_judgements()))
    data.forget()
    st.rerun()
