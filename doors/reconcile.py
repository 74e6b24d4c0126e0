"""The reconciliation service over the names of the graph: the Reconciliation Service API 0.2 of the
W3C community group (https://reconciliation-api.github.io/specs/0.2/), as OpenRefine uses it.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from threading import Lock
from typing import Annotated, Any, cast
from urllib.parse import parse_qs

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse
from pydantic import ValidationError

from doors import asked as a
from doors import models as m
from doors.api import UNCHANGED, Opened, Spoken
from doors.fresh import Fresh
from doors.gate import RECONCILE
from doors.problems import ASKING, Refused, responses
from doors.rows import evidence
from graph.export.addresses import checked
from graph.schema import RELATIONS, TYPES
from ingest.catalogue import text
from innograph.opened import Graph
from queries.finding.forms import key
from queries.reconciling import PLAN, PROPERTIES, Candidate, Reconciler, Sought, strings

BAD, NOT_A_FORM = 400, 415
FORM = "application/x-www-form-urlencoded"
#: Names in one batch, suggestions in one answer.
MOST_NAMES, SUGGESTED = 200, 20
ENTITIES, VOCABULARY = "urn:innograph:entity:", "urn:innograph:vocabulary:"
WIDTH, HEIGHT, QUOTED = 430, 200, 200
QUERIES = {
    "type": "string",
    "description": "the batch as JSON: id of a query → query",
    "examples": ['{"q0": {"query": "浙江大学"}}'],
}
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            FORM: {
                "schema": {
                    "type": "object",
                    "properties": {"queries": QUERIES},
                    "required": ["queries"],
                }
            }
        },
    }
}
Row = dict[str, Any]
reading = APIRouter(route_class=Fresh, responses=responses(*ASKING) | UNCHANGED, tags=["names"])
sending = APIRouter(responses=responses(*ASKING, NOT_A_FORM), tags=["names"])


class AtHand:
    """The names of the graph, made ready anew when a plan was loaded."""

    def __init__(self, graph: Graph) -> None:
        self._graph, self._lock = graph, Lock()
        self._tag = ""
        self._ready: Reconciler | None = None

    def of(self, tag: str) -> Reconciler:
        """What reconciles while the graph has this tag."""
        with self._lock:
            if self._ready is None or tag != self._tag:
                self._ready, self._tag = self._graph.reconciler(), tag
            return self._ready


def _names(request: Request) -> Reconciler:
    at_hand: AtHand = request.app.state.names
    return at_hand.of(request.app.state.state.tag())


@reading.get(RECONCILE)
def reconcile(
    request: Request, lang: Spoken, asked: Annotated[a.BatchAsked, Query()]
) -> m.Manifest | dict[str, m.Reconciled]:
    """What this service is, or with ``queries`` the candidates for a batch of names."""
    if asked.queries is None:
        return _manifest(request, lang)
    return _answered(_names(request), asked.queries, lang)


@sending.post(RECONCILE, openapi_extra=BODY)
async def reconcile_many(request: Request, lang: Spoken) -> dict[str, m.Reconciled]:
    """Candidates for a batch of names: each with a score from 0 to 100, ``match`` where it is
    surely meant."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM:
        raise Refused(NOT_A_FORM, "api.no_form")
    try:
        sent = parse_qs((await request.body()).decode("utf-8"), max_num_fields=20)
    except ValueError as error:
        raise Refused(BAD, "api.no_queries") from error
    queries = sent.get("queries", [""])[0]
    return await run_in_threadpool(lambda: _answered(_names(request), queries, lang))


@reading.get(f"{RECONCILE}/preview", response_class=HTMLResponse)
def preview(graph: Opened, lang: Spoken, asked: Annotated[a.PreviewAsked, Query()]) -> HTMLResponse:
    """A small page on one thing, to be shown in a frame."""
    return HTMLResponse(_page(graph.profile(asked.id), lang))


@reading.get(f"{RECONCILE}/suggest/entity")
def suggest_entity(
    request: Request, lang: Spoken, asked: Annotated[a.PrefixAsked, Query()]
) -> m.Suggested:
    """Things that what was typed so far may mean."""
    hits = _names(request).finder.find(asked.prefix, SUGGESTED + asked.cursor).hits
    return m.Suggested(result=[_suggested(hit.row, lang) for hit in hits[asked.cursor :]])


@reading.get(f"{RECONCILE}/suggest/type")
def suggest_type(lang: Spoken, asked: Annotated[a.PrefixAsked, Query()]) -> m.Suggested:
    """Types of things by the beginning of a word."""
    every = [_type(name, lang) for name in TYPES]
    return m.Suggested(result=_beginning(every, asked))


@reading.get(f"{RECONCILE}/suggest/property")
def suggest_property(lang: Spoken, asked: Annotated[a.PrefixAsked, Query()]) -> m.Suggested:
    """What else a list may know of a thing, by the beginning of a word."""
    captions = {name: RELATIONS[name].caption(lang) for name in PROPERTIES if name in RELATIONS}
    captions[PLAN] = text("api.reconcile.plan", lang)
    every = [m.Named(id=name, name=caption) for name, caption in captions.items()]
    return m.Suggested(result=_beginning(every, asked))


def _manifest(request: Request, lang: str) -> m.Manifest:
    own = str(request.base_url).rstrip("/")
    base = checked(None)
    suggest = {
        kind: m.Service(service_url=own, service_path=f"{RECONCILE}/suggest/{kind}")
        for kind in ("entity", "type", "property")
    }
    return m.Manifest(
        name=text("api.reconcile.name", lang),
        identifierSpace=f"{base}entities/" if base else ENTITIES,
        schemaSpace=VOCABULARY,
        defaultTypes=[_type(name, lang) for name in TYPES],
        view=m.View(url=f"{base or own + '/'}entities/{{{{id}}}}"),
        preview=m.Preview(
            url=f"{own}{RECONCILE}/preview?id={{{{id}}}}", width=WIDTH, height=HEIGHT
        ),
        suggest=suggest,
    )


def _answered(names: Reconciler, queries: str, lang: str) -> dict[str, m.Reconciled]:
    return {id: _reconciled(names, one, lang) for id, one in _batch(queries).items()}


def _batch(queries: str) -> dict[str, m.NameAsked]:
    """The queries of a batch. Refused where it is none."""
    try:
        told = json.loads(queries)
        if not isinstance(told, dict) or len(told) > MOST_NAMES:
            raise Refused(BAD, "api.no_queries")
        return {id: m.NameAsked.model_validate(one) for id, one in told.items()}
    except (ValueError, RecursionError, ValidationError) as error:
        raise Refused(BAD, "api.no_queries") from error


def _reconciled(names: Reconciler, one: m.NameAsked, lang: str) -> m.Reconciled:
    types = (one.type,) if isinstance(one.type, str) else tuple(one.type)
    known = tuple((each.pid, tuple(strings(each.v))) for each in one.properties)
    sought = Sought(one.query, tuple(filter(None, types)), known)
    found = names.candidates(sought, one.limit)
    return m.Reconciled(result=[_candidate(each, lang) for each in found])


def _candidate(found: Candidate, lang: str) -> m.Candidate:
    row = found.row
    return m.Candidate(
        id=row["id"],
        name=row["name"],
        description=text(f"app.search.how.{found.how}", lang, form=found.form),
        type=[_type(row["type"], lang)],
        score=found.score,
        match=found.sure,
    )


def _suggested(row: Any, lang: str) -> m.Named:
    kind = _type(row["type"], lang)
    return m.Named(id=row["id"], name=row["name"], description=kind.name, notable=[kind.id])


def _type(name: str, lang: str) -> m.Named:
    return m.Named(id=name, name=TYPES[name].caption(lang) if name in TYPES else name)


def _beginning(every: list[m.Named], asked: a.PrefixAsked) -> list[m.Named]:
    sought = key(asked.prefix)
    fit = [one for one in every if sought in key(one.name) or key(one.id).startswith(sought)]
    return fit[asked.cursor : asked.cursor + SUGGESTED]


def _page(thing: Row, lang: str) -> str:
    """Name, type, other names and the first words on a thing, as HTML."""
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in _lines(thing, lang))
    name = html.escape(thing["name"])
    head = f'<meta charset="utf-8"><title>{name}</title>'
    body = f"<h3>{name}</h3>{lines}"
    return f'<!doctype html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'


def _lines(thing: Row, lang: str) -> Iterator[str]:
    yield _type(thing["type"], lang).name
    other = [thing.get("name_en"), *(thing.get("aliases") or ())]
    if any(other):
        yield " · ".join(cast(str, each) for each in other if each)
    told = (proof for row in (thing, *thing["tied"], *thing["fields"]) for proof in evidence(row))
    if proof := next(told, None):
        quote = " ".join(proof["quote"].split())[:QUOTED]
        yield text("api.reconcile.quote", lang, page=proof.get("page"), quote=quote)
