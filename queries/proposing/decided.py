"""A person's word on what was proposed: yes makes it an added fact with its quote, no closes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.store import Store
from ingest.errors import QueryError
from ingest.identity.review import Thing, find_thing
from ingest.judging.judgements import (
    ADD,
    ENTITY,
    IDENTIFIER,
    REJECT,
    Judgement,
    Judgements,
    signed,
)
from ingest.naming.alike import plain
from queries.library import run
from queries.proposing.checked import EVERY, named
from queries.things import as_things

ALL = "all"


def waiting_for(
    judgements: Judgements, kind: str, first: str, second: str
) -> tuple[Judgement, ...]:
    """What is proposed of these two as such a fact; of an entity ``second`` may be left out."""
    one, two = plain(first), plain(second)
    return tuple(
        row
        for row in judgements.proposed
        if row.kind == kind and plain(row.first) == one
        if plain(row.second) == two or (kind == ENTITY and not second)
    )


def by_rule(judgements: Judgements, rule: str) -> tuple[Judgement, ...]:
    """What waits and is of a kind (ENTITY, SUPPORTS, a relation), of a type of entity, or by a
    proposer; ``all`` for everything. QueryError where nothing is."""
    word = rule.strip()
    found = tuple(row for row in judgements.proposed if word == ALL or word in _marks(row))
    if not found:
        raise QueryError("propose.none_of", rule=word[:60])
    return found


def _marks(row: Judgement) -> tuple[str, ...]:
    return (row.kind, row.who, *((row.second,) if row.kind == ENTITY else ()))


def decided(
    store: Store,
    rows: Iterable[Judgement],
    judgements: Judgements,
    verdict: str,
    who: str,
    why: str = "",
) -> tuple[list[Judgement], list[tuple[Judgement, QueryError]]]:
    """What is to be signed for these proposals, names before ties, and those that cannot be
    accepted yet, since one of their ends is itself only proposed."""
    ordered = sorted(rows, key=lambda row: row.kind != ENTITY)
    if verdict == REJECT:
        return [_rejected(row, who, why) for row in ordered], []
    kept: list[Judgement] = []
    left: list[tuple[Judgement, QueryError]] = []
    names = _Names(store, judgements)
    for row in ordered:
        missing = names.missing(row)
        if missing:
            left.append((row, QueryError("propose.end_waits", name=missing)))
        else:
            kept.append(_accepted(row, who, why))
            names.take(row)
    return kept, left


def _rejected(row: Judgement, who: str, why: str) -> Judgement:
    return signed(who, REJECT, row.first, row.second, why, what=row.kind)


def _accepted(row: Judgement, who: str, why: str) -> Judgement:
    """Signed by who accepts; who proposed it stands with the reason."""
    told = f"← {row.who}" + (f": {why or row.why}" if why or row.why else "")
    held = {"what": row.kind, "lines": row.lines, "quote": row.quote, "plan": row.plan}
    return signed(who, ADD, row.first, row.second, told, **held)


class _Names:
    """The names that a plan has, with those that people added or just accepted."""

    def __init__(self, store: Store, judgements: Judgements) -> None:
        self._store = store
        self._said = replace(judgements, proposed=())
        self._of: dict[str, list[Thing]] = {}
        self._new: set[str] = set()

    def take(self, row: Judgement) -> None:
        """A name was accepted."""
        if row.kind == ENTITY:
            self._new.add(plain(row.first))

    def missing(self, row: Judgement) -> str:
        """The end of a tie that is no thing of its plan; "" where both are."""
        if row.kind in (ENTITY, IDENTIFIER):
            return ""
        for end in (row.first, row.second):
            if plain(end) not in self._new and not find_thing(self._things(row.plan), end):
                return end
        return ""

    def _things(self, plan: str) -> list[Thing]:
        if plan not in self._of:
            ids = [row["id"] for row in run(self._store, "documents") if row["title"] == plan]
            rows = run(self._store, "list_entities", plans=ids, limit=EVERY)
            self._of[plan] = [*as_things(rows), *named(self._said, plan)]
        return self._of[plan]
