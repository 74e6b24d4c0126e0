"""What of the drawn graph stays: one area, some plans, some grounds, what is sure enough; each
choice with how many it is of, and none that would leave nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import streamlit as st

from queries.subgraph import BASES
from views import address, data, network
from views.words import name_of, say

CHOICES = (network.AREA, network.SURE, network.BASIS, network.PLAN)


def choose(whole: network.Network) -> None:
    """The choices for ``whole``, the graph before it is narrowed."""
    icon = "filter_alt" if any(map(address.get, CHOICES)) else "filter_list"
    with st.popover(say("explore.narrow"), icon=f":material/{icon}:"):
        _area(whole)
        _plans(whole)
        _grounds(whole)
        kept = address.number(network.SURE, 0, 0, 100)
        st.slider(say("export.sure"), 0, 100, step=5, format="%d%%", **kept)


def _area(whole: network.Network) -> None:
    rows = data.rows("app_areas", ids=sorted(node["id"] for node in whole.nodes))
    named = {row["id"]: name_of(row) for row in data.rows("list_entities", types=["Area"])}
    counts = {row["id"]: row["things"] for row in rows}
    areas = _there(named, counts, address.several(network.AREA))
    kept = address.maybe(network.AREA, areas)  # an area that there is not is told
    if areas:
        st.selectbox(
            say("export.area"),
            areas,
            format_func=lambda id: _counted(named[id], counts.get(id, 0)),
            placeholder=say("export.all"),
            **kept,
        )


def _plans(whole: network.Network) -> None:
    counts = Counter(str(edge["document"]) for edge in whole.edges)
    plans = _there(data.plan_titles(), counts, address.several(network.PLAN))
    if len(plans) > 1:
        _several(network.PLAN, say("explore.plan"), data.plan_titles(), plans, counts)


def _grounds(whole: network.Network) -> None:
    counts = Counter(str(edge["basis"]) for edge in whole.edges)
    named = {each: say(f"basis.{each}") for each in BASES}
    bases = _there(named, counts, address.several(network.BASIS))
    _several(network.BASIS, say("export.basis"), named, bases, counts)


def _several(
    name: str,
    label: str,
    named: Mapping[str, str],
    options: list[str],
    counts: Mapping[str, int],
) -> None:
    st.multiselect(
        label,
        options,
        format_func=lambda each: _counted(named[each], counts.get(each, 0)),
        placeholder=say("export.all"),
        select_all=False,
        **address.many(name, options),
    )


def _there(named: Iterable[str], counts: Mapping[str, int], asked: Iterable[str]) -> list[str]:
    """What is in the graph, and what the address asks for."""
    wanted = set(asked)
    return [each for each in named if counts.get(each) or each in wanted]


def _counted(name: str, count: int) -> str:
    return say("explore.counted", name=name, count=count)
