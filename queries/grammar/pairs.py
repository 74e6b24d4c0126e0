"""Questions about one or two things and nothing else: what ties them, what a thing is."""

from __future__ import annotations

from collections.abc import Sequence

from queries.asking.intents import Match, intents
from queries.asking.tokens import Token
from queries.asking.vocabulary import Vocabulary
from queries.grammar.aims import WEAK
from queries.grammar.pieces import Piece, readings
from queries.grammar.schema import INSTITUTIONS

ALLOWED = ("free", "what", "list", "yesno", "and", "both", "verb", "name", "why")


def pair(tokens: Sequence[Token], names: Vocabulary) -> Match | None:
    """Two things and a word that only says that they are tied: support with its reasons where it
    is an institution's of a field, else the relations between them."""
    for pieces in readings(_without_how(tokens), names):
        named = [p for p in pieces if p.role == "name"]
        tied = any(token.of("related", "yesno") for token in tokens)
        if (
            len(named) == 2
            and _plain(pieces, tied)
            and all(len(p.sense.values) == 1 for p in named)
        ):
            return _match(named, names, tokens)
    return None


def _without_how(tokens: Sequence[Token]) -> list[Token]:
    """How two things are tied asks for the tie."""
    tied = any(token.of("relation", "tie", "related") for token in tokens)
    return [t for t in tokens if not (tied and t.text == "how")]


def _plain(pieces: Sequence[Piece], tied: bool) -> bool:
    verbs = [p for p in pieces if p.role == "verb"]
    weak = all(p.verbs & set(WEAK) for p in verbs)
    return (
        (bool(verbs) or tied) and weak and all(p.role in ALLOWED and not p.left_out for p in pieces)
    )


def _match(named: Sequence[Piece], names: Vocabulary, tokens: Sequence[Token]) -> Match | None:
    types = [names.entities[p.sense.value].type for p in named]
    first, second = named
    if types[0] == "TechField" and types[1] in INSTITUTIONS:
        first, second, types = second, first, types[::-1]
    supported = types[0] in INSTITUTIONS and types[1] == "TechField"
    name = "support" if supported else "between"
    intent = next(intent for intent in intents() if intent.name == name)
    return Match(intent, (first.sense, second.sense), tuple(tokens))
