"""Heads that a question in English calls by what they mean: approval date, 批准时间.

Where no list has the words, a phrase of them beside a thing or a type is the head whose words come
clearly nearest in meaning among those that tables have for that type; the answer says which.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.catalogue import text
from queries.asking.answer import Answer
from queries.asking.kinds import ENTITIES
from queries.asking.tokens import Token
from queries.attributes.answering import Question, answered
from queries.attributes.asked import Asked, meant_by, said_in, terms, type_of
from queries.attributes.heads import HEAD, Heads, Meant, bare
from queries.meaning.called import nearest_name


def called(question: Question, heads: Heads) -> Answer | None:
    """The answer where a phrase means a head; None where none is clearly meant."""
    tokens = said_in(question.normal, heads) if heads else []
    strange = [at for at, token in enumerate(tokens) if _is_strange(token)]
    said = " ".join(t.text for t in tokens[strange[0] : strange[-1] + 1]) if strange else ""
    if not said or not said.isascii():
        return None
    for one, type_ in _beside([*tokens[: strange[0]], *tokens[strange[-1] + 1 :]], heads):
        known = {bare(head): head for head in heads.of_type(type_)}
        if meant := nearest_name(said, list(known)):
            printed = tuple(Meant(h, True) for h in heads.of_type(type_) if bare(h) == meant)
            told = answered(question, replace(one, heads=(printed,)), heads)
            return _noted(told, said, meant) if told else None
    return None


def _is_strange(token: Token) -> bool:
    return not token.senses or all(s.kind in ("topic", "outside") for s in token.senses)


def _beside(rest: Sequence[Token], heads: Heads) -> Iterator[tuple[Asked, str]]:
    """What is asked of which type, where nothing but a thing or a type stands beside."""
    things = [t for t in rest if t.of(*ENTITIES) and not t.of(HEAD)]
    kinds = [t for t in rest if type_of(t) and t not in things]
    told = terms([t for t in rest if t not in (*things, *kinds)])
    if (
        told is None
        or any(t.of(HEAD) for t in rest)
        or len(things) + (not things) * len(kinds) != 1
    ):
        return
    ids = tuple(map(meant_by, things))
    types = {heads.names.entities[key].type for some in ids for key in some}
    for type_ in sorted(types or {type_of(kinds[0])}):
        yield Asked((), ids, "" if things else type_, terms=told), type_


def _noted(told: Answer, said: str, meant: str) -> Answer:
    note = text("ask.reading.mended", told.language, said=said, meant=meant)
    return replace(
        told, text=note + told.text, reading=note + told.reading, notes=(note, *told.notes)
    )
