"""What a token may do through the HTTP API: hand in a plan, judge a fact."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.security import HTTPBearer

from doors import asked as a
from doors import models as m
from doors.gate import ASK_FOR_ONE, FORBIDDEN, TOO_LARGE, TOO_OFTEN, UNKNOWN, token_of
from doors.problems import ABSENT, AMBIGUOUS, ANYWHERE, BAD, DOWN, Refused, responses
from doors.tokens import INGEST, REVIEW, Token
from graph.load import load
from graph.plans import keep
from ingest.errors import SourceError
from ingest.pipeline import read_plan
from innograph.opened import Graph
from queries.applying import apply
from queries.lenses import kept_lenses
from queries.reviewing import Word, judge, kept_judgements

T = TypeVar("T")
#: Bytes of a plan that may be handed in, as by the app; seconds after which one may try again.
UPLOAD, AGAIN = 20_000_000, 10
PATH = "/ingest"
NOT_A_FILE, MADE = 415, 201
#: One plan is read, or one word applied, at a time.
WRITING = Lock()
BINARY = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
LOADED: dict[int | str, dict[str, Any]] = {
    MADE: {"model": m.Taken, "description": "read and loaded"}
}
writing = APIRouter(
    dependencies=[Depends(HTTPBearer(auto_error=False, description="a token: innograph tokens"))],
    responses=responses(*ANYWHERE, BAD, ABSENT, AMBIGUOUS, DOWN),
    tags=["with a token"],
)


def _graph(request: Request) -> Graph:
    graph: Graph = request.app.state.graph
    return graph


def _with_scope(scope: str) -> Callable[[Request], Token]:
    """The request's token, which has that scope. Refused where it has none, or not that one."""

    def token(request: Request) -> Token:
        found = token_of(request.scope)
        if not found:
            raise Refused(UNKNOWN, "api.needs_token", ASK_FOR_ONE, scope=scope)
        if scope not in found.scopes:
            raise Refused(FORBIDDEN, "api.needs_scope", scope=scope, name=found.name)
        return found

    return token


@writing.post(
    PATH,
    responses=LOADED | responses(NOT_A_FILE),
    openapi_extra={"requestBody": {"required": True, "content": BINARY}},
)
async def ingest(
    request: Request,
    response: Response,
    token: Annotated[Token, Depends(_with_scope(INGEST))],
    asked: Annotated[a.PlanHandedIn, Query()],
) -> m.Taken:
    """Hand in a plan: the body is the file itself, at most 20 megabytes. It is read and loaded
    before the answer comes; one at a time. What is in the graph already changes nothing (200)."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind.startswith("multipart/"):
        raise Refused(NOT_A_FILE, "api.multipart")
    with TemporaryDirectory() as folder:
        path = Path(folder) / _named(asked.name)
        await _received(request, path)
        graph: Graph = request.app.state.graph
        told = await run_in_threadpool(_alone, lambda: _taken(graph, path))
    request.app.state.state.forget()
    response.status_code = MADE if told.changed else 200
    return told


@writing.post("/review", status_code=MADE)
def review(
    request: Request,
    token: Annotated[Token, Depends(_with_scope(REVIEW))],
    said: a.WordSaid,
) -> m.Judged:
    """Judge two names, or confirm, reject or add a fact, signed with the token's name; with
    ``apply`` (else at the next one that has it) the graph follows before the answer comes."""
    graph = _graph(request)
    word = Word(who=token.name, **said.model_dump(exclude={"apply"}))
    told = _alone(lambda: _judged(graph, word, said.apply))
    request.app.state.state.forget()
    return told


def _alone(do: Callable[[], T]) -> T:
    """What ``do`` gives; Refused while another writes."""
    if not WRITING.acquire(blocking=False):
        raise Refused(TOO_OFTEN, "api.busy", {"Retry-After": str(AGAIN)})
    try:
        return do()
    finally:
        WRITING.release()


def _named(name: str) -> str:
    """A file's name without any folder. Refused for what is none."""
    last = name.replace("\\", "/").rpartition("/")[2]
    if last.strip(". ") == "":
        raise Refused(BAD, "api.no_file_name")
    return last


async def _received(request: Request, path: Path) -> None:
    """The body as a file. Refused where it is too large, whatever length was said, or empty."""
    size = 0
    with path.open("wb") as file:
        async for piece in request.stream():
            size += len(piece)
            if size > UPLOAD:
                raise Refused(TOO_LARGE, "api.upload_too_large")
            file.write(piece)
    if not size:
        raise Refused(BAD, "api.empty_upload")


def _taken(graph: Graph, path: Path) -> m.Taken:
    """Read and load; an error names the file, not where it lay."""
    try:
        found = read_plan(path, kept_judgements(), kept_lenses().values())
    except SourceError as error:
        raise SourceError(error.key, **{**error.values, "path": path.name}) from error
    keep(path, found.document.id)
    counts = load(graph.store, found)
    warnings = [m.Warned(text=w.text, page=w.page, line=w.line) for w in found.warnings[:100]]
    return m.Taken(
        plan=found.document.id,
        title=found.about["title"] or found.document.title,
        changed=counts.changed,
        entities=counts.entities,
        relations=counts.relations,
        supports=counts.supports,
        passages=counts.passages,
        warnings=warnings,
    )


def _judged(graph: Graph, word: Word, now: bool) -> m.Judged:
    rows = judge(graph.store, word)
    done = apply(graph.store, kept_judgements()).done if now else ()
    signed = [m.Signed(**{name: getattr(row, name) for name in m.SIGNED}) for row in rows]
    return m.Judged(signed=signed, plans=len(done))
