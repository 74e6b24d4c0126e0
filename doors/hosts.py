"""For whom the app and the doors answer: by the names they are known by, to pages of their own.

Without this a stranger's page could have its name point at this machine
(DNS rebinding), or open the app's socket from elsewhere.
"""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from starlette.types import Scope

#: More names that the app is reached by, with commas between; ``*`` for any.
SWITCH = "INNOGRAPH_HOSTS"
OWN = frozenset({"localhost", "127.0.0.1", "::1"})
ANY = "*"
READING = frozenset({"GET", "HEAD", "OPTIONS"})


def is_meant(scope: Scope) -> bool:
    """Whether the request asks for this app, by a name that it knows."""
    hosts = _headers(scope, b"host")
    return len(hosts) == 1 and _is_known(_name(hosts[0]))


def is_own(scope: Scope) -> bool:
    """Whether what asks may change something: a page of this app, or what is no browser."""
    if scope["type"] == "http" and scope["method"] in READING:
        return True
    return is_of_own_page(scope)


def is_of_own_page(scope: Scope) -> bool:
    """Whether what asks is no browser, or a page of this very address."""
    host, origins = _headers(scope, b"host"), _headers(scope, b"origin")
    return all(urlsplit(origin).netloc == "".join(host) != "" for origin in origins)


def _is_known(name: str) -> bool:
    more = {each.strip().lower() for each in os.environ.get(SWITCH, "").split(",")}
    return bool(name) and (name in OWN | more or ANY in more)


def _name(place: str) -> str:
    """``host:port`` without the port; empty for what is no such thing."""
    try:
        return (urlsplit(f"//{place}").hostname or "").lower()
    except ValueError:
        return ""


def _headers(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope.get("headers", ()) if key == name]
