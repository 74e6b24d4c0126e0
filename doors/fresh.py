"""Whether what a program has is still so: a tag of the graph's state, and 304 where it fits."""

from __future__ import annotations

import hashlib
import time
from importlib.metadata import version
from threading import Lock

from fastapi import Request, Response

from doors import language
from innograph.opened import Graph

#: Seconds until a door notices a load.
SECONDS = 1.0
UNCHANGED = 304


class Unchanged(Exception):
    """What the program has is still so; ``headers`` say of what."""

    def __init__(self, headers: dict[str, str]) -> None:
        self.headers = headers
        super().__init__("unchanged")


class State:
    """The graph's tag, asked for again after :data:`SECONDS`."""

    def __init__(self, graph: Graph) -> None:
        self._graph, self._lock = graph, Lock()
        self._tag, self._until = "", 0.0

    def tag(self) -> str:
        """A text that changes with every load."""
        with self._lock:
            if time.monotonic() >= self._until:
                self._tag, self._until = self._graph.tag(), time.monotonic() + SECONDS
            return self._tag


def fresh(request: Request, response: Response) -> None:
    """Mark the answer with the state that it is of; raises Unchanged where the program has it."""
    parts = (
        request.app.state.state.tag(),
        version("innograph"),
        language.of_scope(request.scope),
        str(request.url),
    )
    tag = f'W/"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept-Language"}
    request.state.fresh = headers
    response.headers.update(headers)
    held = request.headers.get("if-none-match", "")
    if tag in (each.strip() for each in held.split(",")):
        raise Unchanged(headers)
