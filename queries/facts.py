"""A person's word on one fact, checked against the graph before it is signed: an entity, a
relation, a support of a field; confirmed, rejected, or added with the lines that say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.schema import RELATIONS, TYPES
from graph.store import Store
from ingest.errors import QueryError, UsageError
from ingest.identity.review import Thing, find_thing
from ingest.judging.judgements import ENTITY, KINDS, SUPPORTS, Judgements
from ingest.judging.verdicts import MOST_LINES, bare, line_numbers
from ingest.model import ENTITY_TYPES, RELATION_ENDS
from queries.library import run
from queries.things import as_things, known, thing_rows

#: Types of entities that a person may add: fields are declared, figures are read from tables.
ADDABLE = tuple(kind for kind in ENTITY_TYPES if kind not in ("TechField", "Indicator"))
LONGEST_NAME = 60
NOTHING_SAID = Judgements()
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fact:
    """What is judged: the kind (ENTITY, SUPPORTS or a type of relation), its ends, and of an
    added one its lines ("12", "12-14") and the plan's title or id ("" if there is only one)."""

    kind: str
    first: str
    second: str
    lines: str = ""
    plan: str = ""


def judged(store: Store, fact: Fact, said: Judgements = NOTHING_SAID) -> dict[str, str]:
    """Ends and kind of a fact that the graph holds, or of which something was ``said``, as they
    are signed.

    QueryError where there is no such fact.
    """
    _check_kind(fact)
    things = as_things(thing_rows(store))
    head = known(things, fact.first)
    if fact.kind == ENTITY:
        return _told(ENTITY, reference(things, head), head.label)
    tail = _field(things, fact.second) if fact.kind == SUPPORTS else known(things, fact.second)
    ends = reference(things, head), reference(things, tail)
    if not said.said(*ends, [fact.kind]) and not _is_there(store, fact.kind, head, tail):
        raise _no_fact(fact.kind, head, tail)
    return _told(fact.kind, *ends)


def added(store: Store, fact: Fact) -> dict[str, str]:
    """Ends, kind and evidence of a fact that a person adds, as they are signed.

    UsageError where the types do not fit or it is there already, QueryError
    for names or lines that the graph does not have.
    """
    _check_kind(fact)
    things = as_things(thing_rows(store))
    ends = _new_entity(things, fact) if fact.kind == ENTITY else _new_tie(store, things, fact)
    return _told(fact.kind, *ends) | evidence(store, fact.lines, fact.plan)


def evidence(store: Store, lines: str, plan: str = "") -> dict[str, str]:
    """Lines, their words and the plan's title. UsageError or QueryError where there are none."""
    document = _document(run(store, "documents"), plan)
    numbers = line_numbers(lines)
    if not numbers:
        raise UsageError("review.lines", lines=lines, most=MOST_LINES)
    words: dict[int, str] = {}
    for row in run(store, "app_ledger", document=document["id"]):
        words = dict(zip(row["lines"], row["words"], strict=True))
    quote = bare("".join(words.get(number, "") for number in numbers))
    if not quote or numbers[-1] > max(words):
        raise QueryError("review.no_lines", lines=lines, title=document["title"])
    return {"lines": lines, "quote": quote, "plan": document["title"]}


def _check_kind(fact: Fact) -> None:
    if fact.kind not in KINDS:
        raise UsageError("review.no_kind", kind=fact.kind, kinds=", ".join(KINDS))


def _told(kind: str, first: str, second: str) -> dict[str, str]:
    return {"what": kind, "first": first, "second": second}


def reference(things: Iterable[Thing], thing: Thing) -> str:
    """Its name where no other thing of its type has that name too, else its id."""
    same = sum(one.label == thing.label and one.name == thing.name for one in things)
    return thing.name if same == 1 else thing.id


def _field(things: Sequence[Thing], given: str) -> Thing:
    fields = [thing for thing in things if thing.label == "TechField"]
    if field := find_thing(fields, given):
        return field
    names = ", ".join(thing.name for thing in fields) or "–"
    raise QueryError("review.no_field", name=given, names=names)


def _is_there(store: Store, kind: str, head: Thing, tail: Thing, shown: bool = False) -> bool:
    """Whether the graph has that tie; with ``shown``, by default."""
    if kind == SUPPORTS:
        rows = run(store, "institution_fields", institution=head.id, default_only=shown)
        return any(row["field"] == tail.id for row in rows)
    rows = run(store, "review/relations", type=kind, entity=head.id)
    return any((row["head"], row["tail"]) == (head.id, tail.id) for row in rows)


def _no_fact(kind: str, head: Thing, tail: Thing) -> QueryError:
    if kind == SUPPORTS:
        return QueryError("review.no_support", institution=head.name, field=tail.name)
    return QueryError("review.no_relation", kind=kind, first=head.name, second=tail.name)


def _new_entity(things: Iterable[Thing], fact: Fact) -> tuple[str, str]:
    name, label = " ".join(fact.first.split()), fact.second
    if label not in ADDABLE:
        raise UsageError("review.no_type", type=label, types=", ".join(ADDABLE))
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise UsageError("review.name_unfit", longest=LONGEST_NAME)
    there = find_thing([thing for thing in things if thing.label == label], name)
    if there:
        raise UsageError("review.there", name=there.name)
    return name, label


def _new_tie(store: Store, things: Sequence[Thing], fact: Fact) -> tuple[str, str]:
    head = known(things, fact.first)
    tail = _field(things, fact.second) if fact.kind == SUPPORTS else known(things, fact.second)
    from_, to = RELATION_ENDS[fact.kind]
    if head.label not in from_ or tail.label not in to or head is tail:
        raise Typed("review.ends", fact.kind, first=head.name, second=tail.name)
    if _is_there(store, fact.kind, head, tail, shown=True):
        raise Typed("review.tie_there", fact.kind, first=head.name, second=tail.name)
    return reference(things, head), reference(things, tail)


def _document(documents: Sequence[Row], given: str) -> Row:
    fitting = [row for row in documents if given in ("", row["id"], row["title"])]
    if len(fitting) != 1:
        titles = ", ".join(row["title"] for row in documents)
        raise QueryError("review.which_plan", plan=given or "–", titles=titles)
    return fitting[0]


class Typed(UsageError):
    """About a type of relation; its name and its ends' in the reader's language."""

    def __init__(self, key: str, kind: str, **values: object) -> None:
        self.kind = kind
        super().__init__(key, **values)

    def say(self, lang: str) -> str:
        """As InnographError."""
        from_, to = (self._types(types, lang) for types in RELATION_ENDS[self.kind])
        relation = RELATIONS[self.kind].caption(lang)
        self.values |= {"relation": relation, "from_types": from_, "to_types": to}
        return super().say(lang)

    def _types(self, types: Iterable[str], lang: str) -> str:
        comma = "、" if lang == "zh" else ", "
        return comma.join(TYPES[kind].caption(lang) for kind in ENTITY_TYPES if kind in types)
