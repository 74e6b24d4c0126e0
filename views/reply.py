"""A brief of an answer: the question, how it was read, and each thing found with its citations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from queries.ask import Answer
from queries.asking.answer import Found
from queries.asking.wording import state
from queries.measured import measured
from views import clock
from views.brief import LEVELS, MOST, Notes, plans
from views.paper import Brief, Line, Section
from views.words import caption, full_name, lang, name_of, say

#: What stands before counts and lists in the sentence that answers.
HEAD = re.compile(r"\u5171 ?\d+|：|: |。|\. ")
FACTS = tuple("status amount base target direction business area".split())
MEASURED = ("base", "target")


def of(found: Answer) -> Brief:
    """The brief; what is stated is kept apart from what is derived."""
    notes = Notes()
    sections = tuple(_section(basis, same, notes) for basis, same in groups(found))
    lead = Line(found.text)
    return Brief(title(found), lead, sections, notes.citations(), tuple(_about(found)))


def title(found: Answer) -> str:
    """What was found, in the plan's own terms; where that has no name, the question."""
    if any(each.basis in LEVELS for each in found.answers):
        return HEAD.split(found.text, maxsplit=1)[0].strip(" ，,")
    return found.question.strip(" ?？。")


def groups(found: Answer) -> list[tuple[str | None, list[Found]]]:
    """The answers by their basis: stated first, then derived, then any other."""
    bases = dict.fromkeys((*LEVELS, *(each.basis for each in found.answers)))
    same = ((basis, [each for each in found.answers if each.basis == basis]) for basis in bases)
    return [(basis, answers) for basis, answers in same if answers]


def shown(each: Found) -> str:
    """What an answer is called in the reader's language."""
    return name_of({"name": each.name, "name_en": each.name_en})


def heading(basis: str | None, count: int) -> str:
    """``Stated · 4``: the basis of some answers and how many they are."""
    return say("ask.group", basis=say(f"basis.{basis or 'named'}"), count=count)


def _about(found: Answer) -> Iterator[tuple[str, str]]:
    yield say("brief.question"), found.question.strip()
    yield say("brief.plan"), plans()
    yield say("brief.day"), clock.spoken(clock.today())
    yield say("brief.note"), say("brief.note_why")


def _section(basis: str | None, same: Sequence[Found], notes: Notes) -> Section:
    why = say(f"basis.{basis}_why") if basis else ""
    return Section(heading(basis, len(same)), why, tuple(_line(each, notes) for each in same))


def _line(each: Found, notes: Notes) -> Line:
    """One thing found: what it is, why, what else was asked of it, and where it stands."""
    name = full_name({"name": each.name, "name_en": each.name_en})
    typed = say("name.typed", name=name, type=caption(each.type))
    told = say("brief.stop").join([*each.reasons, *_ties(each), *_facts(each)])
    numbers = [
        number
        for one in each.evidence
        for number in notes.of([(one.page, one.line, one.quote)], one.document)
    ]
    cites = tuple(dict.fromkeys(numbers))[:MOST]
    return Line(say("brief.told", name=typed, value=told) if told else typed, cites)


def _ties(each: Found) -> Iterator[str]:
    """The relation to another thing, where the question asked for it."""
    if relation := each.facts.get("relation"):
        ends = {"source": shown(each), "target": name_of(each.facts, "other")}
        yield say("graph.edge", relation=caption(relation), **ends)


def _facts(each: Found) -> Iterator[str]:
    for name in FACTS:
        if (value := each.facts.get(name)) not in (None, ""):
            yield say("brief.told", name=say(f"fact.{name}"), value=_value(each, name, value))


def _value(each: Found, name: str, value: Any) -> str:
    if name == "status":
        return state(str(value), lang())
    return measured(value, each.facts.get("unit") if name in MEASURED else "")
