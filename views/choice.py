"""Choosing a subgraph: how, with what, and what of it stays. The address keeps all of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from graph.schema import RELATIONS, TYPES
from graph.subgraph import Subgraph, edge_id
from ingest.errors import QueryError, UsageError
from queries.subgraph import BASES, MOST_HOPS, among, choose
from views import address, data, forms, network, parts, way
from views.words import caption, lang, name_of, plain, say

LONGEST = 500
LONGEST_CYPHER = 4000
Options = dict[str, Any]


def chosen() -> Subgraph | None:
    """The subgraph that the reader chooses; None while something is missing or not right."""
    by = st.pills(
        say("export.by"),
        list(WAYS),
        format_func=lambda each: say(f"export.by_{each}"),
        required=True,
        **address.one("by", list(WAYS), "whole"),
    )
    try:
        options = WAYS[by or "whole"]()
        if options is None:
            return None
        options |= {"plans": data.in_view() or None}
        return _found(data.tag(), options if "ids" in options else options | _filters())
    except (UsageError, QueryError) as error:
        parts.refused(error)
        return None


def of_answer(question: str) -> Subgraph:
    """What the answer to a question speaks of, and what the question names."""
    return _found(data.tag(), {"question": question, "plans": data.in_view() or None})


@st.cache_resource(show_spinner=False, max_entries=30)
def _found(tag: str, options: Options) -> Subgraph:
    if "ids" in options:
        found = among(data.store(), options["ids"], options["weaker"], options["plans"])
        edges = [e for e in found.edges if e.id in options["edges"]]
        return replace(found, edges=tuple(edges))
    return choose(data.store(), **options)


def _whole() -> Options:
    return {}


def _field() -> Options | None:
    named = {row["id"]: name_of(row) for row in data.rows("list_fields")}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        id = _one("field", named, say("export.field"))
        more = st.toggle(
            say("export.neighbours"),
            help=say("export.neighbours_why"),
            **address.flag("neighbours"),
        )
    return {"field": id, "neighbours": more} if id else None


def _entity() -> Options | None:
    named = {row["id"]: parts.type_name(row) for row in data.rows("app_names")}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        id = _one("entity", named, say("export.entity"))
        hops = st.slider(
            say("export.hops"), 0, MOST_HOPS, width=240, **address.number("hops", 1, 0, MOST_HOPS)
        )
    return {"entity": id, "hops": hops} if id else None


def _area() -> Options | None:
    named = {row["id"]: name_of(row) for row in data.rows("list_entities", types=["Area"])}
    id = _one("area", named, say("export.area"))
    return {"area": id} if id else None


def _query() -> Options | None:
    query = forms.choose_query()
    if not query:
        return None
    st.caption(plain(query.doc[lang()]))
    params = forms.parameters(query)
    return None if params is None else {"query": query.name, "params": dict(params)}


def _question() -> Options | None:
    st.text_input(
        say("ask.label"),
        placeholder=say("ask.placeholder"),
        max_chars=LONGEST,
        **address.words("q"),
    )
    asked = address.get("q").strip()[:LONGEST]
    return {"question": asked} if asked else None


def _cypher() -> Options | None:
    st.text_area(
        say("console.statement"),
        max_chars=LONGEST_CYPHER,
        placeholder=say("console.statement_hint"),
        help=say("export.cypher_why"),
        height=120,
        **address.words("cypher"),
    )
    typed = address.get("cypher").strip()
    return {"cypher": typed} if typed else None


def _view() -> Options | None:
    """What the page that explores shows: its link hands its own address on."""
    centre = address.get("entity")
    if not centre or not data.row("entity", id=centre):
        parts.nothing("export.no_view", "hub")
        parts.link("explore", say("page.explore"), icon="hub")
        return None
    weaker = address.get("show") == "weaker"
    shown = network.unhidden(network.shown(centre, weaker, way.ids(centre, weaker)))
    st.caption(say("export.view_why", name=plain(name_of(shown.node(centre) or {"name": centre}))))
    return {
        "ids": sorted(node["id"] for node in shown.nodes),
        "weaker": weaker,
        "edges": sorted(edge_id(e["type"], e["source"], e["target"]) for e in shown.edges),
    }


WAYS: Mapping[str, Callable[[], Options | None]] = {
    "whole": _whole,
    "field": _field,
    "entity": _entity,
    "area": _area,
    "query": _query,
    "question": _question,
    "cypher": _cypher,
    "view": _view,
}


def _filters() -> Options:
    """What of the choice stays."""
    with st.expander(say("export.filters"), expanded=_filtered()):
        return {
            "types": _several("type", list(TYPES), caption),
            "relations": _several("relation", list(RELATIONS), caption),
            "basis": _several("basis", BASES, lambda each: say(f"basis.{each}")),
            "min_confidence": _sure() / 100,
            "weaker": st.toggle(say("export.weaker"), **address.flag("weaker")),
        }


def _filtered() -> bool:
    return any(map(address.get, ("type", "relation", "basis", "sure", "weaker")))


def _several(name: str, options: Sequence[str], shown: Callable[[str], str]) -> list[str]:
    return st.multiselect(
        say(f"export.{name}"),
        options,
        format_func=shown,
        placeholder=say("export.all"),
        select_all=False,
        **address.many(name, options),
    )


def _sure() -> int:
    kept = address.number("sure", 0, 0, 100)
    return int(st.slider(say("export.sure"), 0, 100, step=5, format="%d%%", **kept))


def _one(name: str, named: Mapping[str, str], label: str) -> str:
    """One of what ``named`` names, kept as ``name`` in the address."""
    return (
        st.selectbox(
            label,
            list(named),
            format_func=lambda id: named.get(id, id),
            placeholder=say("search.placeholder"),
            width=420,
            **address.maybe(name, list(named)),
        )
        or ""
    )
