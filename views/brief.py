"""A brief to take to a meeting: one field or one entity, every sentence with its citation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from typing import Any

import streamlit as st

from views import data, details, filing, paper, quoting
from views.paper import Brief, Citation, Line, Section
from views.words import (
    basis,
    caption,
    full_name,
    in_language,
    is_weaker,
    lang,
    name_of,
    quoted,
    say,
)

Row = dict[str, Any]
LEVELS = ("stated", "derived")
MOST = 6


@dataclass
class Note:
    """A source: whole sentences of one passage, and where they stand."""

    passage: str
    begin: int
    end: int
    text: str
    page: int
    line: int
    document: str

    def words(self) -> str:
        """The sentences as they are quoted."""
        return quoted(self.text[self.begin : self.end])

    def takes(self, passage: str, begin: int, end: int) -> bool:
        """Whether sentences from ``begin`` to ``end`` are these, or run over into these; then they
        are one source."""
        if passage != self.passage or begin >= self.end or end <= self.begin:
            return False
        self.begin, self.end = min(begin, self.begin), max(end, self.end)
        return True


@dataclass
class Notes:
    """Citations in the order of their first use; each sentence once and whole."""

    known: list[Note] = field(default_factory=list)

    def numbers(self, row: Row) -> tuple[int, ...]:
        """The numbers of a row's quotes."""
        places = zip(row["pages"] or (), row["lines"] or (), row["quotes"] or (), strict=False)
        return self.of(list(places), str(row.get("document") or ""))

    def of(self, places: Sequence[tuple[Any, ...]], document: str = "") -> tuple[int, ...]:
        """The numbers of places: page, line, quote."""
        return tuple(dict.fromkeys(self._number(place, document) for place in places[:MOST]))

    def one(self, row: Row) -> tuple[int, ...]:
        """The number of the first quote."""
        place = (row["page"], row["line"], row["quote"])
        return self.of([place], str(row.get("document") or "")) if row["quote"] else ()

    def citations(self) -> list[Citation]:
        """All of them, in order."""
        known = data.plan_titles()
        plans = known if len(known) > 1 else {}
        return [
            Citation(number, one.page, one.line, one.words(), plans.get(one.document, ""))
            for number, one in enumerate(self.known, 1)
        ]

    def _number(self, place: tuple[Any, ...], document: str) -> int:
        page, line, quote = place
        passage, begin, end, text = quoting.whole(quoting.Place(page, line, quote, ""), document)
        for number, one in enumerate(self.known, 1):
            if one.takes(passage, begin, end):
                return number
        self.known.append(Note(passage, begin, end, text, page, line, document))
        return len(self.known)


def buttons(name: str, made: Callable[[], Brief]) -> None:
    """Download the brief of what is called ``name`` as a Word document or as Markdown; it is
    made only then."""
    for kind, write in paper.WRITERS.items():
        st.download_button(
            say(f"brief.{kind}"),
            data=in_language(partial(_written, made, write)),
            file_name=filing.name(name, f".{kind}"),
            mime=paper.MIMES[kind],
            icon=":material/description:",
            on_click="ignore",
            key=f"brief-{kind}",
        )


def _written(made: Callable[[], Brief], write: Callable[[Brief], bytes]) -> bytes:
    return write(made())


def of(row: Row) -> Brief:
    """The brief of a field or of any other entity."""
    notes = Notes()
    lead = Line(say("brief.lead", type=caption(row["type"]), plan=plans()), notes.one(row))
    sections = list(_field(row, notes) if row["type"] == "TechField" else _entity(row, notes))
    return Brief(full_name(row), lead, tuple(s for s in sections if s.lines), notes.citations())


def plans() -> str:
    """The titles of the plans in the graph."""
    return say("list.comma").join(each["title"] for each in data.shown_documents())


def _field(row: Row, notes: Notes) -> Iterable[Section]:
    found = data.rows("field_supports", field=row["id"])
    for level in LEVELS:
        same = [each for each in found if basis(each) == level]
        heading = say("profile.supporters", basis=say(f"basis.{level}"), count=len(same))
        yield Section(heading, say(f"basis.{level}_why"), tuple(_supports(same, notes)))


def _entity(row: Row, notes: Notes) -> Iterable[Section]:
    aliases = say("list.comma").join(row["aliases"] or ())
    if aliases:
        yield Section("", "", (Line(say("detail.aliases", names=aliases)),))
    found = data.rows("institution_fields", institution=row["id"])
    yield Section(say("profile.fields"), "", tuple(_supports(found, notes)))
    related = data.rows("entity_relations", id=row["id"])
    for told, rows in groupby(related, details.relation_line):
        yield Section(told, "", tuple(_relations(list(rows), notes)))


def _supports(found: Sequence[Row], notes: Notes) -> Iterable[Line]:
    for each in found:
        reasons = say("brief.stop").join(each[f"reasons_{lang()}"] or ())
        told = {"name": full_name(each), "basis": say(f"basis.{basis(each)}"), "reasons": reasons}
        key = "brief.support" if reasons else "brief.support_plain"
        yield Line(say(key, **told), notes.numbers(each))


def _relations(found: Sequence[Row], notes: Notes) -> Iterable[Line]:
    for each in found:
        named = {"name": name_of(each, "other_name"), "type": caption(each["other_type"])}
        name, weaker = say("name.typed", **named), say("basis.weaker")
        told = say("brief.support_plain", name=name, basis=weaker) if is_weaker(each) else name
        yield Line(told, notes.numbers(each))
