"""The HTTP API: each address asks ``innograph.Graph`` one question and types the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import Annotated, Any, BinaryIO, cast
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi import Path as InPath
from fastapi.responses import JSONResponse, StreamingResponse

from doors import asked as a
from doors import language, rows
from doors import models as m
from doors.fresh import Fresh
from doors.problems import ANYWHERE, ASKING, DOWN, responses
from graph.export import FORMATS, Options, format_of
from ingest.errors import InnographError
from innograph.opened import Graph
from queries.library import parameters

#: Bytes of a file that are held in memory, and that are sent at once.
IN_MEMORY, PIECE = 8 * 1024 * 1024, 64 * 1024
#: What an export may be, for the description.
BINARY = {"type": "string", "format": "binary"}
FILES = {
    kind.mime: {"schema": {"type": "object"} if "json" in name else BINARY}
    for name, kind in FORMATS.items()
}
Row = dict[str, Any]


def _graph(request: Request) -> Graph:
    graph: Graph = request.app.state.graph
    return graph


def _lang(request: Request) -> str:
    return language.of_scope(request.scope)


Opened = Annotated[Graph, Depends(_graph)]
Spoken = Annotated[str, Depends(_lang)]
UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "what you have is still so"}}
router = APIRouter(route_class=Fresh, responses=responses(*ASKING) | UNCHANGED)
open_router = APIRouter(responses=responses(*ANYWHERE))


@open_router.get("/health", responses={DOWN: {"model": m.Health}}, tags=["about"])
def health(graph: Opened, asked: Annotated[a.Nothing, Query()]) -> m.Health:
    """Whether the API and its engine answer; nothing of what the plans hold."""
    try:
        return m.Health(api="ok", engine="ok", plans=len(graph.plans()))
    except InnographError as error:
        told = m.Health(api="ok", engine=error.key)
        return JSONResponse(told.model_dump(), DOWN)  # type: ignore[return-value]


@router.get("/plans", tags=["plans"])
def plans(request: Request, graph: Opened, asked: Annotated[a.Paged, Query()]) -> m.Page[m.Plan]:
    """The plans: title, kind, level, place, issuer, period, how much each holds."""
    return _page(request, asked, graph.plans(asked.plan))


@router.get("/fields", tags=["fields"])
def fields(
    request: Request, graph: Opened, asked: Annotated[a.FieldsAsked, Query()]
) -> m.Page[m.Techfield]:
    """The fields that the plans declare, and how many institutions support each."""
    found = graph.fields(weaker=asked.weaker, plans=asked.plan)
    return _page(request, asked, found, rows.field)


@router.get("/supports", tags=["fields"])
def supports(
    request: Request, graph: Opened, lang: Spoken, asked: Annotated[a.SupportsAsked, Query()]
) -> m.Page[m.Support]:
    """Who supports a field, why, how surely, and where it stands."""
    found = graph.supports(asked.field, weaker=asked.weaker, types=asked.type, plans=asked.plan)
    return _page(request, asked, found, lambda row: rows.support(row, lang))


@router.get("/ask", tags=["questions"])
def ask(graph: Opened, asked: Annotated[a.QuestionAsked, Query()]) -> m.Answer:
    """A question in words, answered with plan, page, line and quote; what the plans do not say
    is refused, with the reason in ``text``."""
    return m.Answer(**graph.ask(asked.q, asked.lang, asked.plan).to_json())


@router.get("/entities", tags=["things"])
def entities(
    request: Request, graph: Opened, asked: Annotated[a.EntitiesAsked, Query()]
) -> m.Page[m.Thing]:
    """Things whose name, alias or English name holds the words, the nearest first."""
    found = graph.find(asked.words, asked.type, limit=asked.offset + a.MOST_ROWS, plans=asked.plan)
    return _page(request, asked, found, rows.thing)


@router.get("/entities/{id:path}", tags=["things"])
def entity(
    graph: Opened,
    lang: Spoken,
    id: Annotated[
        str,
        InPath(
            min_length=1,
            max_length=a.LONGEST,
            pattern=a.NAME,
            description="the thing: id or name",
            examples=["浙江大学"],
        ),
    ],
    asked: Annotated[a.Asked, Query()],
) -> m.Profile:
    """Everything about one thing: names, properties, relations, the fields that it supports."""
    return m.Profile(**rows.profile(graph.profile(id, plans=asked.plan), lang))


@router.get("/neighbours", tags=["things"])
def neighbours(graph: Opened, asked: Annotated[a.NeighboursAsked, Query()]) -> m.Around:
    """What lies within one or two steps of a thing, and the relations among it."""
    found = graph.neighbours(
        asked.entity, hops=asked.hops, limit=asked.limit, weaker=asked.weaker, plans=asked.plan
    )
    return m.Around(**rows.drawn(found))


@router.get("/paths", tags=["things"])
def paths(graph: Opened, asked: Annotated[a.PathAsked, Query()]) -> m.Way:
    """One shortest way between two things."""
    found = graph.path(asked.source, asked.target, weaker=asked.weaker, plans=asked.plan)
    return m.Way(**rows.drawn(found))


@router.get("/passages", tags=["plans"])
def passages(
    request: Request, graph: Opened, asked: Annotated[a.PassagesAsked, Query()]
) -> m.Page[m.Passage]:
    """A plan's own text: around a line, of a printed page, with some words, or all of it."""
    found = graph.passages(
        asked.plan,
        line=asked.line,
        page=asked.page,
        words=asked.words,
        near=asked.near,
        around=asked.around,
    )
    return _page(request, asked, found)


@router.get(
    "/export",
    tags=["questions"],
    response_class=StreamingResponse,
    responses={200: {"description": "the file", "content": FILES}},
)
def export(
    request: Request, graph: Opened, lang: Spoken, asked: Annotated[a.ExportAsked, Query()]
) -> StreamingResponse:
    """A subgraph as a file: Gephi, tables, JSON, RDF, Cypher, a picture."""
    kind, given = format_of(asked.format), asked.model_dump(exclude={"format", "plan"})
    found = graph.subgraph(plans=asked.plan, **given)
    file = cast(BinaryIO, SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 - closed when sent
    try:
        kind.write(found, file, Options(lang=lang))
    except BaseException:
        file.close()
        raise
    named = {"Content-Disposition": f'attachment; filename="innograph{kind.suffix}"'}
    return StreamingResponse(_pieces(file), 200, named, kind.mime)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    """A file in pieces; it is gone afterwards, also when nobody takes the rest."""
    with file:
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


@router.get("/queries", tags=["questions"])
def queries(
    request: Request, graph: Opened, lang: Spoken, asked: Annotated[a.Paged, Query()]
) -> m.Page[m.NamedQuery]:
    """The named queries."""
    known = list(graph.queries().values())
    return _page(request, asked, known, lambda query: rows.described(query, lang))


@router.get("/queries/{name:path}", tags=["questions"])
def query(
    request: Request,
    graph: Opened,
    name: Annotated[
        str,
        InPath(
            min_length=1,
            max_length=100,
            pattern=a.NAME,
            description="a query's name",
            examples=["counts_by_type"],
        ),
    ],
    asked: Annotated[a.NamedAsked, Query()],
) -> m.Page[Row]:
    """The rows of a named query."""
    given = parameters(name, asked.param)
    return _page(request, asked, graph.query(name, plans=asked.plan, **given))


@router.get("/compare", tags=["plans"])
def compare(
    request: Request, graph: Opened, asked: Annotated[a.CompareAsked, Query()]
) -> m.Compared:
    """What differs between two plans, each change with the words of both."""
    told = graph.compare(asked.a, asked.b).to_json()
    changes: m.Page[Row] = _page(request, asked, told["changes"])
    return m.Compared(**{**told, "changes": changes})


def _page(
    request: Request,
    asked: Any,
    found: Sequence[Any],
    shape: Callable[[Any], Any] = lambda row: row,
) -> m.Page[Any]:
    """The part of ``found`` that was asked for, with the address of the next."""
    end = asked.offset + asked.limit
    more = _address(request, end) if end < len(found) else None
    items = [shape(row) for row in found[asked.offset : end]]
    return m.Page(total=len(found), limit=asked.limit, offset=asked.offset, next=more, items=items)


def _address(request: Request, offset: int) -> str:
    """The request's own address with another offset, without its host."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "offset"]
    return f"{request.url.path}?{urlencode([*kept, ('offset', str(offset))])}"
