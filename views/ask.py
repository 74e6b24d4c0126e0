"""Ask: a question in plain words, the answer with its reasons and quotes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import streamlit as st

from queries.ask import Answer
from queries.asking.answer import Found
from queries.briefing.making import groups, sentence
from views import address, brief, chips, choice, data, parts, pictured
from views.choice import LONGEST
from views.words import caption, lang, name_of, plain, say

WAYS = ("list", "graph")
HISTORY, PLAN, PASSAGE, TARGET = "asked", "Document", "Passage", "Target"
Row = dict[str, Any]


def page() -> None:
    """The page."""
    st.title(say("page.ask"))
    question = _question()
    if not question:
        _examples()
        return
    with st.spinner(say("ask.looking")):
        found = data.answer(question, lang())
    _remember(question)
    _reading(found)
    chips.show(found)
    _words(found)
    if found.answers and found.status == "answered":
        _answers(found)
    elif found.answers:  # passages that come near
        _list(found)
    _behind(found)
    _history(question)


def _question() -> str:
    st.text_input(
        say("ask.label"),
        placeholder=say("ask.placeholder"),
        max_chars=LONGEST,
        type="search",
        **address.words("q"),
    )
    return address.get("q").strip()[:LONGEST]


def _examples() -> None:
    """Questions that this plan can answer, made from its own names."""
    st.subheader(say("ask.try"))
    fields = data.rows("list_fields")
    richest = sorted(fields, key=lambda field: -field["institutions"])[:3]
    questions = [say("ask.example_field", field=name_of(field)) for field in richest]
    for kind in ("University", "Laboratory", "IndustryChain"):
        for each in data.rows("app_connected", types=[kind], limit=1):
            questions.append(say(f"ask.example_{kind}", name=name_of(each)))
    if len(fields) > 1:
        first, second = map(name_of, richest[:2])
        questions.append(say("ask.example_both", first=first, second=second))
    for question in questions:
        if data.answer(question, lang()).status == "answered":
            parts.link("ask", question, icon="chat_bubble", q=question)


def _reading(found: Answer) -> None:
    if found.reading:
        st.caption(say("ask.reading", reading=plain(found.reading)))


def shown(each: Found) -> str:
    """What an answer is called in the reader's language."""
    return name_of({"name": each.name, "name_en": each.name_en})


def heading(basis: str | None, count: int) -> str:
    """``Stated · 4``: the basis of some answers and how many they are."""
    return say("ask.group", basis=say(f"basis.{basis or 'named'}"), count=count)


def told_of(found: Answer) -> str:
    """The sentence that answers: without the names where a list below has several of them."""
    listed = len(found.answers) > 1 and any(each.type != PASSAGE for each in found.answers)
    return sentence(found.text) if listed else found.text


def _words(found: Answer) -> None:
    with st.container(border=True):
        told = told_of(found)
        st.markdown(f":material/{ICONS[found.status]}: {plain(told)}")
        for note in found.notes:
            if note not in told:
                st.caption(plain(note))
    if found.nearest:
        st.markdown(f"**{say('ask.nearest')}**")
        for question in found.nearest:
            parts.link("ask", question, icon="chat_bubble", q=question)
    elif found.status != "answered":
        st.caption(say("ask.next"))


ICONS = {"answered": "check_circle", "empty": "inbox", "ambiguous": "alt_route", "refused": "block"}


def _answers(found: Answer) -> None:
    """What was found, as a list or as a graph, and the ways onward with it."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        way = st.segmented_control(
            say("console.as"),
            WAYS,
            format_func=lambda each: say(f"ask.as_{each}"),
            required=True,
            label_visibility="collapsed",
            **address.one("as", WAYS, "list"),
        )
        brief.buttons(found.question, partial(brief.of_answer, found))
        asked = {"by": "question", "q": found.question}
        parts.link("export", say("console.onward"), icon="download", **asked)
    if way == "graph":
        pictured.show(choice.of_answer(found.question), "answer-graph")
    else:
        _list(found)


def _list(found: Answer) -> None:
    """Each with its reasons and quotes; stated before derived."""
    for basis, same in groups(found):
        told = all(each.type == PASSAGE for each in same)
        head = say("ask.group", basis=caption(PASSAGE), count=len(same))
        st.subheader(head if told else heading(basis, len(same)))
        for each in same:
            _one(each, str(found.params.get("field") or ""))


def _one(each: Any, field: str) -> None:
    label = say("name.typed", name=plain(shown(each)), type=caption(each.type))
    parts.unfold(label, f"answer-{each.id}", partial(_why_and_where, each, field))


def _why_and_where(each: Any, field: str) -> None:
    for reason in each.reasons:
        st.markdown(f"- {plain(reason)}")
    for row in _as_rows(each):
        ends = {"head": each.id, "tail": field}
        parts.quotes(row | ends, f"answer-quotes-{each.id}-{row['document']}")
    with st.container(horizontal=True):
        if each.type == PLAN:
            parts.link("plans", say("page.plans"), icon="library_books", document=each.id)
        elif each.type not in (PASSAGE, TARGET):
            parts.link("profile", say("go.profile"), icon="badge", id=each.id)
            parts.link("explore", say("go.explore"), icon="hub", entity=each.id)


def _as_rows(each: Any) -> Iterator[Row]:
    """The answer's quotes, those of one plan together."""
    for document in dict.fromkeys(quote.document for quote in each.evidence):
        own = [quote for quote in each.evidence if quote.document == document]
        lists = {f"{n}s": [getattr(q, n) for q in own] for n in ("page", "line", "quote")}
        yield {"document": document, **lists}


def _behind(found: Answer) -> None:
    if not found.cypher:
        return
    with st.expander(say("ask.behind")):
        st.code(found.cypher, language="cypher")
        if found.params:
            st.json(dict(found.params))


def _remember(question: str) -> None:
    asked: list[str] = st.session_state.setdefault(HISTORY, [])
    if question not in asked:
        asked.insert(0, question)
        del asked[10:]


def _history(question: str) -> None:
    earlier = [each for each in st.session_state[HISTORY] if each != question]
    if earlier:
        st.subheader(say("ask.history"))
    for each in earlier:
        parts.link("ask", each, icon="history", q=each)
