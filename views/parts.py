"""Parts that several pages are made of: links, badges, quotes, reasons, messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import Any, Literal

import streamlit as st

from ingest.errors import InnographError
from views import data, public, quoting
from views.words import basis, caption, full_name, is_weaker, lang, name_of, plain, say

PAGES_KEY = "pages"
SHORT = 6
#: Where a row has the ids of a fact's two ends: who or what it is said of, and what is said.
ENDS = (("institution", "head", "source"), ("field", "tail", "target", "other"))
LONGEST_MARK = 400
Color = Literal["blue", "green", "gray", "orange", "violet"]
BASIS_COLORS: Mapping[str, Color] = {"stated": "blue", "derived": "green", "weaker": "gray"}
BASIS_ICONS = {"stated": "format_quote", "derived": "route", "weaker": "help"}
WORD_COLORS: Mapping[str, Color] = {"accept": "green", "reject": "orange", "add": "violet"}
WORD_ICONS = {"accept": "how_to_reg", "reject": "person_off", "add": "person_add"}
Row = Mapping[str, Any]


@contextmanager
def clear_message() -> Iterator[None]:
    """Trouble with the graph becomes one clear message with a way on."""
    try:
        yield
    except InnographError as error:
        refused(error, title=say("trouble.title"))
        st.button(say("trouble.again"), icon=":material/refresh:", key="again")


def refused(error: InnographError, title: str | None = None) -> None:
    """Why something cannot be, in the reader's language."""
    st.error(plain(error.say(lang())), icon=":material/error:", title=title)


def fragment(draw: Callable[..., None]) -> Callable[..., None]:
    """A part that reruns by itself, with :func:`clear_message` around it."""

    @wraps(draw)
    def guarded(*args: Any, **kwargs: Any) -> None:
        with clear_message():
            draw(*args, **kwargs)

    return st.fragment(guarded)


@fragment
def unfold(label: str, key: str, draw: Callable[[], None]) -> None:
    """A line that unfolds; what it holds is made when somebody opens it."""
    with st.expander(label, key=key, on_change="rerun") as line:
        if line.open:
            draw()


def link(
    screen: str,
    label: str,
    *,
    icon: str = "",
    help: str | None = None,
    **params: str | Sequence[str],
) -> None:
    """A link to another page of the app; ``label`` is taken literally."""
    known = {key: value for key, value in params.items() if value}
    st.page_link(
        st.session_state[PAGES_KEY][screen],
        label=plain(label),
        icon=f":material/{icon}:" if icon else "",
        help=help,
        query_params={**known, "lang": lang()},
    )


def entity_links(entities: Sequence[Row]) -> None:
    """The names of some things, each a link to its profile."""
    with st.container(horizontal=True, gap="small"):
        for each in entities:
            link(
                "profile",
                full_name(each),
                icon="arrow_outward",
                help=caption(each["type"]),
                id=each["id"],
            )


def basis_badge(row: Row) -> None:
    """How a support or a relation is known, with a colour, a sign and a word."""
    kind = basis(row)
    icon = f":material/{BASIS_ICONS[kind]}:" if kind in BASIS_ICONS else None
    color = BASIS_COLORS.get(kind, "gray")
    st.badge(say(f"basis.{kind}"), icon=icon, color=color, help=say(f"basis.{kind}_why"))


def chance(row: Row) -> None:
    """How sure a weaker relation is."""
    if is_weaker(row):
        st.caption(say("confidence", percent=round(100 * row["confidence"])))


def word(row: Row) -> None:
    """What a person said of a fact: confirmed, rejected or added, as a badge that tells who."""
    said = row.get("judged") or ""
    if said in WORD_COLORS:
        signed = row.get(f"signed_{lang()}") or next(iter(row.get(f"reasons_{lang()}") or ()), "")
        icon = f":material/{WORD_ICONS[said]}:"
        st.badge(say(f"word.{said}"), icon=icon, color=WORD_COLORS[said], help=plain(signed))


def go(screen: str, **params: str) -> None:
    """Turn to another page now."""
    known = {key: value for key, value in params.items() if value}
    st.switch_page(st.session_state[PAGES_KEY][screen], query_params={**known, "lang": lang()})


def place_link(page: int, line: int, document: str, **params: str | Sequence[str]) -> None:
    """A link to the line in the source; it names the plan where there are several."""
    known = data.plan_titles()
    told = {"page": page, "line": line}
    several = len(known) > 1 and document in known
    label = (
        say("quote.place_in", plan=known[document], **told)
        if several
        else say("quote.place", **told)
    )
    place = {"page": str(page), "line": str(line)}
    query = {**place, "document": document, **params}
    link("source", label, icon="menu_book", help=None, **query)


def quotes(row: Row, key: str, most: int = SHORT) -> None:
    """The quotes behind something in their sentences, each with a link to its page and line."""
    cards, ends = quoting.cards(row), _ends(row)
    for card in cards[:most]:
        _quote(card, ends)
    if len(cards) > most:
        with st.expander(say("quote.more", count=len(cards) - most), key=f"more-{key}"):
            for card in cards[most:]:
                _quote(card, ends)


def _ends(row: Row) -> list[str]:
    """The ids of the two things that a fact is about, where the row tells them."""
    found = [next((row[n] for n in names if row.get(n)), "") for names in ENDS]
    return [id for id in found if isinstance(id, str) and id]


def _quote(card: quoting.Card, ends: Sequence[str]) -> None:
    with st.container(border=True, gap="xsmall"):
        st.markdown(card.words)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            mark = card.place.quote[:LONGEST_MARK]
            place_link(card.place.page, card.place.line, card.document, mark=mark, end=ends)
            if card.place.section:
                st.caption(plain(card.place.section))


def reasons(row: Row) -> None:
    """Why something is said, as sentences."""
    for reason in row[f"reasons_{lang()}"] or ():
        st.markdown(f"- {plain(reason)}")


def support(row: Row, key: str, *, judge: bool = True) -> None:
    """Why an institution supports a field: basis, confidence, steps, reasons, quotes; and with
    ``judge`` the way to accept or reject it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        basis_badge(row)
        word(row)
        st.caption(say("confidence", percent=round(100 * row["confidence"])))
    reasons(row)
    steps = [step for step in row["via"] or () if step]
    if steps:
        st.caption(say("via"))
        entity_links(steps)
    quotes(row, key)
    known = row.get("institution") and row.get("field")
    if judge and known and not public.reading_only():
        where = {"look": "supports", "field": row["field"], "pick": row["institution"]}
        link("review", say("review.judge"), icon="rule", **where)


def type_name(row: Row) -> str:
    """``name (type)`` for lists to choose from."""
    return say("name.typed", name=name_of(row), type=caption(row["type"]))


def nothing(key: str, icon: str = "search_off", **values: object) -> None:
    """An empty state: what is not there and what to do next."""
    with st.container(border=True):
        st.markdown(f":material/{icon}: {say(key, **values)}")
