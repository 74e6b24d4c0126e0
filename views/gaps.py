"""Gaps and bridges: what is missing in the plan's graph, and who ties its parts together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from views import address, carried, data, parts, picking
from views.words import caption, name_of, plain, say

THIN = 2
Row = dict[str, Any]


def page() -> None:
    """The page."""
    st.title(say("page.gaps"))
    st.markdown(say("gaps.lead"))
    look = st.pills(
        say("gaps.look"),
        list(LOOKS),
        format_func=lambda each: say(f"gaps.{each}"),
        required=True,
        **_one_look(),
    )
    LOOKS[look or "fields"]()


def _one_look() -> dict[str, Any]:
    given = address.one("look", list(LOOKS), "fields")
    return given | {"on_change": _turn, "args": (given["on_change"], given["args"])}


def _turn(keep: Callable[..., None], told: tuple[Any, ...]) -> None:
    keep(*told)
    address.put(picking.PICK, None)


def _weaker() -> bool:
    """Whether weaker hints count, by the reader's choice."""
    shown = st.segmented_control(
        say("explore.show"),
        ["default", "weaker"],
        format_func=lambda each: say(f"explore.show_{each}"),
        required=True,
        help=say("overview.show_why"),
        **address.one("show", ["default", "weaker"], "default"),
    )
    return bool(shown == "weaker")


def _known() -> bool:
    """Whether any support is in the graph; without one nothing can be said of fields."""
    if data.rows("app_supports", weaker=True):
        return True
    parts.nothing("gaps.no_supports", "hourglass_empty")
    return False


def _fields() -> None:
    st.header(say("gaps.fields"))
    if not data.rows("list_fields"):
        parts.nothing("gaps.no_fields")
        return
    if not _known():
        return
    weaker = _weaker()
    found = [carried.field(row, weaker) for row in data.rows("list_fields")]
    st.markdown(say("gaps.fields_why", kinds=carried.listed(carried.WANTED)))
    lacking = [each for each in found if each.missing]
    for each in lacking:
        _lacks(each)
    if not lacking:
        parts.nothing("gaps.fields_none", "task_alt")
    carried.table(found)
    _thin()


def _lacks(found: carried.Carried) -> None:
    name = plain(name_of(found.row))
    missing = carried.listed(found.missing)
    with st.expander(say("gaps.lacks", field=name, kinds=missing), key=f"lacks-{found.row['id']}"):
        for kind in found.missing:
            told = {"field": name, "kind": caption(kind).lower(), "count": found.supports}
            st.markdown(f"- {say('gaps.lacks_why', **told)}")
            hints = found.hints.get(kind)
            if hints:
                st.caption(say("gaps.lacks_hints", count=len(hints), kind=caption(kind).lower()))
                parts.entity_links(hints)
        _ways(found.row)


def _ways(field: Row) -> None:
    with st.container(horizontal=True, gap="small"):
        parts.link("profile", say("go.profile"), icon="badge", id=field["id"])
        if field["page"]:
            parts.place_link(field["page"], field["line"], field["document"])


def _thin() -> None:
    found = data.rows("gaps_fields", at_most=THIN)
    st.subheader(say("gaps.thin"))
    if not found:
        parts.nothing("gaps.thin_none", "task_alt", most=THIN)
        return
    st.markdown(say("gaps.thin_why", most=THIN))
    for row in found:
        told = say(
            "gaps.thin_one", field=plain(name_of(row)), stated=row["stated"], derived=row["derived"]
        )
        parts.link("profile", told, icon="arrow_outward", id=row["field"])


def _bridges() -> None:
    st.header(say("gaps.bridges"))
    if not _known():
        return
    weaker = _weaker()
    found = data.rows("bridges", default_only=not weaker)
    if not found:
        parts.nothing("gaps.bridges_none")
        return
    st.markdown(say("gaps.bridges_why", count=len(found)))
    columns = ("name", "type", "field_count", "stated", "derived", "field_names")
    row = picking.table(found, *columns, key="bridges", id="institution")
    if row:
        why = say("gaps.bridge", count=row["field_count"], stated=row["stated"])
        picking.card(row, why, "institution")
        fields = {"institution": row["institution"], "default_only": not weaker}
        picking.supports(data.rows("institution_fields", **fields), "bridge")


def _shared() -> None:
    st.header(say("gaps.shared"))
    fields = data.rows("list_fields")
    if len(fields) < 2:
        parts.nothing("gaps.no_fields")
        return
    if not _known():
        return
    first, second = _pair(fields)
    weaker = _weaker()
    if first == second:
        parts.nothing("gaps.shared_same", "swap_horiz")
        return
    told = {"field": first, "other": second, "default_only": not weaker}
    found = data.rows("shared_institutions", **told)
    if not found:
        parts.nothing("gaps.shared_none")
        return
    st.markdown(say("gaps.shared_why", count=len(found)))
    row = picking.table(found, "name", "type", key="shared", id="institution")
    if row:
        picking.card(row, say("gaps.shared_one"), "institution")
        both = data.rows("institution_fields", institution=row["institution"], default_only=False)
        picking.supports([each for each in both if each["field"] in (first, second)], "both")


def _pair(fields: Sequence[Row]) -> tuple[str, str]:
    """The two fields that are compared; at first the richest two."""
    named = {row["id"]: name_of(row) for row in fields}
    ranked = sorted(fields, key=lambda row: -row["institutions"])
    chosen: list[str] = []
    with st.container(horizontal=True, gap="medium"):
        for name, default in zip(("field", "other"), ranked, strict=False):
            kept = address.one(name, list(named), default["id"])
            label = say(f"gaps.{name}")
            found = st.selectbox(label, list(named), format_func=lambda id: named[id], **kept)
            chosen.append(found or "")
    return chosen[0], chosen[1]


def _unplaced() -> None:
    st.header(say("gaps.unplaced"))
    if not _known():
        return
    weaker = _weaker()
    found = data.rows("gaps_institutions", default_only=not weaker)
    if not found:
        parts.nothing("gaps.unplaced_none", "task_alt")
        return
    st.markdown(say("gaps.unplaced_why", count=len(found), types=_counted(found)))
    row = picking.table(found, "name", "type", *picking.place(), "quote", key="unplaced")
    if row:
        hints = data.rows("institution_fields", institution=row["id"], default_only=False)
        key = "gaps.unplaced_hints" if hints else "gaps.unplaced_one"
        picking.card(row, say(key, count=len(hints)))
        picking.supports(hints, "hint")


def _chains() -> None:
    st.header(say("gaps.chains"))
    found = data.rows("gaps_chains")
    if not found:
        parts.nothing("gaps.chains_none", "task_alt")
        return
    st.markdown(say("gaps.chains_why", count=len(found)))
    columns = ("name", "type", *CHAIN_NEEDS, *picking.place())
    row = picking.table(found, *columns, key="chains")
    if row:
        missing = [need for need in CHAIN_NEEDS if not row[need]]
        picking.card(row, "\n".join(f"- {say(f'gaps.chain_{need}')}" for need in missing))


CHAIN_NEEDS = ("places", "participants", "projects")


def _hosts() -> None:
    st.header(say("gaps.hosts"))
    found = data.rows("gaps_hosts")
    if not found:
        parts.nothing("gaps.hosts_none", "task_alt")
        return
    st.markdown(say("gaps.hosts_why", count=len(found), types=_counted(found)))
    columns = ("name", "type", "status", *picking.place(), "quote")
    row = picking.table(found, *columns, key="hosts")
    if row:
        picking.card(row, say("gaps.host", kind=caption(row["type"]).lower()))


def _counted(rows: Sequence[Row]) -> str:
    """``Laboratory 12, Facility 3``."""
    counted = Counter(row["type"] for row in rows).most_common()
    return say("list.comma").join(f"{caption(kind)} {count}" for kind, count in counted)


LOOKS: Mapping[str, Callable[[], None]] = {
    "fields": _fields,
    "bridges": _bridges,
    "shared": _shared,
    "unplaced": _unplaced,
    "chains": _chains,
    "hosts": _hosts,
}
