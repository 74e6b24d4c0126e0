"""Read a plan: a file of the reader's own becomes part of the graph, with progress and warnings."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from graph.load import load
from graph.schema import TYPES
from ingest.errors import SourceError
from ingest.model import Extraction
from ingest.pipeline import read_plan
from ingest.progress import watched
from queries.lenses import kept_lenses
from queries.meaning.nearest import prepare
from queries.reviewing import kept_judgements
from views import data, handed, judging, parts, pictured
from views.words import plain, say

LARGEST = 20  # MB
STOPPED = "intake-stopped"
#: Steps of loading, after the one of reading.
READING, WARNINGS = 0.4, 20
Progress = Callable[[str, int, int], None]


def page() -> None:
    """The page."""
    st.title(say("page.intake"))
    st.markdown(say("intake.why"))
    given = handed.file(say("intake.file"), say("intake.kinds", limit=LARGEST), LARGEST)
    if st.session_state.pop(STOPPED, False):
        st.info(say("intake.stopped"), icon=":material/stop_circle:")
    if not given:
        _known()
        return
    if st.button(say("intake.read"), icon=":material/play_arrow:", key="read"):
        _take(given.name, given.getvalue())


def _known() -> None:
    found = data.documents()
    if found:
        st.subheader(say("intake.known"))
    for row in found:
        told = {"entities": row["entities"], "passages": row["passages"]}
        st.markdown(f"- {plain(row['title'])} · {say('intake.counts', **told)}")


def _take(name: str, content: bytes) -> None:
    """Read and load; to leave or to press stop ends it, and the graph is then as it was."""
    bar, stop = st.progress(0.0, text=say("intake.reading")), st.empty()
    stop.button(say("console.stop"), icon=":material/stop_circle:", key="stop", on_click=_stopped)

    def seen(page: int, pages: int) -> None:
        bar.progress(READING * page / pages, text=say("intake.page", n=page, of=pages))

    with watched(seen):
        extraction = _read(name, content)

    def tell(step: str, number: int, steps: int) -> None:
        bar.progress(READING + (1 - READING) * number / steps, text=say("intake.loading"))

    counts = load(data.store(), extraction, tell) if extraction else None
    bar.empty()
    stop.empty()
    if not (extraction and counts):
        return
    data.forget()
    prepare(data.store(), [extraction.document.id])
    st.success(
        say("intake.done", title=plain(extraction.document.title), supports=counts.supports)
        + say("welcome.loaded", entities=counts.entities, relations=counts.relations),
        icon=":material/task_alt:",
    )
    _outcome(extraction)


def _stopped() -> None:
    st.session_state[STOPPED] = True


def _read(name: str, content: bytes) -> Extraction | None:
    """What the file says; None, with the reason on the page, if it is no plan."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(content)
        try:
            extraction = read_plan(path, kept_judgements(), kept_lenses().values())
            judging.keep_file(path, extraction.document.id)
            return extraction
        except SourceError as error:
            told = SourceError(error.key, **{**error.values, "path": path.name})
            parts.refused(told)
            return None


def _outcome(extraction: Extraction) -> None:
    """Counts by type, and what the reading was not sure of."""
    kinds = Counter(entity.label for entity in extraction.entities if entity.label in TYPES)
    st.markdown(plain(pictured.captions(kinds)))
    if extraction.warnings:
        with st.expander(say("intake.warnings", count=len(extraction.warnings))):
            for each in extraction.warnings[:WARNINGS]:
                _warning(each)
    with st.container(horizontal=True):
        parts.link("overview", say("page.overview"), icon="grid_view")
        parts.link("source", say("page.source"), icon="menu_book", document=extraction.document.id)


def _warning(each: Any) -> None:
    place = say("quote.place", page=each.page, line=each.line)
    st.markdown(f"- {plain(each.text)} · {plain(place)}")
