"""About: what this is, what it has read, how much of it became facts, versions and licences."""

from __future__ import annotations

import platform
from collections import Counter
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from views import data, ledger, parts, provenance, tables
from views.words import caption, lang, plain, say

LICENSES = Path(__file__).parent / "component" / "LICENSES.txt"
PACKAGES = ("streamlit", "neo4j", "networkx", "spacy", "arcadedb")
Row = dict[str, Any]


def page() -> None:
    """The page."""
    st.title(say("page.about"))
    st.markdown(say("about.what"))
    st.markdown(say("about.how"))
    for row in data.documents():
        _plan(row)
    _counts()
    _cite()
    _versions()
    _licences()


def _plan(row: Row) -> None:
    st.header(plain(row["title"]))
    provenance.translated(row["id"])
    pages = data.rows("app_pages", document=row["id"])
    ends = (pages[0]["page"], pages[-1]["page"]) if pages else (0, 0)
    told = {"source": plain(row["source"]), "first": ends[0], "last": ends[1]}
    st.markdown(
        say("about.plan", passages=row["passages"], entities=row["entities"], **told),
    )
    st.caption(say("about.checksum", checksum=row["id"]))
    known = provenance.of(row["id"])
    if known:
        with st.expander(say("about.provenance"), icon=":material/history_edu:"):
            for part, words in known.items():
                name = say(f"about.{part}")
                st.markdown(say("profile.fact", name=name, value=plain(words[lang()])))
    _lines(row["id"])


def _lines(document: str) -> None:
    found = ledger.lines(document)
    if not found:
        return
    st.subheader(say("about.ledger"))
    st.markdown(ledger.sentence(found))
    ledger.summary(found)
    parts.link("source", say("about.ledger_open"), icon="menu_book", document=document, colours="1")


def _counts() -> None:
    if not data.documents():
        return
    st.header(say("about.counts"))
    left, right = st.columns(2, gap="large")
    with left:
        _table("type", data.rows("counts_by_type"), "entities")
    with right:
        _table("relation", _relations(), "relations")


def _relations() -> list[Row]:
    summed: Counter[str] = Counter()
    for row in data.rows("counts_by_relation"):
        summed[row["type"]] += row["relations"]
    return [{"type": kind, "relations": count} for kind, count in summed.most_common()]


def _table(name: str, rows: list[Row], number: str) -> None:
    frame = pd.DataFrame(
        {name: [caption(row["type"]) for row in rows], number: [row[number] for row in rows]}
    )
    config = tables.headings(name, **{number: tables.whole})
    st.dataframe(frame, column_config=config, hide_index=True)


def _cite() -> None:
    st.header(say("about.cite"))
    st.markdown(say("about.cite_why"))
    for row in data.documents():
        cited = say("about.citation", title=row["title"], version=version("innograph"))
        st.code(f"{cited} SHA-256 {row['id'][:16]}", language=None, wrap_lines=True)


def _versions() -> None:
    st.header(say("about.versions"))
    engine = data.store().engine
    where = say("about.embedded") if engine.embedded else say("about.server")
    rows = [("innograph", version("innograph")), (f"{engine.name} ({where})", engine.version)]
    rows += [("Python", platform.python_version())]
    rows += [(name, version(name)) for name in PACKAGES]
    frame = pd.DataFrame(rows, columns=["part", "version"])
    st.dataframe(frame, column_config=tables.headings("part", "version"), hide_index=True)


def _licences() -> None:
    st.header(say("about.licences"))
    st.markdown(say("about.licence"))
    with st.expander(say("about.licence_texts")):
        st.code(LICENSES.read_text("utf-8"), language=None, wrap_lines=True)
