"""Proposals held against the plan's text and the graph; those that stand are signed as proposed.

Every one is checked by machine before it is kept: its quote stands in the plan, verbatim; what it
names stands in the quote; types and ends fit; it is not there, judged or proposed already.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import product
from pathlib import Path
from typing import Any

from graph.store import Store
from ingest.errors import InnographError, QueryError, UsageError
from ingest.identity.review import Thing, find_thing
from ingest.judging.judgements import (
    ADD,
    ENTITY,
    PROPOSE,
    SUPPORTS,
    Judgement,
    Judgements,
    append,
    signed,
)
from ingest.judging.verdicts import MOST_LINES, bare
from ingest.model import RELATION_ENDS
from ingest.naming.alike import plain
from queries.facts import ADDABLE, LONGEST_NAME, Typed, reference
from queries.library import run
from queries.proposing.proposal import Proposal, of_object, parsed
from queries.things import as_things

#: Why nothing is to be done: it is there, a person has spoken, it was proposed before.
KNOWN = ("propose.there", "propose.judged", "propose.before", "review.tie_there")
SHORTEST_QUOTE, EVERY = 4, 100_000
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Refused:
    """A proposal that does not stand: its number among those given (from 1), and why."""

    number: int
    why: InnographError


@dataclass
class Outcome:
    """What came of proposals: the signed ones, how many were known, and those refused."""

    kept: list[Judgement] = field(default_factory=list)
    known: int = 0
    refused: list[Refused] = field(default_factory=list)
    seen: int = 0


@dataclass(frozen=True)
class Words:
    """A plan's text without white space, and where its lines begin in it."""

    text: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    def lines(self, quote: str, near: int = 0) -> tuple[int, int] | None:
        """First and last line of the place that has ``quote``, the nearest to line ``near``."""
        wanted, places = bare(quote), []
        at = self.text.find(wanted) if wanted else -1
        while at >= 0:
            places.append((self._number(at), self._number(at + len(wanted) - 1)))
            at = self.text.find(wanted, at + 1)
        return min(places, key=lambda place: abs(place[0] - near), default=None)

    def _number(self, at: int) -> int:
        return self.numbers[bisect_right(self.starts, at) - 1]


def words_of(store: Store, document: str) -> Words:
    """The text of a plan in the graph, line by line."""
    text, starts, numbers = "", [], []
    for row in run(store, "app_ledger", document=document):
        for number, words in zip(row["lines"], row["words"], strict=True):
            starts.append(len(text))
            numbers.append(number)
            text += bare(words)
    return Words(text, tuple(starts), tuple(numbers))


class Checker:
    """Takes proposals on one plan (a row of the query ``documents``) by ``who``, signs them into
    ``file``, whose ``judgements`` hold, and keeps account."""

    def __init__(
        self, store: Store, plan: Row, who: str, judgements: Judgements, file: Path
    ) -> None:
        self.plan, self.who, self._file = plan, who, file
        self.outcome = Outcome()
        self._words = words_of(store, plan["id"])
        narrowed = {"plans": [plan["id"]], "limit": EVERY}
        self._things = as_things(run(store, "list_entities", **narrowed))
        self._ties = {
            (row["type"], row["head"], row["tail"])
            for row in run(store, "review/relations", **narrowed)
        }
        supports = run(store, "app_supports", plans=[plan["id"]])
        self._ties |= {(SUPPORTS, row["institution"], row["field"]) for row in supports}
        self._judgements = judgements
        self._things += named(self._judgements, plan["title"])
        self._proposed = {row.key for row in self._judgements.proposed}

    def take_lines(self, lines: Iterable[str]) -> None:
        """Check and sign what lines of JSON propose; blank lines say nothing."""
        self._take(partial(parsed, line) for line in lines if line.strip())

    def take_objects(self, found: Iterable[Any], near: int = 0) -> None:
        """Check and sign JSON objects; those that name no line stand near line ``near``."""
        self._take(partial(of_object, each, near) for each in found)

    def _take(self, given: Iterable[Callable[[], Proposal]]) -> None:
        new: list[Judgement] = []
        for read in given:
            self.outcome.seen += 1
            try:
                new.append(self._signed(read()))
            except InnographError as error:
                self._not_kept(error)
        if new:
            append(self._file, new)
        self.outcome.kept += new

    def _not_kept(self, error: InnographError) -> None:
        if error.key in KNOWN:
            self.outcome.known += 1
        else:
            self.outcome.refused.append(Refused(self.outcome.seen, error))

    def _signed(self, one: Proposal) -> Judgement:
        """The proposal as a line of the judgements; UsageError or QueryError where it fails."""
        first, last = self._lines(one)
        ends = self._name(one) if one.kind == ENTITY else self._tie(one)
        lines = str(first) if first == last else f"{first}-{last}"
        told = {"what": one.kind, "lines": lines, "quote": bare(one.quote)}
        row = signed(self.who, PROPOSE, *ends, one.why, plan=self.plan["title"], **told)
        if row.key in self._proposed:
            raise UsageError("propose.before")
        self._proposed.add(row.key)
        if one.kind == ENTITY:
            self._things.append(_thing(row))
        return row

    def _lines(self, one: Proposal) -> tuple[int, int]:
        found = self._words.lines(one.quote, one.line)
        if not found or len(bare(one.quote)) < SHORTEST_QUOTE:
            raise QueryError("propose.no_quote", quote=one.quote[:40])
        if found[1] - found[0] >= MOST_LINES:
            raise UsageError("propose.long", most=MOST_LINES)
        return found

    def _name(self, one: Proposal) -> tuple[str, str]:
        if one.second not in ADDABLE:
            raise UsageError("review.no_type", type=one.second, types=", ".join(ADDABLE))
        if len(one.first) > LONGEST_NAME:
            raise UsageError("review.name_unfit", longest=LONGEST_NAME)
        _check_stands([one.first], one.quote)
        same = [thing for thing in self._things if thing.label == one.second]
        if find_thing(same, one.first):
            raise UsageError("propose.there")
        self._check_unjudged(ENTITY, [one.first], [one.second])
        return one.first, one.second

    def _tie(self, one: Proposal) -> tuple[str, str]:
        from_, to = RELATION_ENDS[one.kind]
        head, tail = self._end(one.first, from_), self._end(one.second, to)
        if head.label not in from_ or tail.label not in to or head == tail:
            raise Typed("review.ends", one.kind, first=head.name, second=tail.name)
        _check_stands([one.first, *head.forms], one.quote)
        if one.kind != SUPPORTS:
            _check_stands([one.second, *tail.forms], one.quote)
        if (one.kind, head.id, tail.id) in self._ties:
            raise UsageError("propose.there")
        self._check_unjudged(one.kind, (head.id, *head.forms), (tail.id, *tail.forms))
        return reference(self._things, head), reference(self._things, tail)

    def _end(self, given: str, types: Iterable[str]) -> Thing:
        """The thing of a fitting type with that name, else any thing with it."""
        fitting = [thing for thing in self._things if thing.label in types]
        found = find_thing(fitting, given) or find_thing(self._things, given)
        if not found:
            raise QueryError("propose.no_end", name=given[:60])
        return found

    def _check_unjudged(self, kind: str, firsts: Iterable[str], seconds: Iterable[str]) -> None:
        keys = {key_of(kind, *pair) for pair in product(firsts, seconds)}
        if keys & self._said:
            raise UsageError("propose.judged")

    @cached_property
    def _said(self) -> frozenset[tuple[str, tuple[str, str]]]:
        return frozenset(row.key for row in self._judgements.rows)


def key_of(kind: str, first: str, second: str) -> tuple[str, tuple[str, str]]:
    """What a judgement on such a fact is about."""
    return Judgement("", "", PROPOSE, first, second, what=kind).key


def named(judgements: Judgements, plan: str) -> list[Thing]:
    """The things that people added to the plan of that title, or that are proposed."""
    added = [row for row in judgements.on(ENTITY) if row.verdict == ADD]
    rows = (*added, *(row for row in judgements.proposed if row.kind == ENTITY))
    return list(_things(rows, plan))


def _things(rows: Sequence[Judgement], plan: str) -> Iterator[Thing]:
    return (_thing(row) for row in rows if row.plan in ("", plan))


def _thing(row: Judgement) -> Thing:
    return Thing(f"{row.second}:{row.first}", row.second, row.first)


def _check_stands(forms: Iterable[str], quote: str) -> None:
    """One of the forms stands in the quote. UsageError where none does."""
    forms, words = list(forms), bare(quote)
    if not any(bare(f) in words or plain(bare(f)) in plain(words) for f in forms if bare(f)):
        raise UsageError("propose.not_quoted", name=forms[0][:60])
