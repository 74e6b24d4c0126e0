"""Adding what the reader missed: an entity or a relation, with the line that says it."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from graph.schema import RELATIONS
from ingest.judging.judgements import ADD, ENTITY, Judgements
from ingest.judging.verdicts import line_numbers
from ingest.model import RELATION_ENDS
from queries.facts import ADDABLE, LONGEST_NAME
from views import address, book, data, judging, parts, shelf
from views.words import caption, say

KINDS = ("entity", "relation")
LONGEST_LINES = 20


def form(judgements: Judgements) -> None:
    """The form: which lines, what they say, and signing it."""
    st.markdown(say("adding.why"))
    document = shelf.document()
    lines = _lines()
    if not _shown(lines, document):
        return
    kind = st.pills(
        say("adding.kind"),
        KINDS,
        format_func=lambda each: say(f"adding.{each}"),
        required=True,
        **address.one("add", KINDS, KINDS[0]),
    )
    told = _entity() if kind == KINDS[0] else _relation()
    if told:
        what, first, second = told
        judging.buttons((ADD,), first, second, "adding", what, lines, document)


def _lines() -> str:
    st.text_input(
        say("adding.lines"),
        placeholder=say("adding.lines_hint"),
        max_chars=LONGEST_LINES,
        width=240,
        **address.words("line"),
    )
    return address.get("line").strip()


def _shown(lines: str, document: str) -> bool:
    """Show the words of the lines; whether there are any."""
    numbers = line_numbers(lines)
    found = [line for number in numbers or () if (line := book.line(number, document))]
    words = "".join(line.words for line in found)
    if not words:
        parts.nothing("adding.no_line" if lines else "adding.first", "format_quote")
        parts.link("source", say("page.source"), icon="menu_book")
        return False
    with st.container(border=True):
        st.text(words)
        parts.place_link(found[0].passage["page"], numbers[0] if numbers else 1, document)
    return True


def _entity() -> tuple[str, str, str] | None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        name = st.text_input(
            say("adding.name"), max_chars=LONGEST_NAME, width=360, key="adding-name"
        )
        kind = st.selectbox(
            say("adding.type"),
            ADDABLE,
            index=None,
            format_func=caption,
            placeholder=say("adding.choose"),
            width=220,
            key="adding-type",
        )
    return (ENTITY, name.strip(), kind) if name.strip() and kind else None


def _relation() -> tuple[str, str, str] | None:
    kind = st.selectbox(
        say("adding.relation_kind"),
        list(RELATIONS),
        format_func=_explained,
        index=None,
        placeholder=say("adding.choose"),
        key="adding-relation",
    )
    if not kind:
        return None
    from_, to = RELATION_ENDS[kind]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        head = _end("head", from_)
        tail = _end("tail", to)
    return (kind, head, tail) if head and tail else None


def _explained(kind: str) -> str:
    from_, to = (say("list.comma").join(map(caption, sorted(ends))) for ends in RELATION_ENDS[kind])
    return say("adding.relation_of", relation=caption(kind), from_types=from_, to_types=to)


def _end(end: str, types: Iterable[str]) -> str:
    kinds = set(types)
    rows = data.rows("app_names")
    named = {row["id"]: parts.type_name(row) for row in rows if row["type"] in kinds}
    chosen = st.selectbox(
        say(f"adding.{end}"),
        list(named),
        index=None,
        format_func=lambda id: named.get(id, id),
        placeholder=say("search.placeholder"),
        width=360,
        key=f"adding-{end}-{'-'.join(sorted(kinds))}",
    )
    return chosen or ""
