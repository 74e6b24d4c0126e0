"""Answers that fit a language model's window: so many items as there is room for, and said so."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

#: Tokens that one answer takes at most.
MOST = 4000
#: Bytes of UTF-8 that a token takes at least on the average: a Chinese character is three.
BYTES = 3
#: Signs of a quote, pieces of evidence of an item, and items of a list inside it.
LONGEST_QUOTE, MOST_PIECES, MOST_INSIDE = 240, 3, 20
LONGEST_HEAD = 600
#: Room for what is said about the size itself.
MARGIN = 60
Row = dict[str, Any]


def tokens(said: str) -> int:
    """How many tokens a text takes; rather too many than too few."""
    return -(-len(said.encode("utf-8", "replace")) // BYTES)


def sized(
    head: Mapping[str, Any],
    items: Sequence[Any],
    offset: int = 0,
    *,
    more: bool = False,
    longest: int = LONGEST_QUOTE,
) -> str:
    """``head`` and as many of the ``items`` from ``offset`` on as fit into :data:`MOST` tokens, as
    JSON. ``truncated`` says whether there is more (``more``: also for another reason),
    ``next_offset`` where it begins; of a list inside an item, ``NAME_total`` how long it was."""
    told = short(head, LONGEST_HEAD)
    room = MOST - MARGIN - tokens(_json(told))
    kept = list(_fitting(items[offset:], room, longest))
    end = offset + len(kept)
    left = end < len(items)
    told |= {"total": len(items), "offset": offset, "items": kept, "truncated": left or more}
    return _json(told | ({"next_offset": end} if left else {}))


def _fitting(items: Sequence[Any], room: int, longest: int) -> Iterator[Any]:
    """The first of them; a first one that is too long itself is cut until it fits."""
    for number, item in enumerate(items):
        told = short(item, longest)
        while number == 0 and longest > 1 and tokens(_json(told)) + 1 > room:
            longest //= 2
            told = short(item, longest)
        room -= tokens(_json(told)) + 1
        if room < 0:
            return
        yield told


def short(value: Any, longest: int = LONGEST_QUOTE) -> Any:
    """A value without what is empty, its texts cut where they are long (…), of lists inside it
    only the beginning."""
    if isinstance(value, str):
        return value if len(value) <= longest else f"{value[:longest]}…"
    if isinstance(value, Mapping):
        return dict(_shortened(value, longest))
    if isinstance(value, list | tuple):
        return [short(each, longest) for each in value[:MOST_INSIDE]]
    return value


def _shortened(value: Mapping[str, Any], longest: int) -> Iterator[tuple[str, Any]]:
    for name, each in value.items():
        if each in (None, "", [], {}, ()):
            continue
        most = MOST_PIECES if name == "evidence" else MOST_INSIDE
        cut = isinstance(each, list | tuple) and len(each) > most
        yield name, short(each[:most] if cut else each, longest)
        if cut:
            yield f"{name}_total", len(each)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str, separators=(",", ":"))
