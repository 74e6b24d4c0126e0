"""The graph as some plans tell it: what other plans say is as if it were not there.

For questions, which go through many small queries that know nothing of plans: every relation in a
query is held to those of the chosen plans, and every row to things that they name. Queries that
take ``plans`` themselves are narrowed without this (``Shelf``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from graph.records import EngineInfo
from graph.schema import RELATIONS
from graph.store import Store
from ingest.catalogue import text
from ingest.naming.gazetteer import short_city, short_county, short_province
from ingest.sources.about import zone_stem
from queries.ask import Answer, ask
from queries.library import run
from queries.mentioning import plans_saying
from queries.plans import plans, titles

#: Relations that bear the plan that says them.
TOLD = "|".join((*RELATIONS, "MENTIONED_IN"))
RELATION = re.compile(rf"\[(?P<name>\w*):(?P<types>(?:{TOLD})(?:\|(?:{TOLD}))*)\]")
ASKED = (
    r"^(?:请问|在|查一下)?(?P<place>{places})(?:省|市|区|县)?(?:里|中|内)?(?:都)?(?:有|的|哪|谁)"
)
PASSAGE_ID, SHORTEST = 12, 2
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
        return list(self._kept(self._store.read(held, **params)))

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


def ask_plans(
    store: Store, question: str, lang: str | None = None, ids: Sequence[str] | None = None
) -> Answer:
    """The answer from the plans ``ids``; without any from those of the place that the question
    begins with, else from all. Its reading says which, where they are not all."""
    if answer := plans_saying(store, question, lang):
        return answer
    known = ids or asked_of(store, question)
    if not known:
        return ask(store, question, lang)
    answer = ask(Narrowed(store, known), question, lang)
    names = titles(store)
    told = text("plans.comma", answer.language).join(names[id] for id in known if id in names)
    said = text("plans.asked_of", answer.language, reading=answer.reading, titles=told)
    return replace(answer, reading=said)


def asked_of(store: Store, question: str) -> list[str]:
    """The plans of the place that a question begins with: 甲市有哪些实验室; none where there is no
    such place, or where all plans are of it."""
    rows = plans(store)
    homes = {row["id"]: set(_places(row)) for row in rows}
    names = sorted({name for own in homes.values() for name in own}, key=len, reverse=True)
    if len(rows) < 2 or not names:
        return []
    found = re.match(ASKED.format(places="|".join(map(re.escape, names))), question.strip())
    fitting = [id for id, own in homes.items() if found and found["place"] in own]
    return fitting if len(fitting) < len(rows) else []


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
