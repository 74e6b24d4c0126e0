"""Between graph and reviewer: what may be judged, what was decided, and signing it.

The command line and the app do the same through these functions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from graph.schema import TYPES
from graph.store import Store, home_folder
from ingest.catalogue import text
from ingest.entities import THINGS
from ingest.errors import QueryError, UsageError
from ingest.judgements import (
    ACCEPT,
    DIFFERENT,
    NAMES,
    REJECT,
    SAME,
    UNDO,
    UNSURE,
    WITHDRAW,
    Judgement,
    Judgements,
    read_judgements,
    sign,
)
from ingest.review import (
    Candidate,
    Thing,
    candidates,
    find_thing,
    near_names,
    own_form,
    verdict_between,
)
from queries.library import run

FILE = "judgements.tsv"
ON_PAIR = (SAME, DIFFERENT, UNSURE)
ON_SUPPORT = (ACCEPT, REJECT)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Word:
    """What a person says: the verdict, on which two names, who, and why."""

    verdict: str
    first: str
    second: str
    who: str
    why: str = ""


def judgements_file() -> Path:
    """Where judgements are kept: a file in INNOGRAPH_HOME."""
    return home_folder() / FILE


def kept_judgements() -> Judgements:
    """The judgements that hold. SourceError where their file cannot be read."""
    return read_judgements(judgements_file())


def thing_rows(store: Store) -> list[Row]:
    """Every entity with its place in the text. QueryError while the graph is empty."""
    rows = run(store, "review/things")
    if not rows:
        raise QueryError("review.empty_graph")
    return rows


def waiting(rows: Sequence[Row], judgements: Judgements) -> list[Candidate]:
    """Pairs of names that wait for a judgement; those that someone was unsure of come last."""
    return candidates(map(_thing, rows), judgements)


def judge(store: Store, word: Word) -> list[Judgement]:
    """Check and sign what a person says; the lines that were added to the file.

    UsageError or QueryError where a name is unknown, the two are one already,
    a ``different`` stands against it, or there is nothing to judge or undo.
    """
    if not word.who.strip():
        raise UsageError("review.no_who")
    if not word.first.strip() or not word.second.strip():
        raise UsageError("review.no_name")
    if word.verdict in ON_SUPPORT:
        return [_sign(word, *_supported(store, word))]
    if word.verdict in ON_PAIR:
        return [_sign(word, *_pair(store, word))]
    return [_sign(word, row.first, row.second, _back(row)) for row in _held(store, word)]


def _back(row: Judgement) -> str:
    return WITHDRAW if row.kind else UNDO


def _sign(word: Word, first: str, second: str, verdict: str = "") -> Judgement:
    return sign(judgements_file(), word.who, verdict or word.verdict, first, second, word.why)


def _thing(row: Row) -> Thing:
    return Thing(row["id"], row["type"], row["name"], tuple(row["aliases"] or ()), row["name_en"])


def _things(store: Store) -> list[Thing]:
    return [_thing(row) for row in thing_rows(store)]


def _known(things: Sequence[Thing], given: str) -> Thing:
    if thing := find_thing(things, given):
        return thing
    raise _unknown(things, given)


def _unknown(things: Sequence[Thing], given: str) -> QueryError:
    names = near_names(things, given)
    key = "review.near" if names else "review.not_near"
    return _Near("review.unknown", key, names, name=given)


class _NoThing(UsageError):
    """Its type has no names that could be one; the type in the reader's language."""

    def __init__(self, thing: Thing) -> None:
        self.type = TYPES[thing.label]
        super().__init__("review.no_thing", name=thing.name)

    def say(self, lang: str) -> str:
        """As InnographError."""
        self.values["type"] = getattr(self.type, lang)
        return super().say(lang)


class _Near(QueryError):
    """An unknown name, and what is near it in the reader's language."""

    def __init__(self, key: str, near: str, names: Sequence[str], **values: object) -> None:
        self.near, self.names = near, names
        super().__init__(key, **values)

    def say(self, lang: str) -> str:
        """As InnographError."""
        comma = text("review.comma", lang)
        self.values["near"] = text(self.near, lang, names=comma.join(self.names))
        return super().say(lang)


def _pair(store: Store, word: Word) -> tuple[str, str]:
    """The two forms as the graph writes them, once nothing stands against the verdict."""
    things = _things(store)
    one, two = _known(things, word.first), _known(things, word.second)
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


def _supported(store: Store, word: Word) -> tuple[str, str]:
    """Institution and field as the graph writes them; QueryError where there is no support."""
    things = _things(store)
    institution = _known(things, word.first)
    fields = [thing for thing in things if thing.label == "TechField"]
    field = find_thing(fields, word.second)
    if not field:
        names = ", ".join(thing.name for thing in fields) or "–"
        raise QueryError("review.no_field", name=word.second, names=names)
    rows = run(store, "institution_fields", institution=institution.id, default_only=False)
    if not any(row["field"] == field.id for row in rows):
        raise QueryError("review.no_support", institution=institution.name, field=field.name)
    return institution.name, field.name


def _held(store: Store, word: Word) -> list[Judgement]:
    """What was said of these two: as they are written, else of any form of the things they are."""
    judgements = kept_judgements()
    if said := judgements.said(word.first, word.second):
        return list(said)
    rows = run(store, "review/things")
    things = [find_thing(map(_thing, rows), given) for given in (word.first, word.second)]
    one, two = (thing.forms if thing else () for thing in things)
    found = [row for a, b in product(one, two) if a != b for row in judgements.said(a, b)]
    if not found:
        raise UsageError("review.nothing_said", first=word.first, second=word.second)
    return list(dict.fromkeys(found))
