"""Words that only the frame of a portal's page holds, wherever the page was saved to."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ingest.layout.parts import Part, Words
from ingest.lexicon import LEXICON

SHORT_LINE = 120
EDGE = 6


@cache
def portal_lexicon() -> Mapping[str, tuple[str, ...]]:
    """Lists of words by name."""
    table = tomllib.loads((LEXICON / "portal.toml").read_text("utf-8"))
    return {name: tuple(entries) for name, entries in table.items()}


def is_signed(text: str) -> bool:
    """Whether a short line holds a word that only a page's frame has."""
    return len(text) <= SHORT_LINE and any(sign in text for sign in portal_lexicon()["signs"])


def without_frame(parts: Sequence[Part]) -> Iterator[Part]:
    """Parts of a printed page; such lines at its beginning and its end are furniture."""
    last = len(parts) - EDGE
    for index, part in enumerate(parts):
        near = index < EDGE or index >= last
        if near and isinstance(part, Words) and part.kind == "paragraph" and is_signed(part.text):
            yield part.of("furniture")
        else:
            yield part
