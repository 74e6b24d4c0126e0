"""A typed query → its answer: run the statement, take the value asked for, put it into words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.store import Store
from ingest.catalogue import text
from queries.asking.answer import Answer, Found, found
from queries.asking.language import may_deny
from queries.asking.render import total
from queries.asking.vocabulary import Vocabulary
from queries.grammar import phrase
from queries.grammar.build import build
from queries.grammar.model import Kind, Typed

NAME = "composed"
#: What stands for nothing found where nothing given would mean all.
NONE = "–"


def answered(
    store: Store, question: str, lang: str, typed: Typed, names: Vocabulary, notes: Sequence[str]
) -> Answer:
    """The answer to a typed query, ``notes`` in front of it; where nothing is found, to the same
    with another relation that has facts, which the reading says."""
    first = _answered(store, question, lang, typed, names, notes)
    if first.status == "answered" or not typed.others:
        return first
    tried = (_answered(store, question, lang, other, names, notes) for other in typed.others)
    return next((other for other in tried if other.status == "answered"), first)


def _answered(
    store: Store, question: str, lang: str, typed: Typed, names: Vocabulary, notes: Sequence[str]
) -> Answer:
    left = [text("ask.typed.aside", lang, words=typed.aside)] if typed.aside else []
    notes = (*notes, *left)
    cypher, params = build(typed, names, lambda inner: _inner(store, inner, names))
    rows = list(found(store.read(cypher, **params), lang))
    rows = _first(typed, rows) if typed.rank else rows
    told = phrase.told(typed, rows, names, lang)
    if rows and typed.ties and may_deny(question):
        told = text("ask.yes.plain", lang, told=told)
    if rows and typed.told:
        told_ = _things(store, typed.told, names, lang)
        rows, told = [*told_, *rows], text("ask.typed.which", lang, name=told_[0].name, told=told)
    front = "".join(notes)
    return Answer(
        question=question,
        language=lang,
        status="answered" if rows else "empty",
        reading=front + phrase.reading(typed, names, lang),
        text=front + told,
        value=_value(typed, rows),
        answers=tuple(_plain(one, typed) for one in rows),
        cypher=cypher,
        params=params,
        intent=NAME,
        query=f"parts/{NAME}",
        notes=tuple(notes),
    )


def _things(store: Store, ids: tuple[str, ...], names: Vocabulary, lang: str) -> list[Found]:
    """Things by their ids, as answers."""
    kinds = tuple(Kind((names.entities[key].type,)) for key in ids)
    cypher, params = build(Typed(kinds, among=ids), names, lambda _: [])
    return list(found(store.read(cypher, **params), lang))


def _inner(store: Store, typed: Typed, names: Vocabulary) -> list[str]:
    cypher, params = build(typed, names, lambda inner: _inner(store, inner, names))
    return [row["id"] for row in store.read(cypher, **params)] or [NONE]


def _first(typed: Typed, rows: Sequence[Found]) -> list[Found]:
    """Those with the most or fewest: all that tie, or as many of the first as are asked for."""
    known = [row for row in rows if row.facts.get("value") is not None]
    ordered = sorted(known, key=lambda row: row.facts["value"], reverse=typed.rank == "most")
    if not ordered:
        return []
    last = ordered[min(max(typed.top, 1), len(ordered)) - 1].facts["value"]
    return [
        row
        for row in ordered
        if (row.facts["value"] >= last) == (typed.rank == "most") or row.facts["value"] == last
    ]


def _value(typed: Typed, rows: Sequence[Found]) -> float | int | None:
    if typed.rank:
        value: float | int | None = rows[0].facts.get("value") if rows else None
        return value
    if typed.amounts:
        return total(rows)
    return len(rows) if typed.count else None


def _plain(one: Found, typed: Typed) -> Found:
    """Without the number of ties, where it was not asked for."""
    kept = {k: v for k, v in one.facts.items() if k != "value" or typed.rank}
    return replace(one, facts=kept)
