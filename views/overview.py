"""Overview: what the plan is, and which institutions support which field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from views import address, data, matrix, parts, provenance, quality, tables
from views.words import basis, caption, full_name, name_of, plain, say

SHOWN = {"stated": ("stated",), "derived": ("stated", "derived"), "weaker": matrix.LEVELS}
A_PAGE = 24
NOTHING = "overview.no_supports"
Row = dict[str, Any]


def page() -> None:
    """The page."""
    _heading()
    _figures()
    supports = _filters()
    if supports:
        _matrix(supports)
    else:
        parts.nothing("overview.none" if data.rows("app_supports", weaker=True) else NOTHING)
    quality.show()


def _matrix(supports: Sequence[Row]) -> None:
    left, right = st.columns([2, 1], gap="medium")
    with left:
        _heat_map(supports)
    with right:
        _evidence()
    _table(supports)


def _heading() -> None:
    documents = data.shown_documents()
    one = len(documents) == 1
    st.title(plain(documents[0]["title"]) if one else say("overview.plans"))
    if one:
        provenance.translated(documents[0]["id"])
    fields = data.rows("list_fields")
    counts = {"fields": len(fields), "plans": len(documents)}
    st.markdown(say("overview.summary", **counts, names=_listed(fields)))


def _listed(fields: Sequence[Row]) -> str:
    return say("list.comma").join(plain(name_of(field)) for field in fields)


def _figures() -> None:
    supports = data.rows("app_supports", weaker=True)
    counts = data.rows("counts")[0]
    figures = {
        "institutions": len({row["institution"] for row in supports if row["default"]}),
        "stated": len(_pairs(supports, "stated")),
        "derived": len(_pairs(supports, "derived") - _pairs(supports, "stated")),
        "entities": counts["entities"],
        "relations": counts["relations"] - counts["supports"],
    }
    with st.container(horizontal=True, gap="medium"):
        for name, number in figures.items():
            st.metric(
                say(f"figure.{name}"), f"{number:,}", help=say(f"figure.{name}_why"), width=128
            )


def _pairs(supports: Sequence[Row], level: str) -> set[tuple[str, str]]:
    return {(row["institution"], row["field"]) for row in supports if basis(row) == level}


def _filters() -> list[Row]:
    """The supports that the dial and the types let through."""
    st.header(say("overview.matrix"))
    supports = data.rows("app_supports", weaker=True)
    types = sorted({row["type"] for row in supports}, key=caption)
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        show = st.segmented_control(
            say("overview.show"),
            list(SHOWN),
            format_func=lambda each: say(f"overview.show_{each}"),
            required=True,
            help=say("overview.show_why"),
            **address.one("show", list(SHOWN), "derived"),
        )
        chosen = _types(types)
    levels = SHOWN[show or "derived"]
    return [r for r in supports if basis(r) in levels and (not chosen or r["type"] in chosen)]


def _types(types: Sequence[str]) -> Sequence[str]:
    """The kinds of institution that the reader wants; none for all."""
    if len(types) < 2:
        return ()
    chosen: Sequence[str] = st.pills(
        say("overview.types"),
        types,
        selection_mode="multi",
        format_func=caption,
        **address.many("type", types),
    )
    return chosen


def _heat_map(supports: Sequence[Row]) -> None:
    found = matrix.cells(supports)
    ranked = matrix.institutions(found)
    pages = -(-len(ranked) // A_PAGE)
    number = min(st.session_state.get("matrix-page", 1), pages)
    shown = ranked[(number - 1) * A_PAGE : number * A_PAGE]
    scheme = "dark" if st.context.theme.type == "dark" else "light"
    option, cells = matrix.drawing(found, data.rows("list_fields"), shown, scheme)
    st.echarts_chart(
        option,
        height=matrix.height(shown),
        key="matrix",
        on_select=lambda: _pick_cell(cells),
        alt=say("overview.matrix_alt"),
    )
    if pages > 1:
        st.pagination(pages, key="matrix-page")
    st.caption(say("overview.matrix_hint"))


def _pick_cell(cells: Sequence[matrix.Cell]) -> None:
    chosen = st.session_state["matrix"].selection.selected
    indices = [number for group in chosen for number in group["data_indices"]]
    _show(*cells[indices[0]].key) if indices and indices[0] < len(cells) else _show("", "")


def _show(institution: str, field: str) -> None:
    address.put("institution", institution)
    address.put("field", field)


def _evidence() -> None:
    institution, field = address.get("institution"), address.get("field")
    if not (institution and field):
        parts.nothing("overview.pick", "touch_app")
        return
    found = data.rows("cell_evidence", institution=institution, field=field)
    if not found:
        parts.nothing("overview.no_cell")
        return
    st.subheader(
        say(
            "overview.pair",
            institution=plain(full_name(found[0])),
            field=plain(name_of(found[0], "field_name")),
        )
    )
    for number, row in enumerate(found):
        parts.support(row, f"cell-{number}")
    with st.container(horizontal=True):
        parts.link("profile", say("go.profile"), icon="badge", id=institution)
        parts.link("explore", say("go.explore"), icon="hub", entity=institution)


def _table(supports: Sequence[Row]) -> None:
    st.header(say("overview.table", count=len(supports)))
    frame, config = tables.supports(supports)
    st.dataframe(
        frame,
        column_config=config,
        hide_index=True,
        key="table",
        on_select=lambda: _pick_row(supports),
        selection_mode="single-row",
        alt=say("overview.table_alt"),
    )
    st.caption(say("overview.table_hint"))


def _pick_row(supports: Sequence[Row]) -> None:
    for number in st.session_state["table"].selection.rows:
        _show(supports[number]["institution"], supports[number]["field"])
