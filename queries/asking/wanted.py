"""What an answer has to be: names of things, for which no sentence stands, or a fact."""

from __future__ import annotations

from collections.abc import Sequence

from queries.asking.kinds import ENTITIES, TYPES
from queries.asking.normalise import is_chinese
from queries.asking.tokens import Token

CLASSES = (*TYPES, "project_type", "field_type", "idx_type")
#: What asks which, of a kind that is named; what picks some of a kind.
WHICH, PICKS = ("what", "list"), ("most", "least", "except", "else")
#: How far from its kind a word stands that asks which.
REACH = 5
LIGHT = frozenset("skip and second occasion scope measure".split())
ENDS = frozenset(",;?:.!–-")


def asks_for_names(tokens: Sequence[Token]) -> bool:
    """Whether names are asked for: who, which laboratories, the dearest project."""
    if any(token.of("who") for token in tokens):
        return True
    at = [i for i, token in enumerate(tokens) if token.of(*CLASSES)]
    if not at or any(token.of("yesno", "why") for token in tokens):
        return False
    if any(t.of(*PICKS) for t in tokens) or any(_is_asked(tokens, i) for i in at):
        return True
    said = [i for i, t in enumerate(tokens) if not t.senses or not _is_light(t)]
    return (said[-1] if is_chinese(tokens[said[-1]].text) else said[0]) in at


def asks_of_a_tie(tokens: Sequence[Token]) -> bool:
    """Whether two things are named, of which a question wants to know if they are tied."""
    return sum(token.of(*ENTITIES) is not None for token in tokens) > 1


def _is_asked(tokens: Sequence[Token], at: int) -> bool:
    """Whether a kind is what a word of the same clause asks for: which …, …有哪些."""
    for step in (-1, 1):
        for place in range(at + step, at + step * REACH, step):
            if not 0 <= place < len(tokens) or tokens[place].text in ENDS:
                break
            if tokens[place].of(*WHICH):
                return True
    return False


def _is_light(token: Token) -> bool:
    return {sense.kind for sense in token.senses} <= LIGHT
