"""From one thing to another: the shortest way through the graph, with a quote for each step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import streamlit as st

from queries.ways import Way
from views import address, data, network, parts
from views.words import caption, name_of, plain, say

TO, WAY = "to", "way"
Row = Mapping[str, Any]


def choose(centre: str) -> None:
    """The field for the other end; the address keeps it."""
    named = {row["id"]: parts.type_name(row) for row in data.rows("app_names")}
    st.selectbox(
        say("way.to"),
        [id for id in named if id != centre],
        format_func=lambda id: named[id],
        placeholder=say("search.placeholder"),
        width=240,
        **address.maybe(TO, list(named)),
    )


def show(centre: str, weaker: bool) -> None:
    """The ways to choose from, and the chosen one in words, where another end is chosen;
    ``weaker`` as in :func:`between`."""
    to = address.get(TO)
    if not to or to == centre:
        return
    found = between(centre, weaker)
    if not found:
        parts.nothing("way.none")
        return
    _among(centre, weaker)
    with st.expander(say("way.steps", count=found["length"])):
        names = {node["id"]: name_of(node) for node in found["nodes"]}
        for number, edge in enumerate(found["edges"]):
            st.markdown(f"**{number + 1}.** {plain(network.sentence(edge, names))}")
            parts.quotes(_one(edge), f"way-{number}")


def between(centre: str, weaker: bool) -> Row | None:
    """Nodes and edges of the shortest way from ``centre`` to the other end, if there is one;
    over weaker supports only with ``weaker``."""
    found = _all(centre, weaker)
    if not found:
        return None
    asked = address.get(WAY)
    at = int(asked) - 1 if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0
    way = found[at] if 0 <= at < len(found) else found[0]
    return {"nodes": way.nodes, "edges": way.edges, "length": len(way.edges)}


def _all(centre: str, weaker: bool) -> list[Way]:
    """All shortest ways, the most telling first."""
    to = address.get(TO)
    if not to or to == centre:
        return []
    return data.ways(centre, to, weaker)


def _among(centre: str, weaker: bool) -> None:
    """A choice among several shortest ways, each told by what it goes over."""
    found = _all(centre, weaker)
    if len(found) < 2:
        return
    numbers = [str(at) for at in range(1, len(found) + 1)]
    st.selectbox(
        say("way.which", count=len(found)),
        numbers,
        format_func=lambda at: _over(found[int(at) - 1]),
        filter_mode=None,
        help=say("way.which_why"),
        **address.one(WAY, numbers, "1"),
    )


def _over(way: Way) -> str:
    names = say("list.comma").join(name_of(node) for node in way.inner)
    kinds = say("list.comma").join(dict.fromkeys(caption(edge["type"]) for edge in way.edges))
    return say("way.over", names=names, kinds=kinds) if names else kinds


def marked(drawn: dict[str, Any], centre: str, weaker: bool) -> dict[str, Any]:
    """What the graph view takes, with the nodes and edges of the way marked."""
    found = between(centre, weaker)
    ids = {each["id"] for kind in ("nodes", "edges") for each in (found[kind] if found else ())}
    both = {
        k: [{**each, "way": each["id"] in ids} for each in drawn[k]] for k in ("nodes", "edges")
    }
    return {**drawn, **both}


def ids(centre: str, weaker: bool) -> Iterator[str]:
    """What the way goes through."""
    found = between(centre, weaker)
    return (node["id"] for node in (found["nodes"] if found else ()))


def _one(edge: Row) -> dict[str, Any]:
    return {f"{name}s": [edge[name]] for name in ("page", "line", "quote")}
