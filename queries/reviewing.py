"""Between graph and reviewer: what may be judged, what was decided, and signing it.

The command line and the app do the same through these functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

from graph.schema import TYPES
from graph.store import Store, home_folder
from ingest.errors import QueryError, UsageError
from ingest.identity.entities import THINGS
from ingest.identity.review import (
    Candidate,
    Thing,
    candidates,
    find_thing,
    own_form,
    verdict_between,
)
from ingest.judging.judgements import (
    ACCEPT,
    ADD,
    DIFFERENT,
    ENTITY,
    IDENTIFIER,
    KINDS,
    NAMES,
    REJECT,
    SAME,
    SUPPORTS,
    UNDO,
    UNSURE,
    WITHDRAW,
    Judgement,
    Judgements,
    append,
    read_judgements,
    sign,
    take_over,
)
from ingest.model import ENTITY_TYPES
from queries.facts import Fact, added, judged
from queries.library import run
from queries.plans import kept_corrections
from queries.proposing.decided import decided, waiting_for
from queries.things import as_things, known, thing_rows

FILE = "judgements.tsv"
ON_PAIR = (SAME, DIFFERENT, UNSURE)
ON_FACT = (ACCEPT, REJECT)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Word:
    """What a person says: the verdict, on which two names, who, and why.

    ``kind`` is that of the fact (ENTITY, SUPPORTS, a type of relation; a
    support if not said); ``lines`` and ``plan`` as in Fact.
    """

    verdict: str
    first: str
    second: str
    who: str
    why: str = ""
    kind: str = ""
    lines: str = ""
    plan: str = ""

    @property
    def fact(self) -> Fact:
        """What is judged."""
        return Fact(self.kind or SUPPORTS, self.first, self.second, self.lines, self.plan)


def judgements_file() -> Path:
    """Where judgements are kept: a file in INNOGRAPH_HOME."""
    return home_folder() / FILE


def kept_judgements() -> Judgements:
    """What people decided, on names, facts and plans. SourceError where a file cannot be read."""
    return replace(read_judgements(judgements_file()), plans=kept_corrections())


def waiting(rows: Sequence[Row], judgements: Judgements) -> list[Candidate]:
    """Pairs of names that wait for a judgement; those that someone was unsure of come last."""
    return candidates(as_things(rows), judgements)


def judge(store: Store, word: Word) -> list[Judgement]:
    """Check and sign what a person says; the lines that were added to the file.

    UsageError or QueryError where a name is unknown, the two are one already,
    a ``different`` stands against it, the fact is not there (or is, when it is
    to be added), or there is nothing to undo.
    """
    if not word.who.strip():
        raise UsageError("review.no_who")
    if not word.first.strip() or not (word.second.strip() or word.kind == ENTITY):
        raise UsageError("review.no_name")
    if word.verdict in ON_FACT and (rows := _proposed(word)):
        kept, left = decide(store, word, rows)
        if left:
            raise left[0][1]
        return kept
    if word.verdict in ON_FACT:
        return [_sign(word, **judged(store, word.fact, kept_judgements()))]
    if word.verdict == ADD:
        return [_sign(word, **added(store, word.fact))]
    if word.verdict in ON_PAIR:
        first, second = _pair(store, word)
        return [_sign(word, first=first, second=second)]
    return [_take_back(word, row) for row in _held(store, word)]


def decide(
    store: Store, word: Word, rows: Iterable[Judgement]
) -> tuple[list[Judgement], list[tuple[Judgement, QueryError]]]:
    """Sign a person's yes or no to what was proposed: the signed lines, and what has to wait with
    why. UsageError where nobody signs."""
    if not word.who.strip():
        raise UsageError("review.no_who")
    judgements = kept_judgements()
    kept, left = decided(store, rows, judgements, word.verdict, word.who, word.why)
    if kept:
        append(judgements_file(), kept)
    return kept, left


def take_over_file(given: bytes) -> tuple[int, tuple[int, ...]]:
    """Take over what a file of judgements says and ours does not: how many lines, and the numbers
    of those that could not be read."""
    return take_over(judgements_file(), given)


def _proposed(word: Word) -> tuple[Judgement, ...]:
    return waiting_for(kept_judgements(), word.fact.kind, word.first, word.second)


def _take_back(word: Word, row: Judgement) -> Judgement:
    verdict = WITHDRAW if row.kind else UNDO
    return _sign(word, verdict, first=row.first, second=row.second, what=row.kind)


def _sign(word: Word, verdict: str = "", **told: str) -> Judgement:
    return sign(judgements_file(), word.who, verdict or word.verdict, why=word.why, **told)


class _NoThing(UsageError):
    """Its type has no names that could be one; the type in the reader's language."""

    def __init__(self, thing: Thing) -> None:
        self.type = TYPES[thing.label]
        super().__init__("review.no_thing", name=thing.name)

    def say(self, lang: str) -> str:
        """As InnographError."""
        self.values["type"] = getattr(self.type, lang)
        return super().say(lang)


def _pair(store: Store, word: Word) -> tuple[str, str]:
    """The two forms as the graph writes them, once nothing stands against the verdict."""
    things = as_things(thing_rows(store))
    one, two = known(things, word.first), known(things, word.second)
    for thing in (one, two):
        if thing.label not in THINGS:
            raise _NoThing(thing)
    first, second = own_form(one, word.first), own_form(two, word.second)
    told = {"first": first, "second": second}
    if first == second:
        raise UsageError("review.one_name", **told)
    if one is two and word.verdict != DIFFERENT:
        raise UsageError("review.one_thing", **told)
    if word.verdict == SAME:
        _check_not_apart(one, two)
        return one.name, two.name
    return first, second


def _check_not_apart(one: Thing, two: Thing) -> None:
    judgements = kept_judgements()
    if verdict_between(one, two, judgements) != DIFFERENT:
        return
    apart = next(row for row in judgements.on(NAMES) if _parts(row, one, two, judgements))
    told = {"who": apart.who, "when": apart.when[:10]}
    raise UsageError("review.kept_apart", first=apart.first, second=apart.second, **told)


def _parts(row: Judgement, one: Thing, two: Thing, judgements: Judgements) -> bool:
    """Whether this ``different`` keeps the two things apart."""
    alone = Judgements((*(r for r in judgements.rows if r.verdict == SAME), row))
    return row.verdict == DIFFERENT and verdict_between(one, two, alone) == DIFFERENT


def _held(store: Store, word: Word) -> list[Judgement]:
    """What was said of these two: as they are written, else of any form of the things they are."""
    judgements = kept_judgements()
    kinds = [word.kind] if word.kind else [NAMES, IDENTIFIER, *KINDS]
    if said := judgements.said(word.first, word.second, kinds):
        return list(said)
    found: list[Judgement] = []
    for one, two in product(*_all_forms(store, word)):
        found += judgements.said(one, two, kinds) if one != two else ()
    if not found:
        raise UsageError("review.nothing_said", first=word.first, second=word.second)
    return list(dict.fromkeys(found))


def _all_forms(store: Store, word: Word) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """All forms of the two; of an entity, which may be gone, those of its name, and its type."""
    things = as_things(run(store, "review/things"))
    one, two = (find_thing(things, given) for given in (word.first, word.second))
    if word.kind == ENTITY:
        return (one.forms if one else (word.first,)), ENTITY_TYPES
    return (one.forms if one else ()), (two.forms if two else ())
