"""A form for the parameters of a named query. The address keeps what was filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from ingest.errors import QueryError
from queries.library import Param, Query, arguments, library, parse_argument
from queries.typed import value
from views import address, data, parts
from views.words import capital, lang, name_of, plain, say

PREFIX = "p."
LONGEST, LONGEST_LABEL = 2000, 40
#: How names of queries begin that only the app asks.
INNER = ("app_", "subgraph_", "schema_", "passage", "page_passages")
#: Parameters that take the id of a field, or of anything in the graph.
FIELDS = frozenset({"field", "other"})
THINGS = frozenset({"id", "entity", "institution", "source", "target", "area", "chain"})


def choose_query(name: str = "query") -> Query | None:
    """The named query that the reader chooses; None for none or an unknown one."""
    known = library()
    asked = address.get(name)
    st.session_state[name] = asked if asked in known else None
    inner = [each for each in sorted(known) if is_inner(each)]
    every = st.toggle(say("console.inner", count=len(inner)), **address.flag("inner"))
    shown = sorted(set(known) - set(inner)) + (inner if every or asked in inner else [])
    st.selectbox(
        say("console.query"),
        shown,
        format_func=lambda each: say("console.named", name=each, doc=known[each].doc[lang()]),
        placeholder=say("console.query_hint", count=len(shown)),
        key=name,
        on_change=_turn,
        args=(name,),
    )
    if asked and asked not in known:
        parts.nothing("console.unknown")
    return known.get(asked)


def is_inner(name: str) -> bool:
    """Whether a query is the app's own and answers no question of a reader."""
    return "/" in name or name.startswith(INNER)


def parameters(query: Query) -> Mapping[str, Any] | None:
    """The query's form; its checked parameters, or None while one is missing or wrong."""
    if query.params:
        _form(query)
    given = {name: text for name in _names(query) if (text := address.get(PREFIX + name)[:LONGEST])}
    missing = [each for each in query.params if each.required and each.name not in given]
    if missing:
        names = say("list.comma").join(_label(each) for each in missing)
        parts.nothing("console.fill", "edit", names=names)
        return None
    try:
        return arguments(query, {n: parse_argument(query, n, text) for n, text in given.items()})
    except QueryError as error:
        parts.refused(error)
        return None


def typed_parameters(names: Sequence[str]) -> Mapping[str, Any] | None:
    """A field for each parameter of a typed statement; None while one is empty."""
    if not names:
        return {}
    with st.container(horizontal=True, gap="medium"):
        for name in names:
            st.text_input(
                say("console.parameter", name=plain(name)),
                max_chars=LONGEST,
                width=240,
                help=say("console.parameter_why"),
                **address.words(PREFIX + name),
            )
    given = {name: address.get(PREFIX + name)[:LONGEST] for name in names}
    if missing := [name for name, text in given.items() if not text]:
        parts.nothing("console.fill", "edit", names=plain(say("list.comma").join(missing)))
        return None
    return {name: value(text) for name, text in given.items()}


def _form(query: Query) -> None:
    with st.form(f"form-{query.name}", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
            for each in query.params:
                _field(each)
        st.form_submit_button(
            say("console.run"), icon=":material/play_arrow:", on_click=_keep, args=(query,)
        )


def _field(param: Param) -> None:
    """The parameter's field, filled with what the address gives."""
    told: dict[str, Any] = {"label": _label(param), "help": plain(param.doc[lang()])}
    told["key"] = PREFIX + param.name
    given = address.get(PREFIX + param.name)[:LONGEST]
    options = _options(param)
    if param.type == "boolean":
        _yes_or_no(param, given, told)
    elif options:
        _choice(options, given, told)
    else:
        st.session_state[told["key"]] = given
        hint = "" if param.required else _written(param.default)
        st.text_input(**told, max_chars=LONGEST, placeholder=hint, width=240)


def _yes_or_no(param: Param, given: str, told: Mapping[str, Any]) -> None:
    words = {"true": say("console.yes"), "false": say("console.no")}
    st.session_state[told["key"]] = given if given in words else str(param.default).lower()
    st.selectbox(**told, options=list(words), format_func=lambda each: words[each], width=240)


def _choice(options: Mapping[str, str], given: str, told: Mapping[str, Any]) -> None:
    """One of the ids, or another that is typed."""
    st.session_state[told["key"]] = given or None
    names = {**options, **({given: given} if given and given not in options else {})}
    st.selectbox(
        **told,
        options=list(names),
        format_func=lambda id: names.get(id, id),
        placeholder=say("search.placeholder"),
        width=320,
    )


def _options(param: Param) -> dict[str, str]:
    """Ids that the parameter could take, with the names to choose by."""
    if param.type == "string" and param.name in FIELDS:
        return {row["id"]: name_of(row) for row in data.rows("list_fields")}
    if param.type == "string" and param.name in THINGS:
        return {row["id"]: parts.type_name(row) for row in data.rows("app_names")}
    return {}


def _label(param: Param) -> str:
    """The parameter in words: its documentation up to the first comma."""
    told = param.doc[lang()].replace("，", ",").partition(",")[0]
    return plain(capital(told) if len(told) <= LONGEST_LABEL else param.name)


def _written(value: Any) -> str:
    """A default as one would type it."""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _names(query: Query) -> Sequence[str]:
    return [each.name for each in query.params]


def _keep(query: Query) -> None:
    for each in query.params:
        value = st.session_state.get(PREFIX + each.name)
        default = str(each.default).lower() if each.type == "boolean" else ""
        address.put(PREFIX + each.name, None if value == default else str(value or "")[:LONGEST])


def _turn(name: str) -> None:
    """Another query: its predecessor's parameters leave the address."""
    for each in [key for key in st.query_params if key.startswith(PREFIX)]:
        address.put(each, None)
    address.put(name, st.session_state[name])
