"""Whether the app and its engine answer, for whoever watches over them: ``/health``."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from ingest.errors import InnographError
from queries.library import run
from views import data

PATH = "/health"
PATIENCE = 5.0
WELL, ILL = 200, 503


async def answer(scope: Scope, receive: Receive, send: Send) -> None:
    """200 when both answer, else 503; how many plans there are, nothing of what they hold."""
    try:
        told = await asyncio.wait_for(asyncio.to_thread(_engine), PATIENCE)
    except TimeoutError:
        told = {"engine": "silent"}
    well = told["engine"] == "ok"
    await JSONResponse({"app": "ok", **told}, WELL if well else ILL)(scope, receive, send)


def _engine() -> dict[str, Any]:
    try:
        return {"engine": "ok", "plans": len(run(data.store(), "documents"))}
    except InnographError as error:
        return {"engine": error.key}
