"""The reading of a question as chips: field, types, basis and area of who supports a field; what
is named and which type is asked for in any other question. To change one asks the question anew,
in words, so that the address holds it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from queries.ask import Answer, Choice, Said
from views import address, data
from views.choice import LONGEST
from views.words import capital, caption, lang, name_of, say

#: The family that has chips for what the question leaves open too; the conditions that these
#: chips do not stand for.
FAMILY = "field_supporters"
OTHERS = ("parts", "exclude", "exclude_types", "lacking")
TYPES = tuple("University ResearchInstitute Enterprise Hospital Laboratory Association".split())
BASES = ("stated", "derived")
WIDE = 240
Row = Mapping[str, Any]
Made = Callable[[Any], "Asked"]
Again = Callable[[str, Made], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """Who supports a field: the field's id, types (none for all), basis, id of an area."""

    field: str
    types: tuple[str, ...] = ()
    basis: str = ""
    area: str = ""


def asked(found: Answer) -> Asked | None:
    """What the answered question asked for; None where chips would lose something of it."""
    params = found.params
    if found.intent != FAMILY or any(params[name] for name in OTHERS) or len(params["bases"]) > 1:
        return None
    if not set(params["types"]) <= set(TYPES):
        return None
    basis = next(iter(params["bases"]), "")
    return Asked(params["field"], tuple(params["types"]), basis, params["area"])


def question(one: Asked, fields: Mapping[str, Row], areas: Mapping[str, Row]) -> str:
    """The question in words, so that it is read as ``one``."""
    who = say("chips.and").join(say(f"chips.who.{kind}") for kind in one.types)
    return say(
        "chips.question",
        who=who or say("chips.who.all"),
        field=name_of(fields[one.field]),
        basis=say(f"chips.basis.{one.basis}") if one.basis else "",
        area=say("chips.area", area=name_of(areas[one.area])) if one.area else "",
    )


def show(found: Answer) -> None:
    """The chips of an answer, where it has any."""
    one = asked(found)
    fields, areas = _named("list_fields"), _named("list_entities", types=["Area"])
    if not one or one.field not in fields or (one.area and one.area not in areas):
        _said(found)
        return

    def again(key: str, made: Made) -> None:
        address.put("q", question(made(st.session_state[key]), fields, areas))

    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        _field(one, fields, again)
        _basis(one, again)
        _area(one, areas, again)
    _types(one, again)


def _said(found: Answer) -> None:
    """What the question says, each to be changed for something else of its kind."""
    offered = data.reworded(found.question, lang())
    if offered:
        with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
            for number, (one, choices) in enumerate(offered):
                _instead(f"chip-said-{number}", found.question, one, choices)


def _instead(key: str, question: str, one: Said, choices: Sequence[Choice]) -> None:
    """One chip: the choices are the questions themselves."""
    labels = {
        each.question: capital(each.label) for each in choices if len(each.question) <= LONGEST
    }
    st.session_state[key] = question
    st.selectbox(
        _kind(one),
        list(labels),
        format_func=lambda each: labels.get(each, each),
        width=WIDE,
        key=key,
        on_change=lambda: address.put("q", st.session_state[key]),
    )


def _kind(one: Said) -> str:
    """What a chip is called: the type of a thing; type; basis."""
    if one.type:
        return caption(one.type)
    return say("column.basis" if one.kind in BASES else "column.type")


def _field(one: Asked, fields: Mapping[str, Row], again: Again) -> None:
    st.selectbox(
        say("column.field"),
        list(fields),
        format_func=lambda id: name_of(fields[id]),
        width=WIDE,
        **_chip("chip-field", one.field, again, lambda value: replace(one, field=value)),
    )


def _basis(one: Asked, again: Again) -> None:
    st.pills(
        say("column.basis"),
        BASES,
        format_func=lambda each: say(f"basis.{each}"),
        **_chip(
            "chip-basis", one.basis or None, again, lambda value: replace(one, basis=value or "")
        ),
    )


def _area(one: Asked, areas: Mapping[str, Row], again: Again) -> None:
    st.selectbox(
        say("export.area"),
        list(areas),
        format_func=lambda id: name_of(areas[id]),
        placeholder=say("export.all"),
        width=WIDE,
        **_chip("chip-area", one.area or None, again, lambda value: replace(one, area=value or "")),
    )


def _types(one: Asked, again: Again) -> None:
    st.pills(
        say("chips.types"),
        _kinds(one),
        selection_mode="multi",
        format_func=caption,
        **_chip(
            "chip-types", list(one.types), again, lambda value: replace(one, types=tuple(value))
        ),
    )


def _chip(key: str, now: Any, again: Again, made: Made) -> dict[str, Any]:
    """Arguments for a widget that shows ``now``; a change asks what ``made`` makes of it."""
    st.session_state[key] = now
    return {"key": key, "on_change": again, "args": (key, made)}


def _kinds(one: Asked) -> Sequence[str]:
    """Types of institutions that the plan ties to any field, and those that were asked for."""
    there = {row["type"] for row in data.rows("app_supports")} | set(one.types)
    return [kind for kind in TYPES if kind in there]


def _named(query: str, **params: Any) -> Mapping[str, Row]:
    return {row["id"]: row for row in data.rows(query, **params)}
