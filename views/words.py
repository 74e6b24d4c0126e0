"""What the pages say: texts of the catalogue in the reader's language, and names as plain text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Any

import streamlit as st

from graph.schema import RELATIONS, TYPES
from ingest.catalogue import LANGUAGES, text

DEFAULT = "zh"
#: Every sign that means something in Markdown, taken literally.
_LITERAL = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]()<>#+-.!|~$^=&\"'"})


_spoken: ContextVar[str] = ContextVar("spoken", default="")


def lang() -> str:
    """The language of the page: zh or en."""
    chosen = _spoken.get() or st.session_state.get("lang")
    return chosen if chosen in LANGUAGES else DEFAULT


def in_language(made: Callable[[], bytes]) -> Callable[[], bytes]:
    """``made`` in the language of this page, whenever it is called: a file is made only when it
    is downloaded, and the page is gone by then."""
    spoken = lang()

    def making() -> bytes:
        token = _spoken.set(spoken)
        try:
            return made()
        finally:
            _spoken.reset(token)

    return making


def say(key: str, **values: object) -> str:
    """The text ``app.KEY`` of the catalogue in the reader's language."""
    return text(f"app.{key}", lang(), **values)


def name_of(row: Mapping[str, Any], name: str = "name") -> str:
    """A thing's name as the reader knows it: its English name where there is one and wanted."""
    english = row.get(f"{name}_en") if lang() == "en" else None
    return str(english or row[name])


def full_name(row: Mapping[str, Any]) -> str:
    """The name as :func:`name_of`, with the plan's own name behind an English one."""
    shown, own = name_of(row), str(row["name"])
    return shown if shown == own else say("name.both", shown=shown, own=own)


def caption(kind: str) -> str:
    """What a type or a relation is called."""
    if kind in ("Passage", "Target"):
        return text("ask.passages.one" if kind == "Passage" else "ask.word.target", lang())
    known = TYPES.get(kind) or RELATIONS.get(kind)
    return known.caption(lang()) if known else kind


def capital(words: str) -> str:
    """``words`` with a capital letter at the beginning, the rest as it is."""
    return words[:1].upper() + words[1:]


def basis(row: Mapping[str, Any]) -> str:
    """How a support or a relation is shown: by its basis, or as weaker."""
    return "weaker" if is_weaker(row) else str(row["basis"])


def is_weaker(row: Mapping[str, Any]) -> bool:
    """Whether it is shown only to who asks for weaker hints; an older graph does not say."""
    return row.get("default") is False


def plain(words: object) -> str:
    """``words`` for a Markdown text, with nothing in it read as Markdown or HTML."""
    shown = " ".join(str(words).split()).translate(_LITERAL)
    return shown.replace(":", ":\u200b") if shown.count(":") > 1 else shown


def quoted(words: str) -> str:
    """A quote as one line: what the cut broke is joined again."""
    return "".join(line.strip() for line in words.splitlines())
