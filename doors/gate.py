"""Before every answer of a door: only who means it is answered, no page of another address, not
too much at once, not too often."""

from __future__ import annotations

import math
from collections.abc import Iterator

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from doors import hosts, language, problems
from doors.rate import Rate

HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
    b"cross-origin-resource-policy": b"same-origin",
    b"referrer-policy": b"no-referrer",
}
#: Who watches over the door may ask by any name.
HEALTH = "/health"
FORBIDDEN, TOO_LARGE, NOT_MEANT, TOO_OFTEN = 403, 413, 421, 429
#: Bytes of a request's body: what programs say to a door is short.
LARGEST = 1024 * 1024
REFUSED = 1008


class Gate:
    """Turns away what is not meant for this door."""

    def __init__(self, app: ASGIApp, rate: Rate) -> None:
        self.app, self.rate = app, rate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": REFUSED})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        sending = _with_headers(send)
        for status, headers in self._refusals(scope):
            lang = language.of_scope(scope)
            await problems.simple(status, lang, headers)(scope, receive, sending)
            return
        await self.app(scope, receive, sending)

    def _refusals(self, scope: Scope) -> Iterator[tuple[int, dict[str, str]]]:
        """Why not, with headers; the first counts."""
        watched = scope["path"] == HEALTH
        if not watched and not hosts.is_meant(scope):
            yield NOT_MEANT, {}
        if not hosts.is_of_own_page(scope):
            yield FORBIDDEN, {}
        if _length(scope) > LARGEST:
            yield TOO_LARGE, {}
        address = (scope.get("client") or ("", 0))[0]
        if not watched and (wait := self.rate.wait(address)):
            yield TOO_OFTEN, {"Retry-After": str(math.ceil(wait))}


def _length(scope: Scope) -> int:
    """The length that a body is said to have."""
    said = [value for name, value in scope["headers"] if name == b"content-length"]
    return max((int(value) for value in said if value.isdigit()), default=0)


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), *HEADERS.items()]}
        await send(message)

    return sending
