"""Profile: everything that the plan says about one thing, with page and line; and a brief of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import Any

import pandas as pd
import streamlit as st

from queries.measured import measured
from views import brief, data, details, parts, public, search, tables
from views.words import basis, caption, full_name, is_weaker, name_of, plain, quoted, say

FACTS = ("amount", "base", "target", "direction", "business", "nature", "area", "identifiers")
ALIKE = 5
Row = dict[str, Any]


def page() -> None:
    """The page."""
    id = search.chosen("profile", "id")
    if not id:
        st.title(say("page.profile"))
        search.suggestions("profile", "id")
        return
    row = data.rows("entity", id=id)[0]
    _heading(row)
    _facts(row)
    if row["type"] == "TechField":
        _supporters(row)
    else:
        _fields(row)
    _attributes(row)
    _relations(row)
    _alike(row)
    _mentions(row)


def _heading(row: Row) -> None:
    st.title(plain(full_name(row)))
    details.heading(row)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        parts.link("explore", say("go.explore"), icon="hub", entity=row["id"])
        if row["page"]:
            parts.place_link(row["page"], row["line"], row["document"])
        brief.buttons(name_of(row), partial(brief.of_thing, row))
        if not public.reading_only():
            parts.link("review", say("review.judge"), icon="rule", look="entities", pick=row["id"])


def _facts(row: Row) -> None:
    """The plan's figures and descriptions, where it gives some."""
    known = row["properties"]
    told = {name: known[name] for name in FACTS if known.get(name) not in (None, "")}
    for name, value in told.items():
        shown = (
            measured(value, known["unit"])
            if name in ("base", "target") and known.get("unit")
            else ", ".join(value)
            if isinstance(value, list)
            else value
        )
        st.markdown(say("profile.fact", name=say(f"fact.{name}"), value=plain(shown)))
    if row["type"] == "TechField" and known.get("paragraph"):
        st.text(known["paragraph"])


def _attributes(row: Row) -> None:
    """What tables state of the thing, as printed; a row leads to its place in the text."""
    found = data.rows("entity_attributes", id=row["id"])
    if found:
        st.header(say("profile.attributes"))
        shown = ("head", "value", "table", "page", "line")
        frame = pd.DataFrame({name: [each[name] for each in found] for name in shown})
        _places(frame, found, "attributes", "head", "value", "table")


def _supporters(row: Row) -> None:
    found = data.rows("field_supports", field=row["id"], default_only=False)
    for level, icon in parts.BASIS_ICONS.items():
        same = [each for each in found if basis(each) == level]
        if same:
            told = say("profile.supporters", basis=say(f"basis.{level}"), count=len(same))
            st.header(f":material/{icon}: {told}")
            st.caption(say(f"basis.{level}_why"))
            _each(same, level, "institution")


def _fields(row: Row) -> None:
    found = data.rows("institution_fields", institution=row["id"], default_only=False)
    if found:
        st.header(say("profile.fields"))
        _each(found, "field", "field")


def _each(found: Sequence[Row], key: str, other: str) -> None:
    """One line for each support; its reasons and quotes on demand."""
    for number, each in enumerate(found):
        name = full_name(each)
        if other == "institution":
            name = say("name.typed", name=name, type=caption(each["type"]))
        label = say("profile.support", name=plain(name), basis=say(f"basis.{basis(each)}"))
        parts.unfold(label, f"{key}-{number}", partial(_support, each, f"{key}-{number}", other))


def _support(each: Row, key: str, other: str) -> None:
    parts.support(each, key)
    parts.link("profile", say("go.profile"), icon="badge", id=each[other])


def _relations(row: Row) -> None:
    found = data.rows("entity_relations", id=row["id"])
    if found:
        st.header(say("profile.relations"))
    for told, rows in groupby(found, details.relation_line):
        same = list(rows)
        st.subheader(f"{told} · {len(same)}")
        for number, each in enumerate(same):
            label = say(
                "name.typed",
                name=plain(name_of(each, "other_name")),
                type=caption(each["other_type"]),
            )
            if is_weaker(each):
                label = say("profile.support", name=label, basis=say("basis.weaker"))
            parts.unfold(label, f"{told}-{number}", partial(_relation, each, f"{told}-{number}"))


def _relation(each: Row, key: str) -> None:
    with st.container(horizontal=True, gap="small"):
        parts.basis_badge(each)
        parts.chance(each)
        parts.word(each)
    parts.quotes(each, key)
    with st.container(horizontal=True, gap="small"):
        parts.link("profile", say("go.profile"), icon="badge", id=each["other"])
        if not public.reading_only():
            parts.link(
                "review", say("review.judge"), icon="rule", look="relations", pick=each["id"]
            )


def _alike(row: Row) -> None:
    """Things of the same type with common neighbours."""
    found = data.rows("app_alike", id=row["id"], limit=ALIKE)
    if found:
        st.header(say("profile.alike"))
    for each in found:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            parts.link("profile", full_name(each), icon="arrow_outward", id=each["id"])
            names = say("list.comma").join(name_of(common) for common in each["shared"][:ALIKE])
            st.caption(say("profile.alike_why", names=plain(names)))


def _mentions(row: Row) -> None:
    found = data.rows("entity_mentions", id=row["id"])
    st.header(say("profile.mentions", count=len(found)))
    if not found:
        return
    frame = pd.DataFrame(
        {
            "page": [each["page"] for each in found],
            "line": [each["line"] for each in found],
            "quote": [quoted(each["quote"]) for each in found],
            "section": [each["section"] for each in found],
        }
    )
    _places(frame, found, "mentions", "quote", "section")


def _places(frame: pd.DataFrame, found: Sequence[Row], key: str, *texts: str) -> None:
    """A table of which a chosen row leads to its place in the text."""
    st.dataframe(
        frame,
        column_config=tables.headings(*texts, page=tables.whole, line=tables.whole),
        hide_index=True,
        key=key,
        on_select="rerun",
        selection_mode="single-row",
    )
    st.caption(say("profile.mentions_hint"))
    for number in st.session_state[key].selection.rows:
        each = found[number]
        parts.go(
            "source", page=str(each["page"]), line=str(each["line"]), document=each["document"]
        )
