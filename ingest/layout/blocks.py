"""Rows of running prose → headings and paragraphs, joined over line and page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.layout.rows import Row
from ingest.model import Block
from ingest.typography import TERMINAL, squeeze

ITEM = re.compile(r"^\s*(?:(?:——|--|－－|––)|[●◆■·•▪]|[①-⑳])")
GOES_ON = re.compile(r"^[“‘《、，。；：）”’…]")
LEAD = re.compile(r"^[^。！？，]{4,24}。.")
NEIGHBOURS = 8


def read_blocks(rows: Sequence[Row]) -> tuple[Block, ...]:
    """Headings and paragraphs in reading order, each under its trail of headings."""
    return tuple(_blocks(_paragraphs(rows)))


def join_rows(kind: str, rows: Iterable[Row], trail: tuple[str, ...]) -> Block:
    """One block of whole rows."""
    return join_pieces(kind, ((row.text, row.start) for row in rows), trail)


def join_pieces(kind: str, pieces: Iterable[tuple[str, int]], trail: tuple[str, ...]) -> Block:
    """One block of (text, offset in the document), without the white space of the setting."""
    chars = [pair for text, at in pieces for pair in squeeze(text, at)]
    return Block(kind, "".join(c for c, _ in chars), tuple(at for _, at in chars), trail)


def _blocks(groups: Iterable[list[Row]]) -> Iterator[Block]:
    trail: dict[int, str] = {}
    for group in groups:
        first = group[0]
        if first.kind != "heading":
            yield join_rows("item" if ITEM.match(first.text) else "paragraph", group, _path(trail))
            continue
        trail = {level: text for level, text in trail.items() if level < first.level}
        block = join_rows("heading", group, _path(trail))
        trail[first.level] = block.text
        yield block


def _path(trail: dict[int, str]) -> tuple[str, ...]:
    return tuple(trail[level] for level in sorted(trail))


def _paragraphs(rows: Sequence[Row]) -> Iterator[list[Row]]:
    wrapped = is_wrapped(rows)
    group: list[Row] = []
    for index, row in enumerate(rows):
        if group and _begins(rows, index, wrapped):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def is_wrapped(rows: Sequence[Row]) -> bool:
    """Whether lines break inside sentences, as they do in text taken out of a PDF."""
    long = [row for row in rows if row.kind == "text" and row.width > 40]
    inside = sum(row.text.rstrip()[-1] not in TERMINAL for row in long)
    return inside > 0.3 * len(long)


def _begins(rows: Sequence[Row], index: int, wrapped: bool) -> bool:
    """Whether a new paragraph begins at row ``index``."""
    row, before = rows[index], rows[index - 1]
    if "heading" in (row.kind, before.kind) or ITEM.match(row.text):
        return True
    ended = before.text.rstrip()[-1] in TERMINAL
    if not wrapped:
        return ended or not (GOES_ON.match(row.text.strip()) or before.text.rstrip()[-1] in "，、")
    short = before.width < _local_width(rows, index) - 4
    return (ended and (short or bool(LEAD.match(row.text.strip())))) or _stands_alone(rows, index)


def _stands_alone(rows: Sequence[Row], index: int) -> bool:
    """The row before is a short line without an end: a title, not a part of a sentence."""
    before = rows[index - 1]
    short = before.width < 0.6 * _local_width(rows, index)
    return (
        short
        and before.text.rstrip()[-1] not in TERMINAL + "，、"
        and before.page == rows[index].page
    )


def _local_width(rows: Sequence[Row], index: int) -> int:
    """The usual width of a full line near row ``index``."""
    near = rows[max(0, index - NEIGHBOURS) : index + NEIGHBOURS]
    return sorted(row.width for row in near)[3 * len(near) // 4]
