"""What comes back from a question: status, how it was read, a value, answers with evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from ingest.model import NOTHING

MOST_QUOTES = 8


@dataclass(frozen=True, slots=True)
class Quote:
    """Printed page, physical line, verbatim words; the id and title of the plan they stand in."""

    page: int
    line: int
    quote: str
    document: str = ""
    plan: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One answer: an entity, why it is one, and where it stands.

    ``basis`` is stated or derived (supports), table, prose or name (relations);
    ``facts`` what else the question asked for (amount, direction, value …).
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    basis: str | None = None
    confidence: float | None = None
    evidence: tuple[Quote, ...] = ()
    name_en: str | None = None
    via: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the question that name something: ``kind`` as in the patterns of intents,
    ``value`` the id of an entity or the type of a type word, ``type`` the entity's type (empty
    for other words), ``at`` where the words begin in the question's normal form.
    """

    kind: str
    words: str
    value: str
    type: str
    at: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question.

    ``status`` is answered, empty (understood, nothing there), ambiguous
    (several readings, in ``nearest``) or refused (``reason``: not_in_plan,
    not_in_graph, not_understood, no_question, not_allowed; with not_in_graph the passages that
    come nearest). ``reading`` says how the question
    was read, ``text`` is the answer in words of ``language``; ``cypher`` and
    ``params`` are the query behind it. ``value`` carries a number asked for,
    ``said`` the names and types that the question says; none where slips were mended.
    """

    question: str
    language: str
    status: str
    reading: str
    text: str
    value: float | int | None = None
    answers: tuple[Found, ...] = ()
    cypher: str = ""
    params: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    intent: str = ""
    query: str = ""
    reason: str = ""
    nearest: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As plain values, ready for ``json.dumps``."""
        plain = {name: getattr(self, name) for name in self.__slots__}
        answers = [{**asdict(replace(a, facts={})), "facts": dict(a.facts)} for a in self.answers]
        said = [asdict(one) for one in self.said]
        return {**plain, "params": dict(self.params), "answers": answers, "said": said}


def found(rows: Iterable[Mapping[str, Any]], lang: str) -> Iterator[Found]:
    """The rows of a question's query as answers, each entity once."""
    seen: set[str] = set()
    for row in rows:
        if row["id"] not in seen:
            seen.add(row["id"])
            yield _found(row, lang)


FACTS = tuple("amount unit base target area base_year target_year years values".split())
FACTS += tuple("quote_years year_assumed years_assumed growth status nature".split())
FACTS += tuple("direction business paragraph value relation other other_en".split())


def _found(row: Mapping[str, Any], lang: str) -> Found:
    facts = {name: row[name] for name in FACTS if row.get(name) is not None}
    return Found(
        id=row["id"],
        type=row["type"],
        name=row["name"],
        aliases=tuple(row.get("aliases") or ()),
        basis=row.get("basis"),
        confidence=row.get("confidence"),
        evidence=tuple(_quotes(row)),
        name_en=row.get("name_en"),
        via=tuple(row.get("via") or ()),
        reasons=tuple(row.get(f"reasons_{lang}") or ()),
        facts=facts,
    )


def _quotes(row: Mapping[str, Any]) -> Iterator[Quote]:
    places = zip(row["pages"] or (), row["lines"] or (), row["quotes"] or (), strict=False)
    whole = (place for place in places if None not in place)
    yield from [Quote(*place) for place in dict.fromkeys(whole)][:MOST_QUOTES]
