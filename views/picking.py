"""A table of things, and below it what there is to say of the one that was selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from views import address, data, parts, tables
from views.words import basis, caption, full_name, name_of, plain, quoted, say

PICK = "pick"
Row = dict[str, Any]
#: What a column shows of a row.
CELLS: dict[str, Callable[[Row], Any]] = {
    "name": full_name,
    "type": lambda row: caption(row["type"]),
    "status": lambda row: row["status"] or "",
    "quote": lambda row: quoted(row["quote"] or ""),
    "plan": lambda row: data.plan_titles().get(row["document"] or "", ""),
    "field_names": lambda row: say("list.comma").join(_field_names(row["fields"])),
}
NUMBERS = frozenset(
    "page line mentions stated derived field_count places participants projects relations".split()
)


def place() -> tuple[str, ...]:
    """The columns that say where something stands: the page, and of which plan where there are
    several."""
    return ("plan", "page") if len(data.plan_titles()) > 1 else ("page",)


def table(rows: Sequence[Row], *columns: str, key: str, id: str = "id") -> Row | None:
    """``rows`` as a table; the selected one, which the address keeps by its ``id``."""
    frame = pd.DataFrame({name: [_cell(row, name) for row in rows] for name in columns})
    texts = [name for name in columns if name not in NUMBERS]
    counts = {name: tables.whole for name in columns if name in NUMBERS}
    st.dataframe(
        frame,
        column_config=tables.headings(*texts, **counts),
        hide_index=True,
        key=key,
        on_select=lambda: _pick(rows, key, id),
        selection_mode="single-row",
    )
    picked = next((row for row in rows if row[id] == address.get(PICK)), None)
    if not picked:
        st.caption(say("gaps.pick"))
    return picked


def card(row: Row, why: str, id: str = "id") -> None:
    """The thing's name, why it stands here, where the text names it, and ways on."""
    st.subheader(plain(full_name(row)))
    st.markdown(why)
    if row.get("page"):
        places = {"pages": [row["page"]], "lines": [row["line"]], "quotes": [row["quote"] or ""]}
        parts.quotes({"document": row.get("document"), **places}, f"card-{row[id]}")
    with st.container(horizontal=True, gap="small"):
        parts.link("profile", say("go.profile"), icon="badge", id=row[id])
        parts.link("explore", say("go.explore"), icon="hub", entity=row[id])


def supports(rows: Sequence[Row], key: str) -> None:
    """One line for each field that an institution supports; reasons and quotes on demand."""
    for number, each in enumerate(rows):
        told = say(f"basis.{basis(each)}")
        label = say("profile.support", name=plain(name_of(each)), basis=told)
        name = f"{key}-{number}"
        parts.unfold(label, name, partial(parts.support, each, name))


def _field_names(ids: Sequence[str]) -> list[str]:
    named = {row["id"]: name_of(row) for row in data.rows("list_fields")}
    return [named[id] for id in ids if id in named]


def _cell(row: Row, name: str) -> Any:
    return CELLS[name](row) if name in CELLS else row[name]


def _pick(rows: Sequence[Row], key: str, id: str) -> None:
    chosen = st.session_state[key].selection.rows
    found = [str(rows[number][id]) for number in chosen if number < len(rows)]
    address.put(PICK, found[0] if found else None)
