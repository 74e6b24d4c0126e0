"""Console: the named questions with their parameters, and Cypher that a reader types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from graph.guard import LONGEST
from graph.records import Result
from graph.subgraph import Subgraph
from ingest.errors import InnographError
from queries.blaming import fault
from queries.library import Query, library
from queries.subgraph import choose, of_result
from queries.typed import misspelt, parameters
from views import address, data, forms, kept, parts, results, running, shelf, structure
from views.words import lang, plain, say

MODES = ("named", "typed")
#: A statement longer than this would make no address that browsers and servers take.
KEPT = 4000
STATEMENT = "cypher"
TYPED = "typed-statement"
#: The parameter that takes ids of plans.
PLANS = "plans"
EXAMPLES = "console/"
POLL = 0.5


def page() -> None:
    """The page."""
    st.title(say("page.console"))
    mode = st.segmented_control(
        say("console.mode"),
        MODES,
        format_func=lambda each: say(f"console.mode_{each}"),
        required=True,
        label_visibility="collapsed",
        **address.one("mode", MODES, "typed" if address.get(STATEMENT) else "named"),
    )
    _named() if mode == "named" else _typed()
    structure.show()


def _named() -> None:
    query = forms.choose_query()
    if not query:
        st.caption(say("console.named_why"))
        return
    st.markdown(plain(query.doc[lang()]))
    _of_plans(query)
    given = forms.parameters(query)
    with st.expander(say("console.cypher")):
        st.code(statement(query), language="cypher", wrap_lines=True)
    if given is None:
        return
    given = {name: value for name, value in given.items() if (name, value) != (PLANS, None)}
    rows = data.named(data.rows(query.name, **given))
    columns = tuple(rows[0]) if rows else ()
    found = Result(columns, tuple(tuple(row.values()) for row in rows))
    results.show(found, query.name, lambda: _chosen(query, given))


def _of_plans(query: Query) -> None:
    """Of which plans the query tells, where these are not all; or that it cannot be narrowed."""
    if _narrows(query):
        shelf.told()
    elif data.in_view():
        st.caption(say("console.not_narrowed"))


def _narrows(query: Query) -> bool:
    return any(each.name == PLANS for each in query.params)


def _chosen(query: Query, given: Mapping[str, Any]) -> Subgraph:
    own = {name: value for name, value in given.items() if name != PLANS}
    plans = given.get(PLANS, data.in_view() or None) if _narrows(query) else None
    return choose(data.store(), query=query.name, params=own, plans=plans)


def statement(query: Query) -> str:
    """A query's Cypher without its head."""
    lines = query.text(data.store().engine.name).splitlines()
    return "\n".join(line for line in lines if not line.startswith("//"))


def _typed() -> None:
    _editor()
    typed = _asked()
    kept.show(typed)
    if not typed.strip():
        _examples()
        return
    _spelling(typed)
    names = parameters(typed)
    params = forms.typed_parameters([name for name in names if name != PLANS])
    if params is None:
        return
    if PLANS in names:
        params = {**params, PLANS: list(data.in_view() or data.plan_titles())}
    run = running.current(data.store(), typed, params)
    if run.result.done():
        _outcome(run)
    else:
        _wait()


def _editor() -> None:
    st.session_state.setdefault(TYPED, _asked())
    if data.in_view():
        st.caption(say("console.typed_plans"))
    with st.form("typed", border=False):
        st.text_area(
            say("console.statement"),
            key=TYPED,
            height=170,
            max_chars=LONGEST,
            placeholder=say("console.statement_hint"),
            help=say("console.limits", rows=running.ROWS, seconds=int(running.SECONDS)),
        )
        st.form_submit_button(say("console.run"), icon=":material/play_arrow:", on_click=_run)


def _asked() -> str:
    """The statement to run: of the address, or a long one that the address cannot hold."""
    return address.get(STATEMENT) or str(st.session_state.get(STATEMENT, ""))


def _run() -> None:
    typed = str(st.session_state[TYPED] or "")
    running.forget()
    address.put(STATEMENT, typed if len(typed) <= KEPT else None)
    address.put("mode", "typed")
    st.session_state[STATEMENT] = typed if len(typed) > KEPT else ""


def _examples() -> None:
    st.markdown(say("console.try"))
    for name, query in library().items():
        if name.startswith(EXAMPLES):
            asked = {STATEMENT: statement(query), "mode": "typed"}
            parts.link("console", query.doc[lang()], icon="arrow_outward", **asked)


@st.fragment(run_every=POLL)
def _wait() -> None:
    """Shown while a statement runs: for how long, and a button that stops it."""
    run: running.Running | None = st.session_state.get(running.KEY)
    if not run or run.result.done():
        st.rerun()
        return
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        most = int(running.SECONDS)
        st.markdown(say("console.running", seconds=run.seconds, most=most))
        st.button(say("console.stop"), icon=":material/stop_circle:", on_click=run.stop.stop)


def _spelling(typed: str) -> None:
    """Labels and types that are not in the graph: why a statement finds nothing."""
    for word, meant in misspelt(typed).items():
        key = "console.misspelt" if meant else "console.no_label"
        st.warning(say(key, word=plain(word), meant=meant), icon=":material/spellcheck:")
        if meant:
            instead = re.sub(rf"(?<![\w$.]){re.escape(word)}\b", meant, typed)
            st.button(
                say("console.instead", meant=meant),
                icon=":material/edit:",
                key=f"instead-{word}",
                on_click=_instead,
                args=(instead,),
            )


def _instead(statement: str) -> None:
    st.session_state[TYPED] = statement
    _run()


def _named_plans(found: Result) -> Result:
    """The plan's title behind each ``document``, where there are several plans."""
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    told = data.named(rows)
    columns = tuple(told[0]) if told else found.columns
    return replace(found, columns=columns, rows=tuple(tuple(row.values()) for row in told))


def _refused(error: InnographError, typed: str) -> None:
    """What is wrong in plain words, and the line with the place marked."""
    found = fault(error, typed)
    if not found:
        parts.refused(error)
        return
    st.error(plain(found.say(lang())), icon=":material/error:")
    if found.begin < found.end:
        st.markdown(marked(typed, found.begin, found.end))
    if found.key == "slip":
        meant = str(found.values["meant"])
        instead = typed[: found.begin] + meant + typed[found.end :]
        st.button(
            say("console.instead", meant=meant),
            icon=":material/edit:",
            key="instead-of-slip",
            on_click=_instead,
            args=(instead,),
        )


def marked(typed: str, begin: int, end: int) -> str:
    """The line of a statement with the faulty place marked, as Markdown."""
    start = typed.rfind("\n", 0, begin) + 1
    stop = typed.find("\n", end)
    line = typed[start : len(typed) if stop < 0 else stop]
    low, high = begin - start, end - start
    place = f":red-background[**{plain(line[low:high])}**]"
    return f"{plain(line[:low])} {place} {plain(line[high:])}".strip()


def _outcome(run: running.Running) -> None:
    try:
        found = run.result.result()
    except InnographError as error:
        _refused(error, run.statement)
        return
    kept.remember(run.statement)
    results.show(_named_plans(found), "cypher", lambda: of_result(data.store(), found))
    if st.session_state.get(STATEMENT):
        st.caption(say("console.long", most=KEPT))
