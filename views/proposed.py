"""What other readers proposed: each with its quote, to be confirmed or rejected, one by one or all
of a kind at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from graph.schema import RELATIONS, TYPES
from ingest.judging.judgements import ENTITY, IDENTIFIER, SUPPORTS, Judgement, Judgements
from ingest.judging.verdicts import line_numbers
from views import address, book, data, judging, parts
from views.words import caption, plain, quoted, say

AT_ONCE = 10
VERDICTS = ("accept", "reject")
Row = dict[str, Any]


def show(judgements: Judgements) -> None:
    """Where proposals come from; those that wait, narrowed to some kinds and proposers."""
    st.markdown(say("proposed.why"))
    rows = judgements.proposed
    if not rows:
        parts.nothing("proposed.none", "task_alt")
        return
    found = _narrowed(_narrowed(rows, "kind", _sort, _name), "who", _who, str)
    st.caption(say("proposed.count", count=len(found)))
    if len(found) > 1:
        with st.expander(say("proposed.all", count=len(found))):
            judging.buttons_for_all(VERDICTS, found, "proposed-all")
    pages = -(-len(found) // AT_ONCE)
    number = 1
    if pages > 1:
        kept = address.number("part", 1, 1, pages)
        number = int(st.number_input(say("review.part", count=pages), 1, pages, width=160, **kept))
    for row in found[(number - 1) * AT_ONCE : number * AT_ONCE]:
        _proposal(row)


def _proposal(row: Judgement) -> None:
    key = "|".join(("proposed", row.kind, row.first, row.second))
    with st.container(border=True):
        st.subheader(plain(_title(row)))
        st.caption(plain(say("proposed.by", who=row.who, day=row.when[:10])))
        if row.why:
            st.markdown(plain(row.why))
        st.markdown(quoted(row.quote))
        _place(row)
        judging.buttons(VERDICTS, row.first, row.second, key, row.kind)


def _title(row: Judgement) -> str:
    if row.kind == ENTITY:
        return say("proposed.name", name=row.first, type=caption(row.second))
    if row.kind == IDENTIFIER:
        return say("proposed.identified", name=row.first, identifier=row.second)
    told = {"head": row.first, "tail": row.second, "relation": _name(row.kind)}
    return say("review.relation", **told)


def _place(row: Judgement) -> None:
    """The way to the lines in the plan, where the graph has it."""
    numbers = line_numbers(row.lines)
    for document in data.documents():
        if document["title"] == row.plan and numbers:
            line = book.line(numbers[0], document["id"])
            if line:
                parts.place_link(line.passage["page"], numbers[0], line.document)


def _narrowed(rows: Sequence[Judgement], name: str, mark: Any, shown: Any) -> list[Judgement]:
    """Those with one of the marks that the reader chooses; all where none is chosen."""
    there = list(dict.fromkeys(map(mark, rows)))
    counts = {each: sum(mark(row) == each for row in rows) for each in there}
    if len(there) < 2:
        return list(rows)
    chosen = st.pills(
        say(f"proposed.{name}"),
        there,
        format_func=lambda each: plain(say("queue.type", name=shown(each), count=counts[each])),
        selection_mode="multi",
        **address.many(name, there),
    )
    return [row for row in rows if not chosen or mark(row) in chosen]


def _sort(row: Judgement) -> str:
    return row.second if row.kind == ENTITY else row.kind


def _who(row: Judgement) -> str:
    return row.who


def _name(sort: str) -> str:
    """What a type, a relation or a support is called."""
    if sort in (SUPPORTS, IDENTIFIER):
        return say(f"proposed.{sort.lower()}")
    return caption(sort) if sort in TYPES or sort in RELATIONS else sort
