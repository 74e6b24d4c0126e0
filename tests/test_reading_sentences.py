"""Sentences in which every name is marked: ``支持[甲大学|University]建设[乙实验室|Laboratory]``.

``python -m tests.test_reading_sentences`` rewrites the marks as the reader sets them today,
for a person to judge in the diff.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from ingest.model import Block
from ingest.naming.mentions import Sighting, find_mentions

CASES = Path(__file__).parent / "reading" / "sentences.txt"
MARK = re.compile(r"\[|\|[A-Za-z]+\]")


def marked_lines() -> Iterator[str]:
    return (row for row in CASES.read_text("utf-8").splitlines() if row and row[0] != "#")


def mark(text: str, sightings: Iterable[Sighting]) -> str:
    """``text`` with each name in brackets, a name in a name too."""
    opening: dict[int, int] = {}
    closing: dict[int, list[tuple[int, str]]] = {}
    for one in sightings:
        span = one.mention.span
        opening[span.start] = opening.get(span.start, 0) + 1
        closing.setdefault(span.end, []).append((span.start, f"|{one.mention.label}]"))
    return "".join(
        "".join(end for _, end in sorted(closing.get(at, []), reverse=True))
        + "[" * opening.get(at, 0)
        + text[at : at + 1]
        for at in range(len(text) + 1)
    )


def as_read(marked: str) -> str:
    """The sentence with the reader's marks in the place of those it has."""
    text = MARK.sub("", marked)
    return mark(text, find_mentions([Block("paragraph", text, tuple(range(len(text))))]))


@pytest.mark.parametrize("marked", list(marked_lines()))
def test_names_are_found_as_marked(marked: str) -> None:
    assert as_read(marked) == marked


def rewrite() -> None:
    """Sets the marks of today."""
    rows = CASES.read_text("utf-8").splitlines()
    read = (as_read(row) if row and row[0] != "#" else row for row in rows)
    CASES.write_text("\n".join(read) + "\n", "utf-8")


if __name__ == "__main__":
    rewrite()
