"""Lines of a box → fragments, the pieces that a reading of the box puts into cells.

A fragment is a line, or a piece of a line between separating spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.layout.cells import fits, group_words
from ingest.layout.regions import Part
from ingest.layout.rows import Row, cut_at_spaces
from ingest.model import Block
from ingest.typography import CLOSING, squeeze_chars, unclosed, width

LISTS = frozenset({"host", "undertaker", "parks", "members"})
GROUPED = re.compile(r"\s*(?P<group>[\u4e00-\u9fff]{2,4}) +(?=\d{1,3}(?: |$))")


@dataclass(frozen=True, slots=True, eq=False)
class Fragment:
    """A piece of a line: text, place in the document, width, part of the box, what precedes."""

    text: str
    start: int
    line: int
    page: int
    width: int
    part: int
    first_of_part: bool
    same_line: bool
    close: bool


def fragments(parts: Sequence[Part], roles: Sequence[str]) -> Iterator[Fragment]:
    """The pieces of a box's lines in reading order."""
    for number, part in enumerate(parts):
        usual = _usual_gap(part.rows)
        for index, row in enumerate(part.rows):
            for place, (text, at) in enumerate(_pieces(row.text, roles)):
                close = usual > 0 and row.gap == 0 and index > 0 and place == 0
                yield Fragment(
                    text.strip(),
                    row.start + at,
                    row.line,
                    row.page,
                    width(text),
                    number,
                    index == place == 0,
                    place > 0,
                    close,
                )


def _pieces(text: str, roles: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Pieces between spaces; two lists that lost the space between them are told apart."""
    at = _behind_group(text) if {"group", "serial"} <= set(roles) else 0
    if at:
        yield text[:at].rstrip(), 0
        yield from ((piece, at + place) for piece, place in cut_at_spaces(text[at:], True))
        return
    pieces = cut_at_spaces(text, "serial" in roles)
    pairs = [pair for pair in zip(roles, roles[1:]) if set(pair) <= LISTS]
    for piece, at in pieces:
        cut = next((c for pair in pairs if (c := _change(piece, *pair))), 0)
        if cut and 1 < len(pieces) < len(roles):
            yield piece[:cut], at
            yield piece[cut:], at + cut
        else:
            yield piece, at


def _behind_group(text: str) -> int:
    """Where the row's number stands behind the group head on the same line: 创建 3; else 0."""
    found = GROUPED.match(text)
    return found.end() if found and found["group"] in group_words() else 0


def _change(piece: str, left: str, right: str) -> int:
    """Where a list of ``left`` things turns into one of ``right`` things, 0 where it does not."""
    commas = [i + 1 for i, char in enumerate(piece.rstrip()) if char == "、"]
    for cut in commas:
        before, after = (part.strip("、 ").split("、") for part in (piece[:cut], piece[cut:]))
        others = [item for item in after if item]
        if others and _all_fit(before, left, right) and _all_fit(others, right, left):
            return cut
    return 0


def _all_fit(items: Iterable[str], role: str, other: str) -> bool:
    """Whether every item ends as one of ``role`` does and none as one of ``other``."""
    return all(fits(role, item) and not fits(other, item) for item in items)


def _usual_gap(rows: Sequence[Row]) -> int:
    gaps = sorted(row.gap for row in rows)
    return gaps[len(gaps) // 2] if gaps else 0


@lru_cache(maxsize=50_000)
def cell_text(pieces: tuple[Fragment, ...]) -> str:
    """The text of a cell, with brackets that wandered to another line put right."""
    return "".join(char for char, _ in _cell_chars(pieces))


def cell_block(pieces: tuple[Fragment, ...], trail: tuple[str, ...] = ()) -> Block:
    """A cell as a block; a bracket that is put right stands where its neighbour does."""
    chars = list(_cell_chars(pieces))
    return Block("cell", "".join(c for c, _ in chars), tuple(at for _, at in chars), trail)


def _cell_chars(pieces: tuple[Fragment, ...]) -> Iterator[tuple[str, int]]:
    """Characters of a cell with their offsets, without the white space of the setting."""
    chars: list[tuple[str, int]] = []
    for index, piece in enumerate(pieces):
        said = [(char, piece.start + at) for at, char in enumerate(piece.text)]
        text = "".join(char for char, _ in chars)
        if said[0][0] in CLOSING and unclosed(text) <= 0 and index:
            said = said[1:]
        if unclosed(text) > 0 and not _closes(pieces, index):
            chars.append(("）", chars[-1][1]))
        chars += said
    text = "".join(char for char, _ in chars)
    if unclosed(text) > 0 and not _ends_open(text):
        chars.append(("）", chars[-1][1]))
    return squeeze_chars(chars)


def _closes(pieces: Sequence[Fragment], index: int) -> bool:
    """Whether the bracket that is open before piece ``index`` is closed further on."""
    rest = "".join(piece.text for piece in pieces[index:])
    return unclosed(rest) < 0


def _ends_open(text: str) -> bool:
    return text[-1] in "（("
