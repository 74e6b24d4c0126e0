"""Where a passage names things: stretches of its text, each with the entity it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.schema import TYPES
from views.words import caption, name_of, say

Row = Mapping[str, Any]
Stretch = tuple[int, int, Row]


def pieces(text: str, mentions: Iterable[Row]) -> list[dict[str, Any]]:
    """The text cut into plain and marked pieces, in order."""
    found, at = list[dict[str, Any]](), 0
    for start, end, mention in stretches(text, mentions):
        found.append({"text": text[at:start]})
        found.append({"text": text[start:end], **_mark(mention)})
        at = end
    found.append({"text": text[at:]})
    return [piece for piece in found if piece["text"]]


def stretches(text: str, mentions: Iterable[Row]) -> list[Stretch]:
    """Stretches that do not overlap; where they would, the longer one holds."""
    ranked = sorted(_all(text, mentions), key=lambda s: (s[0] - s[1], s[0]))
    kept: list[Stretch] = []
    for start, end, mention in ranked:
        if all(end <= other[0] or start >= other[1] for other in kept):
            kept.append((start, end, mention))
    return sorted(kept, key=lambda s: s[0])


def found(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where ``text`` holds ``words``, whatever white space stands between their signs."""
    places = [number for number, sign in enumerate(text) if not sign.isspace()]
    squeezed = "".join(text[number] for number in places)
    return ((start, end) for start, end, _ in _found(squeezed, places, _squeezed(words), {}))


def with_ends(pieces: Iterable[dict[str, Any]], ends: Sequence[str]) -> list[dict[str, Any]]:
    """The pieces with the two ends of a fact told apart: its subject (1) and its object (2)."""
    numbers = {id: at for at, id in enumerate(ends, 1)}
    return [
        {**piece, "end": numbers[piece["id"]]} if piece.get("id") in numbers else piece
        for piece in pieces
    ]


def with_hits(pieces: Iterable[dict[str, Any]], sought: str) -> list[dict[str, Any]]:
    """The pieces with what is ``sought`` marked, in plain text and in names; capitals or not."""
    return [part for piece in pieces for part in _hit(piece, sought.lower())]


def with_line(pieces: Sequence[dict[str, Any]], words: str) -> list[dict[str, Any]]:
    """The pieces with the first stretch that holds ``words``, a line of the file, marked."""
    start, end = next(found("".join(piece["text"] for piece in pieces), words), (0, 0))
    cut, at = list[dict[str, Any]](), 0
    for piece in pieces:
        cut += _lined(piece, start - at, end - at)
        at += len(piece["text"])
    return cut


def _lined(piece: dict[str, Any], start: int, end: int) -> list[dict[str, Any]]:
    text = piece["text"]
    start, end = max(start, 0), min(end, len(text))
    if start >= end:
        return [piece]
    cut = [{"text": text[:start]}, {"text": text[start:end], "here": True}, {"text": text[end:]}]
    return _parted(piece, [each for each in cut if each["text"]])


def _hit(piece: dict[str, Any], sought: str) -> list[dict[str, Any]]:
    if not sought or sought not in piece["text"].lower():
        return [piece]
    return _parted(piece, list(_cut(piece["text"], sought)))


def _parted(piece: dict[str, Any], cut: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A name stays one, with parts; plain text is cut."""
    return [{**piece, "parts": cut}] if "id" in piece else cut


def _cut(text: str, sought: str) -> Iterator[dict[str, Any]]:
    at, low = 0, text.lower()
    while (start := low.find(sought, at)) >= 0:
        if start > at:
            yield {"text": text[at:start]}
        at = start + len(sought)
        yield {"text": text[start:at], "hit": True}
    if at < len(text):
        yield {"text": text[at:]}


def _all(text: str, mentions: Iterable[Row]) -> Iterator[Stretch]:
    places = [number for number, sign in enumerate(text) if not sign.isspace()]
    squeezed = "".join(text[number] for number in places)
    for mention in mentions:
        for form in {mention["name"], *(mention["aliases"] or ())}:
            yield from _found(squeezed, places, _squeezed(form), mention)


def _found(squeezed: str, places: list[int], form: str, mention: Row) -> Iterator[Stretch]:
    at = squeezed.find(form) if form else -1
    while at >= 0:
        yield places[at], places[at + len(form) - 1] + 1, mention
        at = squeezed.find(form, at + len(form))


def _squeezed(words: str) -> str:
    return "".join(words.split())


def _mark(mention: Row) -> dict[str, Any]:
    told = say("name.typed", name=name_of(mention), type=caption(mention["type"]))
    return {"id": mention["id"], "color": TYPES[mention["type"]].color, "told": told}
