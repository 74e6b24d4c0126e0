"""Before every answer of the server: only who means this app is answered (doors/hosts.py), nothing
may be loaded from another address, and a public installation takes no file."""

from __future__ import annotations

import re
from typing import Any

from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from doors import hosts
from ingest.catalogue import LANGUAGES, text
from views import health, public

#: Streamlit's own page needs inline styles and scripts made at run time, nothing from elsewhere.
POLICY = "; ".join(
    (
        "default-src 'self' data: blob:",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
#: Streamlit's page asks under its own path first where the server is; the server is at the root.
PROBE = re.compile(r"/[^/]+/_stcore/(health|host-config)")
UPLOAD = "/_stcore/upload_file/"
#: The first page answers at the root only; its own name in an address leads there.
FIRST = "/overview"
#: What Streamlit tells about itself to anybody; nobody needs it here.
METRICS = "/_stcore/metrics"
FORBIDDEN, ABSENT, NOT_MEANT = 403, 404, 421
REFUSED = 1008  # a socket's close code: against the rules
ELSEWHERE = 300  # no success, and no error in the browser's console


class Guard:
    """Turns away who asks by another name or from another page; adds :data:`HEADERS`; says to a
    page that looks for the server below itself: elsewhere; leads the first page's name to the
    root; takes no file where readers may change nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "websocket":
            if hosts.is_meant(scope) and hosts.is_own(scope):
                await self.app(scope, receive, send)
            else:
                await send({"type": "websocket.close", "code": REFUSED})
        elif scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["path"] == health.PATH:
            await health.answer(scope, receive, _with_headers(send))
        elif not hosts.is_meant(scope):
            said = " ".join(text("app.trouble.host", lang) for lang in LANGUAGES)
            await PlainTextResponse(said, NOT_MEANT)(scope, receive, send)
        else:
            await self._answered(scope, receive, send)

    async def _answered(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request that means this app."""
        if PROBE.fullmatch(scope["path"]):
            await Response(status_code=ELSEWHERE)(scope, receive, send)
        elif scope["path"].rstrip("/") == FIRST:
            await RedirectResponse(f"/?{scope.get('query_string', b'').decode()}")(
                scope, receive, send
            )
        elif scope["path"].startswith(METRICS):
            await Response(status_code=ABSENT)(scope, receive, send)
        elif not hosts.is_own(scope) or (
            scope["path"].startswith(UPLOAD) and public.reading_only()
        ):
            await Response(status_code=FORBIDDEN)(scope, receive, send)
        else:
            await self.app(scope, receive, _with_headers(send))


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            known: list[Any] = list(message.get("headers", ()))
            known += [(name.encode(), value.encode()) for name, value in HEADERS.items()]
            message = {**message, "headers": known}
        await send(message)

    return sending


MIDDLEWARE = [Middleware(Guard)]
