"""A proposal as it comes: one JSON object, a name or a tie with the words that say it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.errors import UsageError
from ingest.judging.judgements import ENTITY, SUPPORTS
from ingest.model import ENTITY_TYPES, RELATION_TYPES

NAME, TIE = ("name",), ("head", "tail")
#: Signs that a value may have, and a line of a file.
LONGEST, LONGEST_LINE = 1000, 20_000


@dataclass(frozen=True, slots=True)
class Proposal:
    """A fact that somebody proposes: kind and ends as in a judgement, the verbatim quote, the
    line near which it stands (0: not said), and why."""

    kind: str
    first: str
    second: str
    quote: str
    line: int = 0
    why: str = ""


def parsed(line: str) -> Proposal:
    """The proposal that a line of JSON holds. UsageError for what is none."""
    if len(line) > LONGEST_LINE:
        raise UsageError("propose.no_json")
    try:
        told = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError("propose.no_json") from error
    return of_object(told)


def of_object(told: Any, near: int = 0) -> Proposal:
    """The proposal that a JSON object is; one that names no line stands near line ``near``.
    UsageError, with what is missing or wrong."""
    if not isinstance(told, dict):
        raise UsageError("propose.no_json")
    kind = told.get("type")
    if kind in ENTITY_TYPES:
        (name,) = (_word(told, each) for each in NAME)
        first, second, what = name, str(kind), ENTITY
    elif kind == SUPPORTS or kind in RELATION_TYPES:
        (first, second), what = (_word(told, each) for each in TIE), str(kind)
    else:
        raise UsageError("propose.type", type=str(kind)[:60])
    why = _word(told, "why") if told.get("why") else ""
    return Proposal(what, first, second, _word(told, "quote"), _line(told, near), why)


def objects(reply: str) -> Iterator[Any]:
    """Every proposal-like object in a model's reply, whatever stands around or over it."""
    decoder, at = json.JSONDecoder(), reply.find("{")
    while at >= 0:
        try:
            found, end = decoder.raw_decode(reply, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            yield from _inner(found)
        at = reply.find("{", end)


def _inner(found: dict[str, Any]) -> Iterator[Any]:
    lists = [value for value in found.values() if isinstance(value, list)]
    if "type" in found or not lists:
        yield found
    else:
        yield from (each for value in lists for each in value)


def _word(told: dict[str, Any], name: str) -> str:
    value = told.get(name)
    word = " ".join(value.split()) if isinstance(value, str) else ""
    if not word or len(word) > LONGEST or not word.isprintable():
        raise UsageError("propose.value", name=name, longest=LONGEST)
    return word


def _line(told: dict[str, Any], near: int) -> int:
    value = told.get("line", near)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 10**9:
        raise UsageError("propose.line")
    return value
