"""Before every answer of a door: only who means it is answered, no page of another address, not
too much at once, not too often, and with a token only while it holds."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from doors import hosts, language, problems
from doors.rate import Rate
from doors.tokens import READ, Token, Tokens

HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
    b"cross-origin-resource-policy": b"same-origin",
    b"referrer-policy": b"no-referrer",
}
#: Beneath this path pages of named other addresses are answered too, and may show what they get.
RECONCILE = "/reconcile"
#: Who watches over the door may ask by any name.
HEALTH = "/health"
UNKNOWN, FORBIDDEN, NO_LENGTH, TOO_LARGE, NOT_MEANT, TOO_OFTEN = 401, 403, 411, 413, 421, 429
#: Bytes of a request's body: what programs say to a door is short.
LARGEST = 1024 * 1024
REFUSED = 1008
#: Where a request's token is kept for those who answer it.
TOKEN = "innograph.token"
ASK_FOR_ONE = {"WWW-Authenticate": "Bearer"}
NONE: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Turned:
    """Why a request is turned away: its status, the key of its words, headers."""

    status: int
    key: str = ""
    headers: Mapping[str, str] = field(default_factory=lambda: NONE)


class Gate:
    """Turns away what is not meant for this door. ``tokens`` are those that hold, ``closed`` asks
    for one with the scope read; ``larger`` are paths whose bodies have their own limit, ``pages``
    addresses whose pages may reconcile."""

    def __init__(
        self,
        app: ASGIApp,
        rate: Rate,
        tokens: Tokens | None = None,
        closed: bool = False,
        larger: Mapping[str, int] = NONE,
        pages: Collection[str] = (),
    ) -> None:
        self.pages = frozenset(pages)
        self.app, self.rate = app, rate
        self.tokens, self.closed, self.larger = tokens, closed, larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": REFUSED})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        sending = _with_headers(send, self._opened(scope))
        for turned in self._refusals(scope):
            key, lang = turned.key or f"api.detail.{turned.status}", language.of_scope(scope)
            said = problems.worded(turned.status, key, lang, turned.headers)
            await said(scope, receive, sending)
            return
        await self.app(scope, receive, sending)

    def _refusals(self, scope: Scope) -> Iterator[Turned]:
        """Why not; the first counts."""
        watched = scope["path"] == HEALTH
        if not watched and not hosts.is_meant(scope):
            yield Turned(NOT_MEANT)
        if not hosts.is_of_own_page(scope) and not self._origin(scope):
            yield Turned(FORBIDDEN)
        yield from self._of_body(scope)
        if watched:
            return
        secret = _secret(scope)
        token = self.tokens.of(secret) if self.tokens and secret else None
        if wait := self.rate.wait(_asker(scope, token)):
            yield Turned(TOO_OFTEN, headers={"Retry-After": str(math.ceil(wait))})
        if secret is not None and not token:
            yield Turned(UNKNOWN, headers=ASK_FOR_ONE)
        scope[TOKEN] = token
        if self.closed and not token:
            yield Turned(UNKNOWN, "api.closed", ASK_FOR_ONE)
        if self.closed and token and READ not in token.scopes:
            yield Turned(FORBIDDEN, "api.no_scope")

    def _origin(self, scope: Scope) -> bytes:
        """The address of another page that may reconcile; empty for any other."""
        said = [value for name, value in scope["headers"] if name == b"origin"]
        named = len(said) == 1 and said[0].decode("latin-1") in self.pages
        return said[0] if named and self._is_for_pages(scope) else b""

    def _is_for_pages(self, scope: Scope) -> bool:
        path: str = scope["path"]
        return bool(self.pages) and (path == RECONCILE or path.startswith(f"{RECONCILE}/"))

    def _opened(self, scope: Scope) -> Mapping[bytes, bytes]:
        """The headers that let pages of other addresses have and show an answer."""
        if not self._is_for_pages(scope):
            return {}
        ancestors = " ".join(sorted(self.pages)).encode("latin-1", "ignore")
        policy = b"default-src 'none'; frame-ancestors " + ancestors
        headers = {b"content-security-policy": policy, b"vary": b"Origin"}
        origin = self._origin(scope)
        return headers | ({b"access-control-allow-origin": origin} if origin else {})

    def _of_body(self, scope: Scope) -> Iterator[Turned]:
        """A body larger than its path may have, or of no said length where that counts."""
        own = self.larger.get(scope["path"], 0)
        if not own and any(name == b"transfer-encoding" for name, _ in scope["headers"]):
            yield Turned(NO_LENGTH)
        if _length(scope) > (own or LARGEST):
            yield Turned(TOO_LARGE, "api.upload_too_large" if own else "")


def token_of(scope: Scope) -> Token | None:
    """The token that a request came with."""
    found: Token | None = scope.get(TOKEN)
    return found


def _asker(scope: Scope, token: Token | None) -> str:
    """Whose questions are counted together: a token's, else an address's."""
    return f"token {token.name}" if token else (scope.get("client") or ("", 0))[0]


def _secret(scope: Scope) -> str | None:
    """What a request says its token is; None where it says nothing."""
    said = [value for name, value in scope["headers"] if name == b"authorization"]
    if not said:
        return None
    kind, _, secret = said[0].decode("latin-1").partition(" ")
    return secret.strip() if len(said) == 1 and kind.lower() == "bearer" else ""


def _length(scope: Scope) -> int:
    """The length that a body is said to have."""
    said = [value for name, value in scope["headers"] if name == b"content-length"]
    return max((int(value) for value in said if value.isdigit()), default=0)


def _with_headers(send: Send, more: Mapping[bytes, bytes]) -> Send:
    headers = [*{**HEADERS, **more}.items()]

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), *headers]}
        await send(message)

    return sending
