"""The graph as some plans tell it: what other plans say is as if it were not there.

For questions, which go through many small queries that know nothing of plans: every relation in a
query is held to those of the chosen plans, and every row to things that they name. Queries that
take ``plans`` themselves are narrowed without this (``Shelf``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Any

from graph.records import EngineInfo
from graph.schema import RELATIONS
from graph.store import Store
from ingest.catalogue import text
from ingest.naming.gazetteer import short_city, short_county, short_province
from ingest.sources.about import zone_stem
from queries.anchored import anchored
from queries.ask import Answer, ask
from queries.library import run
from queries.many import Shelves, about_many, all_meanings, with_lens
from queries.mentioning import plans_saying
from queries.plans import titles

#: Relations that bear the plan that says them.
TOLD = "|".join((*RELATIONS, "MENTIONED_IN"))
RELATION = re.compile(rf"\[(?P<name>\w*):(?P<types>(?:{TOLD})(?:\|(?:{TOLD}))*)\]")
ASKED = (
    r"^(?:请问|在|查一下)?(?P<places>{place}(?:省|市|区|县)?"
    r"(?:(?:、|和|与|跟|及){place}(?:省|市|区|县)?)*)(?:里|中|内)?(?:都)?(?=有|的|哪|谁)"
)
PASSAGE_ID, SHORTEST = 12, 2
AT_HAND = 16  # choices of plans whose names are kept
PLANS = "held_to_plans"
Row = dict[str, Any]


class Narrowed(Store):
    """A store that answers from some plans alone (their ids)."""

    def __init__(self, store: Store, plans: Sequence[str]) -> None:
        self._store, self.plans = store, tuple(plans)

    @property
    def engine(self) -> EngineInfo:
        """Which engine answers."""
        return self._store.engine

    @property
    def is_loading(self) -> bool:
        """Whether somebody loads a plan right now."""
        return self._store.is_loading

    def read(self, cypher: str, **params: Any) -> list[Row]:
        """As Store.read, of these plans."""
        held = RELATION.sub(_held, cypher)
        if held != cypher:
            params[PLANS] = list(self.plans)
        if "plans" in params and params["plans"] is None:
            params["plans"] = list(self.plans)
        begun, full = anchored(held, params, self.plans)
        return list(self._kept(self._store.read(begun, **full)))

    @cached_property
    def _things(self) -> Mapping[str, Row]:
        """What the plans name, by id."""
        rows = run(self._store, "ask/in_plans", plans=list(self.plans))
        return {row["id"]: row for row in rows}

    def _kept(self, rows: Sequence[Row]) -> Iterator[Row]:
        for row in rows:
            if row.get("document", self.plans[0]) in self.plans and self._is_there(row.get("id")):
                yield self._in_own_words(row)

    def _is_there(self, id: Any) -> bool:
        passage = str(id).partition(":")[0]
        own = {plan[:PASSAGE_ID] for plan in self.plans}
        return id is None or id in self._things or id in self.plans or passage in own

    def _in_own_words(self, row: Row) -> Row:
        """Where a thing of several plans is quoted by itself, the words of these plans."""
        known = self._things.get(row.get("id", ""))
        alone = len(row.get("quotes") or ()) == 1 and not row.get("basis")
        if not known or known["documents"] < 2 or not alone:
            return row
        return {**row, **{f"{name}s": [known[name]] for name in ("page", "line", "quote")}}


def held_to(store: Store, ids: Sequence[str]) -> Narrowed:
    """The store as these plans tell it; the same object as long as they are as they were, so that
    what is worked out from their names is worked out once."""
    rows = run(store, "shelf", plans=list(ids))
    runs = tuple((row["id"], str(row["run"])) for row in rows)
    return _narrowed(store, tuple(ids), runs)


@lru_cache(maxsize=AT_HAND)
def _narrowed(store: Store, ids: tuple[str, ...], runs: tuple[tuple[str, str], ...]) -> Narrowed:
    return Narrowed(store, ids)


def ask_plans(
    store: Store, question: str, lang: str | None = None, ids: Sequence[str] | None = None
) -> Answer:
    """The answer from the plans ``ids``; without any from those of the places that the question
    begins with, else from all. Its reading says which, where they are not all."""
    if answer := plans_saying(store, question, lang):
        return answer
    if ids and len(ids) == 1:
        return _asked(store, question, lang, ids)
    known = titles(store)
    if len(known) < 2:
        return _asked(store, question, lang, ids or ())
    shelves = _shelves(store, lang, {id: known[id] for id in (ids or known) if id in known})
    if answer := about_many(shelves, question, lang):
        return answer
    some, rest = (ids, question) if ids else asked_of(store, question)
    if not some:
        return with_lens(shelves, all_meanings(shelves, ask(store, question, lang)))
    answer = _asked(store, question, lang, some)
    return (
        answer if answer.status == "answered" else _better(answer, _asked(store, rest, lang, some))
    )


def _better(answer: Answer, other: Answer) -> Answer:
    """What is left of a question without its places may be understood where the whole is not."""
    return replace(other, question=answer.question) if other.status == "answered" else answer


def _asked(store: Store, question: str, lang: str | None, ids: Sequence[str]) -> Answer:
    """The answer of these plans alone, of all without any."""
    if not ids:
        return ask(store, question, lang)
    answer = ask(held_to(store, ids), question, lang)
    names = titles(store, ids)
    told = text("plans.comma", answer.language).join(names[id] for id in ids if id in names)
    said = text("plans.asked_of", answer.language, reading=answer.reading, titles=told)
    return replace(answer, reading=said)


def _shelves(store: Store, lang: str | None, known: Mapping[str, str]) -> Shelves:
    every = store if len(known) == len(titles(store)) else held_to(store, list(known))
    return Shelves(
        store,
        known,
        lambda question: ask(every, question, lang),
        lambda id, question: ask(held_to(store, [id]), question, lang),
        lambda words: [id for id in _named_in(store, words) if id in known],
    )


def _named_in(store: Store, words: str) -> list[str]:
    """The plans whose title or place some words name, in the order of the words."""
    rows = run(store, "shelf")
    places = {row["id"]: [row["short"], row["title"], *_places(row)] for row in rows}
    at = {
        id: min((words.find(n) for n in names if n in words), default=-1)
        for id, names in places.items()
    }
    return sorted((id for id, n in at.items() if n >= 0), key=lambda id: at[id])


def asked_of(store: Store, question: str) -> tuple[list[str], str]:
    """The plans of the places that a question begins with, and the rest of the question:
    甲市和乙市有哪些实验室; none where there is no such place, or where all plans are of it."""
    rows = run(store, "shelf")
    homes = {row["id"]: set(_places(row)) for row in rows}
    names = sorted({name for own in homes.values() for name in own}, key=len, reverse=True)
    if len(rows) < 2 or not names:
        return [], question
    place = f"(?:{'|'.join(map(re.escape, names))})"
    found = re.match(ASKED.format(place=place), question.strip())
    asked = re.findall(place, found["places"]) if found else []
    fitting = [id for id, own in homes.items() if own & set(asked)]
    whole = not fitting or len(fitting) == len(rows)
    return ([], question) if whole or not found else (fitting, question.strip()[found.end() :])


def _places(row: Row) -> Iterator[str]:
    """What a plan's place is called, also for short."""
    shorts = {"province": short_province, "city": short_city, "county": short_county}
    for name, shorten in {**shorts, "zone": zone_stem}.items():
        for place in (row[name] or "", shorten(row[name] or "")):
            if len(place) >= SHORTEST:
                yield place


def _held(found: re.Match[str]) -> str:
    name = found["name"] or f"held_{found.start()}"
    return f"[{name}:{found['types']} WHERE {name}.document IN ${PLANS}]"
