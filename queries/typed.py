"""What a typed statement asks its writer for: parameters to fill in, labels that are misspelt."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from graph.guard import normalise
from graph.schema import RELATIONS, TEXT_RELATIONS, TYPES
from graph.tokens import Token, tokens_of
from ingest.errors import QueryError

#: What may stand behind a colon: labels, types of relations.
KNOWN = ("Entity", "Document", "Passage", *TYPES, *RELATIONS, *TEXT_RELATIONS)
NEAR = 0.5


def parameters(typed: str) -> tuple[str, ...]:
    """The names behind ``$``, each once, in order; none of a text that is no statement."""
    pairs = _pairs(typed)
    return tuple(dict.fromkeys(two.text for one, two in pairs if one.text == "$" and _named(two)))


def misspelt(typed: str) -> dict[str, str]:
    """Labels and types that the graph does not have, and what each may mean ("" if nothing)."""
    said = dict.fromkeys(_labels(_tokens(typed)))
    known = {name.lower(): name for name in KNOWN}
    return {word: _meant(word, known) for word in said if word not in KNOWN}


def value(given: str) -> Any:
    """What a person fills in: numbers, truth values, lists and quoted texts as JSON has them, all
    else as text."""
    try:
        return json.loads(given)
    except ValueError:
        return given


def _meant(word: str, known: dict[str, str]) -> str:
    best = process.extractOne(
        word.lower(), list(known), scorer=OSA.normalized_similarity, score_cutoff=NEAR
    )
    return known[best[0]] if best else ""


def _labels(tokens: Sequence[Token]) -> Iterator[str]:
    """Words behind a colon inside of round or square brackets, and behind | and & that go on."""
    depth: list[str] = []
    for at, token in enumerate(tokens):
        if token.text in "([{":
            depth.append(token.text)
        elif token.text in ")]}" and depth:
            depth.pop()
        before = tokens[at - 1].text if at else ""
        inside = bool(depth) and depth[-1] in "(["
        leads = before == ":" or (before in ("|", "&", "!") and _goes_on(tokens, at))
        if inside and leads and _named(token):
            yield token.text.strip("`")


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words before | or & began behind a colon."""
    while at > 0 and (_named(tokens[at - 1]) or tokens[at - 1].text in "|&!"):
        at -= 1
    return at > 0 and tokens[at - 1].text == ":"


def _named(token: Token) -> bool:
    return token.kind in ("word", "quoted")


def _pairs(typed: str) -> Iterator[tuple[Token, Token]]:
    tokens = _tokens(typed)
    return zip(tokens, tokens[1:], strict=False)


def _tokens(typed: str) -> list[Token]:
    """The pieces of the statement; none while a quote is open: running it tells what is wrong."""
    try:
        return [token for token in tokens_of(normalise(typed)) if token.kind != "space"]
    except QueryError:
        return []
