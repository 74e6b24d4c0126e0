"""Which plan each quote of an answer stands in: its document's id and title."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from graph.store import Store
from queries.asking.answer import Answer, Found, Quote
from queries.library import run

Places = Mapping[tuple[str, int, int], str]


def cited(store: Store, answer: Answer, titles: Mapping[str, str]) -> Answer:
    """The answer with document and plan in every quote that can be placed."""
    bare = [one.id for one in answer.answers if any(not q.document for q in one.evidence)]
    if not bare:
        return answer
    places = _places(store, bare) if len(titles) > 1 else {}
    only = next(iter(titles)) if len(titles) == 1 else ""
    found = tuple(_placed(one, places, only, titles) for one in answer.answers)
    return replace(answer, answers=found)


def _places(store: Store, ids: list[str]) -> Places:
    rows = run(store, "ask/documents", ids=ids)
    return {(row["id"], row["page"], row["line"]): row["document"] for row in rows}


def _placed(one: Found, places: Places, only: str, titles: Mapping[str, str]) -> Found:
    """A quote stands where its line mentions the thing; else where alone the thing stands."""
    own = {document for (id, _, _), document in places.items() if id == one.id}
    only = only or (own.pop() if len(own) == 1 else _prefixed(one.id, titles))
    evidence = (_quote(q, places.get((one.id, q.page, q.line), only), titles) for q in one.evidence)
    return replace(one, evidence=tuple(evidence))


def _prefixed(id: str, titles: Mapping[str, str]) -> str:
    """The plan that a planned figure's id begins with."""
    return next((plan for plan in titles if id.startswith(f"{plan[:12]}:")), "")


def _quote(quote: Quote, document: str, titles: Mapping[str, str]) -> Quote:
    if quote.document:
        return quote
    return replace(quote, document=document, plan=titles.get(document, ""))
