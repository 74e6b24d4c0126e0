"""What the parts of the review page share: who judges, the buttons, what came of a click, and
whether the graph already knows what was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Lock, Thread
from types import MappingProxyType

import streamlit as st

from graph.plans import keep, kept
from graph.store import Store
from ingest.catalogue import text
from ingest.errors import ExportError, InnographError
from ingest.judging.judgements import Judgement, Judgements, damage
from queries.applying import apply, get_ready, late
from queries.reviewing import (
    FILE,
    Word,
    decide,
    judge,
    judgements_file,
    kept_judgements,
    take_over_file,
)
from queries.taking import EFFECTS, Line, preview
from queries.told import sentence
from views import clock, data, handed, parts, public
from views.words import lang, plain, say

NOW, LATER = "now", "later"
WHO, TOLD, NEW = "review-who", "review-told", "review-new"
LONGEST = 200
LARGEST = 5  # MB
#: Lines of a file that are shown before it is taken over.
PREVIEWED = 500
#: One reader's judgements are applied after another's.
APPLYING = Lock()
ICONS = {
    "same": "link",
    "different": "link_off",
    "unsure": "help",
    "accept": "check",
    "reject": "close",
    "add": "add",
    "undo": "undo",
}


def who() -> None:
    """Asks who judges; remembered while the app is open."""
    given = st.text_input(
        say("review.who"),
        value=st.session_state.get(WHO, ""),
        placeholder=say("review.who_hint"),
        max_chars=LONGEST,
        width=320,
    )
    if given and not st.session_state.get(WHO):
        get_ready(data.store())
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


def buttons(
    verdicts: Sequence[str],
    first: str,
    second: str,
    key: str,
    kind: str = "",
    lines: str = "",
    plan: str = "",
    keys: Mapping[str, str] = MappingProxyType({}),
    later: bool = False,
) -> None:
    """Why, and one button for each verdict on the two, or on the fact of that ``kind``; ``keys``
    press the buttons; with ``later`` the graph follows in the background."""
    why = f"why-{key}"
    st.text_input(say("review.why"), key=why, max_chars=LONGEST)
    told = {"kind": kind, "lines": lines, "plan": plan}
    with st.container(horizontal=True, gap="small"):
        for verdict in verdicts:
            st.button(
                say(f"review.say.{verdict}"),
                icon=f":material/{ICONS[verdict]}:",
                key=f"{verdict}-{key}",
                shortcut=keys.get(verdict),
                on_click=_judge,
                args=(Word(verdict, first, second, "", **told), why, later),
            )


def buttons_for_all(verdicts: Sequence[str], rows: Sequence[Judgement], key: str) -> None:
    """Why, and one button for each verdict on all these proposals at once."""
    why = f"why-{key}"
    st.text_input(say("review.why"), key=why, max_chars=LONGEST)
    with st.container(horizontal=True, gap="small"):
        for verdict in verdicts:
            st.button(
                say(f"proposed.say.{verdict}", count=len(rows)),
                icon=f":material/{ICONS[verdict]}:",
                key=f"{verdict}-{key}",
                on_click=_decide,
                args=(verdict, rows, why),
            )


def _decide(verdict: str, rows: Sequence[Judgement], why: str) -> None:
    who = _signer()
    if not who:
        return
    word = Word(verdict, "", "", who, st.session_state.get(why, ""))
    try:
        kept, left = decide(data.store(), word, rows)
    except InnographError as error:
        st.session_state[TOLD] = "failed", plain(error.say(lang()))
    else:
        st.session_state[why] = ""
        _keep(say(f"proposed.kept.{verdict}", count=len(kept), left=len(left)))


def _signer() -> str:
    """Who judges; "" (and why on the page) where nobody may, or has said."""
    who: str = st.session_state.get(WHO, "").strip()
    if public.reading_only():
        st.session_state[TOLD] = "failed", say("public.closed")
        return ""
    if not who:
        st.session_state[TOLD] = "failed", say("review.no_who")
    return who


def _judge(word: Word, why: str, later: bool) -> None:
    who = _signer()
    if not who:
        return
    try:
        rows = judge(data.store(), replace(word, who=who, why=st.session_state.get(why, "")))
    except InnographError as error:
        st.session_state[TOLD] = "failed", plain(error.say(lang()))
    else:
        st.session_state[why] = ""
        told = say("review.kept", what=plain(sentence(rows[-1], lang(), clock.zone())))
        _keep(told, LATER if later else NOW)


def _keep(message: str, when: str = NOW) -> None:
    st.session_state[TOLD] = "kept", message
    st.session_state[NEW] = when


def apply_word() -> None:
    """Bring what was just decided into the graph: every page follows at once, or in a moment."""
    when = st.session_state.pop(NEW, "")
    if when == NOW:
        _apply()
    elif when == LATER:
        Thread(target=_follow, args=(data.store(),), daemon=True).start()


def _follow(store: Store) -> None:
    """Trouble stays until it is seen: :func:`behind` tells that the graph is behind."""
    with suppress(InnographError), APPLYING:
        apply(store, kept_judgements())


def _apply() -> None:
    with st.spinner(say("review.applying")), APPLYING:
        apply(data.store(), kept_judgements())
    data.forget()


def keep_file(path: Path, document_id: str) -> None:
    """Keep a plan's file, so that judgements can be applied at once; the graph does without."""
    try:
        keep(path, document_id)
    except ExportError as error:
        st.warning(plain(error.say(lang())), icon=":material/warning:")


def file() -> None:
    """All judgements as a text file, and taking over those of another."""
    st.subheader(say("review.file"))
    st.caption(say("review.file_why"))
    here = judgements_file()
    if here.exists():
        st.download_button(
            say("review.download"),
            here.read_bytes(),
            FILE,
            "text/tab-separated-values",
            icon=":material/download:",
            on_click="ignore",
        )
    given = handed.file(say("review.take"), say("review.take_kinds", limit=LARGEST), LARGEST)
    if not given or not _previewed(given.getvalue()):
        return
    if st.button(say("review.take_now"), icon=":material/merge:"):
        _take_over(given.getvalue())


def _previewed(content: bytes) -> bool:
    """Show what the file would change, and what of it has no place here; whether it can be taken
    over."""
    try:
        found = preview(data.store(), content)
    except InnographError as error:
        parts.refused(error)
        return False
    counts = [say(f"review.effect_{effect}", count=count) for effect, count in found.counts.items()]
    st.markdown(say("review.preview_all", effects=say("list.comma").join(counts)))
    if found.damaged:
        lines = say("list.comma").join(map(str, found.damaged))
        st.warning(say("review.preview_damaged", lines=lines), icon=":material/warning:")
    shown = [_shown(line) for effect in EFFECTS for line in found.lines if line.effect == effect]
    st.dataframe(shown[:PREVIEWED], hide_index=True, key="judgements-preview")
    if len(shown) > PREVIEWED:
        st.caption(say("review.preview_more", count=len(shown) - PREVIEWED))
    return True


def _shown(line: Line) -> dict[str, str]:
    """A line of the preview, under heads in the reader's language."""
    ours = sentence(line.ours, lang(), clock.zone()) if line.ours else ""
    told = {
        "effect": say(f"review.effect.{line.effect}"),
        "line": str(line.number),
        "judgement": sentence(line.row, lang(), clock.zone()),
        "ours": ours,
        "unknown": say("list.comma").join(line.unknown),
    }
    return {say(f"review.preview.{name}"): words for name, words in told.items()}


def _take_over(content: bytes) -> None:
    try:
        count, damaged = take_over_file(content)
    except InnographError as error:
        parts.refused(error)
        return
    _keep(say("review.taken", count=count, damaged=len(damaged)))
    st.rerun()


def behind(judgements: Judgements) -> None:
    """Plans that were read before the last judgements, and how to bring them up to them."""
    waiting = late(data.store(), judgements)
    if not waiting:
        return
    if APPLYING.locked():
        st.caption(f":material/sync: {say('review.following')}")
        return
    with st.container(border=True):
        st.markdown(f":material/schedule: {say('review.behind', count=len(waiting))}")
        without = [row for row in waiting if kept(row["id"]) is None]
        if len(without) < len(waiting) and st.button(
            say("review.apply"), icon=":material/refresh:"
        ):
            _apply()
            st.rerun()
        if without:
            words = (row["source"] for row in without)
            st.code("innograph ingest " + " ".join(words), language="bash", wrap_lines=True)
