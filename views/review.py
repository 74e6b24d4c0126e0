"""Review: names that may be one thing, facts to confirm, reject or add, and what was decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from ingest.identity.review import Candidate
from ingest.judging.judgements import Judgement, Judgements
from queries.reviewing import kept_judgements, waiting
from queries.things import thing_rows
from queries.told import local, second, sentence, verdict
from views import adding, address, clock, data, judging, parts, picking, proposed, queue, verdicts
from views.words import caption, full_name, lang, plain, say

AT_ONCE = 8
Row = dict[str, Any]


def page() -> None:
    """The page."""
    st.title(say("page.review"))
    st.markdown(say("review.lead"))
    judging.told()
    judging.apply_word()
    judgements = kept_judgements()
    judging.warnings(judgements)
    judging.behind(judgements)
    judging.who()
    look = st.pills(
        say("review.look"),
        list(LOOKS),
        format_func=lambda each: say(f"review.{each}"),
        required=True,
        **address.one("look", list(LOOKS), "names"),
    )
    LOOKS[look or "names"](judgements)


def _names(judgements: Judgements) -> None:
    rows = {row["id"]: row for row in thing_rows(data.store())}
    rows |= (own := {row["id"]: row for row in data.rows("review/things")})
    found = [
        each
        for each in waiting(list(rows.values()), judgements)
        if each.first.id in own or each.second.id in own
    ]
    if not found:
        parts.nothing("review.names_none", "task_alt")
        return
    st.header(say("review.names_count", count=len(found)))
    st.markdown(say("review.names_why"))
    pages = -(-len(found) // AT_ONCE)
    number = 1
    if pages > 1:
        kept = address.number("part", 1, 1, pages)
        number = int(st.number_input(say("review.part", count=pages), 1, pages, width=160, **kept))
    for each in found[(number - 1) * AT_ONCE : number * AT_ONCE]:
        _candidate(each, rows, judgements)


def _candidate(one: Candidate, rows: Mapping[str, Row], judgements: Judgements) -> None:
    pair = one.first.id, one.second.id
    percent = round(100 * one.likeness)
    with st.container(border=True):
        st.markdown(say("review.candidate", type=caption(one.first.label), percent=percent))
        st.caption(say("list.comma").join(plain(getattr(r, lang())) for r in one.reasons))
        for column, id in zip(st.columns(2), pair, strict=True):
            with column:
                _side(rows[id], "|".join(pair))
        for row in judgements.said(one.first.name, one.second.name):
            st.caption(plain(sentence(row, lang(), clock.zone())))
        judging.buttons(("same", "different", "unsure"), *pair, "|".join(pair))


def _side(row: Row, key: str) -> None:
    parts.link("profile", full_name(row), icon="arrow_outward", id=row["id"])
    if row["aliases"]:
        also = say("list.comma").join(row["aliases"])
        st.caption(plain(also))
    if row["quote"]:
        names = {"pages": "page", "lines": "line", "quotes": "quote", "sections": "section"}
        place = {many: [row[one]] for many, one in names.items()}
        parts.quotes({"document": row["document"], **place}, f"{key}-{row['id']}")


def _decided(judgements: Judgements) -> None:
    if judgements.rows:
        st.markdown(say("review.decided_why"))
        if data.in_view():
            st.caption(say("review.decided_plans"))
        rows = [_told(row) for row in reversed(judgements.rows)]
        columns = ("when", "who", "verdict", "first", "second", "why")
        picked = picking.table(rows, *columns, key="decided")
        if picked:
            st.subheader(plain(picked["told"]))
            names = (picked["first"], picked["own_second"])
            judging.buttons(("undo",), *names, picked["id"], picked["kind"])
    else:
        parts.nothing("review.decided_none", "inbox")
    judging.file()


def _told(row: Judgement) -> Row:
    return {
        "id": "|".join((row.verdict, *row.pair, row.kind)).rstrip("|"),
        "when": local(row.when, clock.zone()),
        "who": row.who,
        "verdict": verdict(row, lang()),
        "first": row.first,
        "second": second(row, lang()),
        "own_second": row.second,
        "kind": row.kind,
        "why": row.why,
        "told": sentence(row, lang(), clock.zone()),
    }


LOOKS: Mapping[str, Callable[[Judgements], None]] = {
    "queue": queue.show,
    "names": _names,
    "entities": verdicts.entities,
    "relations": verdicts.relations,
    "supports": verdicts.supports,
    "proposed": proposed.show,
    "add": adding.form,
    "decided": _decided,
}
