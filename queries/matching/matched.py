"""What a list calls a thing becomes a proposal: signed as proposed, without effect until a person
chooses it in Review, like everything that other readers propose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.store import Store
from ingest.errors import InnographError
from ingest.judging.judgements import (
    IDENTIFIER,
    PROPOSE,
    Judgement,
    Judgements,
    append,
    signed,
)
from ingest.naming.alike import plain
from queries.facts import reference
from queries.matching.lists import Item, identifier, type_of
from queries.reconciling import Candidate, Reconciler, Sought
from queries.things import as_things, known, thing_rows

#: How likely what is proposed is at least, of 100, and by how much more than the next.
LEAST, APART = 80.0, 5.0


@dataclass
class Matched:
    """What came of a list: the signed proposals, how many were known (proposed or judged before),
    how many items mean nothing here, and the identifiers refused, each with its number."""

    kept: list[Judgement] = field(default_factory=list)
    known: int = 0
    none: int = 0
    refused: list[tuple[int, InnographError]] = field(default_factory=list)


class Matcher:
    """Takes the items of a list called ``who``, signs what they propose into ``file``, whose
    ``judgements`` hold."""

    def __init__(self, store: Store, who: str, judgements: Judgements, file: Path) -> None:
        self.who, self._file = who, file
        self._things = as_things(thing_rows(store))
        self._names = Reconciler(store)
        self._said = {row.key for row in (*judgements.rows, *judgements.proposed)}

    def take(self, items: Iterable[Item]) -> Matched:
        """Propose what the items say of the graph's things."""
        done = Matched()
        for item in items:
            self._take(item, done)
        if done.kept:
            append(self._file, done.kept)
        return done

    def _take(self, item: Item, done: Matched) -> None:
        found = self._meant(item)
        if not found:
            done.none += 1
            return
        try:
            row = self._proposed(item, *found)
        except InnographError as error:
            done.refused.append((item.number, error))
            return
        if row.key in self._said:
            done.known += 1
        else:
            self._said.add(row.key)
            done.kept.append(row)

    def _meant(self, item: Item) -> tuple[Candidate, str] | None:
        """The thing that the item means, by the first of its names that says so, and that name."""
        kind = type_of(item.type)
        types = (kind,) if kind else ()
        for name in item.names:
            found = list(self._names.candidates(Sought(name, types)))
            if found and (found[0].sure or _alone(found[0], found[1:])):
                return found[0], name
        return None

    def _proposed(self, item: Item, found: Candidate, name: str) -> Judgement:
        thing = reference(self._things, known(self._things, found.row["id"]))
        own = identifier(item.given, item.scheme)
        why = f"{found.how}: {found.form} ({found.score:g})"
        told = {"what": IDENTIFIER, "lines": str(item.number), "quote": plain_name(item, name)}
        return signed(self.who, PROPOSE, thing, own, why, **told)


def plain_name(item: Item, name: str) -> str:
    """What the list says, as a reviewer reads it."""
    return item.names[0] if plain(name) == plain(item.names[0]) else f"{item.names[0]} ({name})"


def _alone(first: Candidate, rest: Sequence[Candidate]) -> bool:
    """Whether it is likely and nothing else nearly so."""
    return first.score >= LEAST and all(first.score - one.score > APART for one in rest[:1])
