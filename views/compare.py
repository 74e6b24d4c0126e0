"""Compare: two plans or periods side by side, each difference with both plans' words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from queries.comparing import FORMATS, Comparison, Report, Section, report, written
from views import address, data, parts
from views.words import lang, plain, say

MIME = {
    "json": "application/json",
    "md": "text/markdown",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
WIDE = 320


def page() -> None:
    """The page."""
    st.title(say("page.compare"))
    st.markdown(say("compare.lead"))
    ids = [row["id"] for row in data.documents()]
    if len(ids) < 2:
        parts.nothing("compare.too_few", "library_add")
        parts.link("intake", say("page.intake"), icon="upload_file")
        return
    with st.container(horizontal=True, gap="medium"):
        first, second = _plan("a", ids, ids[0]), _plan("b", ids, ids[1])
    if first == second:
        st.info(say("compare.same"), icon=":material/info:")
        return
    found = data.comparison(first, second)
    told = report(found, lang())
    _summary(told)
    _section(told.sections)
    _files(found)


def _plan(side: str, ids: Sequence[str], default: str) -> str:
    known = data.plan_titles()
    return str(
        st.selectbox(
            say(f"compare.{side}"),
            ids,
            format_func=lambda id: known.get(id, id),
            **address.one(side, ids, default),
        )
    )


def _summary(told: Report) -> None:
    with st.container(border=True):
        for line in told.summary:
            st.markdown(f"- {plain(line)}")


def _section(sections: Sequence[Section]) -> None:
    if not sections:
        return
    known = {each.name: each for each in sections}
    first = next(iter(known))
    chosen = st.pills(
        say("compare.section"),
        list(known),
        format_func=lambda name: f"{known[name].heading} · {len(known[name].rows)}",
        required=True,
        **address.one("section", list(known), first),
    )
    section = known[chosen or first]
    heads = [f"{head}{' ' * section.heads[:n].count(head)}" for n, head in enumerate(section.heads)]
    frame = pd.DataFrame(list(section.rows), columns=heads)
    wide = st.column_config.TextColumn(width=WIDE)
    st.dataframe(frame, hide_index=True, column_config=dict.fromkeys(heads[3:], wide))


def _files(found: Comparison) -> None:
    with st.container(horizontal=True):
        for form in FORMATS:
            st.download_button(
                say("compare.file", form=form.upper()),
                data=partial(written, found, form, lang()),
                file_name=f"innograph-compare.{form}",
                mime=MIME[form],
                icon=":material/download:",
                on_click="ignore",
                key=f"compare-{form}",
            )
