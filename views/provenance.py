"""Where a plan comes from: a note that lies beside it in the folder of plans, found by checksum."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import streamlit as st

from ingest.shipped import DATA
from views.words import lang, plain

OWN = "zh"
ENDING = "*.about.toml"
Note = Mapping[str, Any]
#: What a note says, in this order; each in both languages.
PARTS = ("title", "kind", "issuer", "date", "came", "form", "rights")


def of(checksum: str) -> Mapping[str, Mapping[str, str]]:
    """What is known of the text with this SHA-256, by part and language; empty when nothing."""
    known = note(checksum)
    return {part: known[part] for part in PARTS if part in known}


def note(checksum: str) -> Note:
    """The whole note on the text with this SHA-256; empty when there is none."""
    return _notes().get(checksum, {})


def measured(checksum: str) -> Sequence[Note]:
    """How good its reading was found: ``what`` and ``on`` by language, precision, recall, date."""
    found: Sequence[Note] = note(checksum).get("measured", ())
    return found


def translated(checksum: str) -> None:
    """The title in the reader's language, where that is not the plan's own."""
    title = of(checksum).get("title")
    if title and lang() != OWN:
        st.caption(plain(title[lang()]))


@cache
def _notes() -> Mapping[str, Note]:
    notes = (tomllib.loads(path.read_text("utf-8")) for path in sorted(DATA.glob(ENDING)))
    return {note["sha256"]: note for note in notes}
