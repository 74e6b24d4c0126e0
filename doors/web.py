"""The HTTP API as an application: its description, its errors, its gate."""

from __future__ import annotations

import logging
from collections.abc import Collection
from functools import partial
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from doors import api, language, problems, reconcile, writing
from doors.fresh import Answers, State
from doors.gate import Gate
from doors.rate import Rate
from doors.tokens import Tokens
from graph import logs
from ingest.catalogue import text
from ingest.errors import InnographError
from innograph.opened import Graph

INVALID, BROKEN = 422, 500
#: Questions a second from one address.
RATE = 50.0
ABOUT = """What development plans say, each fact with plan, printed page, line and verbatim quote.

Read only without a token. `Accept-Language` (zh, en) chooses the words; every answer bears an
`ETag` that changes when a plan is loaded. What goes wrong is a problem document
(`application/problem+json`).
"""


def application(
    graph: Graph,
    a_second: float = RATE,
    tokens: Tokens | None = None,
    closed: bool = False,
    pages: Collection[str] = (),
) -> FastAPI:
    """The API over ``graph``; ``a_second`` questions from one address or token (0: any number).
    With one of ``tokens`` one may write; ``closed`` asks for one from readers too; ``pages`` are
    the addresses whose pages may reconcile."""
    app = FastAPI(
        title="innograph",
        summary="Development plans as a knowledge graph",
        description=ABOUT,
        version=version("innograph"),
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        docs_url=None,  # these pages load scripts from elsewhere
        redoc_url=None,
        exception_handlers=HANDLERS,
    )
    app.state.graph, app.state.state, app.state.answers = graph, State(graph), Answers()
    app.include_router(api.open_router)
    app.include_router(api.router)
    app.state.names = reconcile.AtHand(graph)
    app.include_router(reconcile.reading)
    app.include_router(reconcile.sending)
    app.include_router(writing.writing)
    larger = {writing.PATH: writing.UPLOAD}
    gate = partial(Gate, tokens=tokens, closed=closed, larger=larger, pages=pages)
    app.add_middleware(gate, rate=Rate(a_second))
    usual = app.openapi
    app.openapi = lambda: _described(usual())  # type: ignore[method-assign]
    return app


def _described(told: dict[str, Any]) -> dict[str, Any]:
    """The description, with what a problem document holds."""
    told["components"]["schemas"] |= problems.schemas()
    return told


async def _of_product(request: Request, error: Exception) -> Response:
    assert isinstance(error, InnographError)
    return problems.of_error(error, _lang(request))


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, problems.Refused)
    lang = _lang(request)
    said = text(error.key, lang, **error.values)
    return problems.answer(error.status, error.key, said, lang, headers=error.headers)


async def _invalid(request: Request, error: Exception) -> Response:
    """Values that do not fit: which, and why."""
    assert isinstance(error, RequestValidationError)
    wrong = [
        problems.Wrong(at=".".join(map(str, each["loc"]))[:200], why=str(each["msg"])[:200])
        for each in error.errors()[:20]
    ]
    lang = _lang(request)
    named = ", ".join(each.at for each in wrong)
    said = text("api.detail.422", lang, names=named)
    return problems.answer(INVALID, "api.detail.422", said, lang, wrong)


async def _of_protocol(request: Request, error: Exception) -> Response:
    """An unknown address, or a method that is not allowed."""
    assert isinstance(error, HTTPException)
    return problems.simple(error.status_code, _lang(request), error.headers or {})


async def _broken(request: Request, error: Exception) -> Response:
    """What nobody foresaw: told in the log, to the program only that it happened."""
    logs.note("api.failed", logging.ERROR, path=request.url.path, why=type(error).__name__)
    return problems.simple(BROKEN, _lang(request))


def _lang(request: Request) -> str:
    return language.of_scope(request.scope)


HANDLERS: dict[int | type[Exception], Any] = {
    InnographError: _of_product,
    problems.Refused: _refused,
    RequestValidationError: _invalid,
    HTTPException: _of_protocol,
    Exception: _broken,
}
