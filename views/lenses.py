"""Lenses: one set of fields laid over all plans; made from a plan's own fields or by hand."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from ingest.errors import SourceError, UsageError
from ingest.supports.lenses import Lens, LensField, as_text, shipped
from queries import lenses
from queries.reviewing import kept_judgements
from views import address, data, parts, public
from views.words import basis, caption, full_name, lang, name_of, plain, say

DRAFT, SAVED = "lens-draft", "lens-saved"
MOST = 400
Row = Mapping[str, Any]


def page() -> None:
    """The page."""
    st.title(say("page.lenses"))
    st.markdown(say("lenses.lead"))
    if saved := st.session_state.pop(SAVED, ""):
        st.success(saved, icon=":material/task_alt:")
    known = lenses.kept_lenses()
    named = {each: _name(known[each]) for each in known}
    id = st.selectbox(
        say("lenses.one"),
        list(known),
        format_func=lambda each: named[each],
        **address.one("lens", list(known), next(iter(known))),
    )
    _laid(known[str(id)])
    if not public.reading_only():
        _making(known[str(id)])


def _name(one: Lens | LensField) -> str:
    return one.zh if lang() == "zh" else one.en


def _laid(lens: Lens) -> None:
    rows = data.rows("lens_supports", lens=lens.id)
    if not rows:
        parts.nothing("lenses.nothing", "layers_clear")
        return
    _plans(lens)
    named = {field.id: _name(field) for field in lens.fields}
    with_some = [id for id in named if any(row["field"] == id for row in rows)]
    field = st.pills(
        say("lenses.field"),
        with_some,
        format_func=lambda id: named[id],
        required=True,
        **address.one("field", with_some, with_some[0]),
    )
    _supporters([row for row in rows if row["field"] == field])


def _plans(lens: Lens) -> None:
    """Plans × fields: how many institutions of a plan fall under a field."""
    titles = data.plan_titles()
    counts = {(r["document"], r["field"]): r["institutions"] for r in _counted(lens)}
    shown = [id for id in titles if any(plan == id for plan, _ in counts)]
    frame = pd.DataFrame(
        {_name(f): [counts.get((id, f.id), 0) for id in shown] for f in lens.fields},
        index=pd.Index([titles[id] for id in shown], name=say("column.plan")),
    )
    st.header(say("lenses.plans"))
    st.dataframe(frame)
    st.caption(say("lenses.plans_hint"))


def _counted(lens: Lens) -> list[dict[str, Any]]:
    return data.rows("lens_plans", lens=lens.id)


def _supporters(rows: Sequence[Row]) -> None:
    titles = data.plan_titles()
    homes = {row["id"]: row["place"] or "" for row in data.documents()}
    st.header(say("lenses.supporters", count=len({row["institution"] for row in rows})))
    frame = pd.DataFrame(
        {
            say("column.institution"): [full_name(row) for row in rows],
            say("column.type"): [caption(row["type"]) for row in rows],
            say("column.basis"): [say(f"basis.{basis(row)}") for row in rows],
            say("column.plan"): [titles.get(row["document"], "") for row in rows],
            say("column.place"): [homes.get(row["document"], "") for row in rows],
            say("column.page"): [next(iter(row["pages"] or ()), None) for row in rows],
        }
    )
    chosen = st.dataframe(
        frame.head(MOST),
        hide_index=True,
        key="lens-table",
        on_select="rerun",
        selection_mode="single-row",
    )
    picked = chosen.selection.rows
    if not picked or picked[0] >= len(rows):
        parts.nothing("lenses.pick", "touch_app")
        return
    _evidence(rows[picked[0]])


def _evidence(row: Row) -> None:
    with st.container(border=True):
        st.subheader(plain(f"{full_name(row)} · {name_of(row, 'field_name')}"))
        parts.support(row, "lens", judge=False)
        parts.link("profile", say("go.profile"), icon="badge", id=row["institution"])


def _making(lens: Lens) -> None:
    """A lens of one's own: its text begins with that of another, or with a plan's fields."""
    with st.expander(say("lenses.make"), expanded=bool(st.session_state.get(DRAFT))):
        st.markdown(say("lenses.how"))
        with st.container(horizontal=True):
            st.button(
                say("lenses.from_this", name=_name(lens)),
                key="lens-from-this",
                on_click=lambda: _begin(as_text(lens)),
            )
            for id, title in _with_fields().items():
                st.button(
                    say("lenses.from_plan", name=plain(title)),
                    key=f"lens-from-{id}",
                    on_click=lambda id=id, title=title: _begin(_of_plan(id, title)),
                )
        st.text_area(say("lenses.text"), height=320, key=DRAFT)
        with st.container(horizontal=True):
            if st.button(say("lenses.save"), type="primary", key="lens-save"):
                _save(st.session_state[DRAFT])
            if lens.id not in shipped() and st.button(
                say("lenses.remove", name=_name(lens)), key="lens-remove"
            ):
                _remove(lens)


def _with_fields() -> dict[str, str]:
    """The plans in view that declare fields of their own."""
    telling = {id for row in data.rows("list_fields") for id in row["documents"]}
    return {id: title for id, title in data.plan_titles().items() if id in telling}


def _begin(text: str) -> None:
    st.session_state[DRAFT] = text


def _of_plan(id: str, title: str) -> str:
    return as_text(lenses.of_plan(data.store(), id, title))


def _save(text: str) -> None:
    """Keep the lens and lay it over every plan; what is wrong with it is said."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / say("lenses.file")
            path.write_text(text, "utf-8")
            made = lenses.add(path)
    except (SourceError, UsageError) as error:
        told = {**error.values, "path": say("lenses.file")}
        parts.refused(type(error)(error.key, **told))
        return
    _lay()
    st.session_state[SAVED] = say("lenses.saved", name=plain(_name(made)))
    address.put("lens", made.id)
    address.put("field", None)
    st.rerun()


def _remove(lens: Lens) -> None:
    lenses.remove(data.store(), lens.id)
    data.forget()
    st.session_state[SAVED] = say("lenses.removed", name=plain(_name(lens)))
    address.put("lens", None)
    st.rerun()


def _lay() -> None:
    wanted = tuple(lenses.kept_lenses().values())
    waiting = len(lenses.late(data.store(), wanted))
    bar = st.progress(0.0, text=say("lenses.laying"))
    begun: list[str] = []

    def tell(row: dict[str, Any]) -> None:
        begun.append(row["id"])
        bar.progress((len(begun) - 1) / max(waiting, 1), text=plain(row["title"]))

    lenses.apply(data.store(), kept_judgements(), wanted, tell)
    bar.empty()
    data.forget()
