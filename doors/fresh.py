"""Whether what a program has is still so: a tag of the graph's state, 304 where it fits, and the
answers that were given since the last load kept at hand, so that asking again costs no query."""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Mapping
from importlib.metadata import version
from threading import Lock
from typing import Any

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute

from doors import language
from innograph.opened import Graph

#: Seconds until a door notices a load.
SECONDS = 1.0
UNCHANGED, FINE = 304, 200
#: Bytes of answers that are kept at hand, and of one of them.
AT_HAND, LARGEST = 32 * 1024 * 1024, 512 * 1024
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class State:
    """The graph's tag, asked for again after :data:`SECONDS`."""

    def __init__(self, graph: Graph) -> None:
        self._graph, self._lock = graph, Lock()
        self._tag, self._until = "", 0.0

    def at_hand(self) -> str:
        """The tag while it is fresh, else ""."""
        return self._tag if time.monotonic() < self._until else ""

    def forget(self) -> None:
        """The graph was just changed: ask for its tag anew."""
        self._until = 0.0

    def tag(self) -> str:
        """A text that changes with every load."""
        with self._lock:
            if time.monotonic() >= self._until:
                self._tag, self._until = self._graph.tag(), time.monotonic() + SECONDS
            return self._tag


class Answers:
    """Answers by their tags, those asked for longest ago forgotten first, and all of them once the
    graph's state changes. Used by one thread."""

    def __init__(self, most: int = AT_HAND) -> None:
        self._kept: OrderedDict[str, tuple[bytes, str]] = OrderedDict()
        self._size, self._most = 0, most
        self.state = ""

    def turn(self, state: str) -> None:
        """From now on answers are of ``state``."""
        if state != self.state:
            self._kept.clear()
            self._size, self.state = 0, state

    def get(self, tag: str) -> tuple[bytes, str] | None:
        """An answer's body and media type."""
        if tag in self._kept:
            self._kept.move_to_end(tag)
        return self._kept.get(tag)

    def keep(self, tag: str, body: bytes, media: str) -> None:
        """Keep an answer, unless it is very large."""
        if len(body) > LARGEST or tag in self._kept:
            return
        self._kept[tag] = body, media
        self._size += len(body)
        while self._size > self._most:
            self._size -= len(self._kept.popitem(last=False)[1][0])


class Fresh(APIRoute):
    """A route whose answers bear the tag of what they are of."""

    def get_route_handler(self) -> Handler:
        """The usual handler, unless the program or this door has the answer already."""
        usual = super().get_route_handler()

        async def answered(request: Request) -> Response:
            state: State = request.app.state.state
            told = state.at_hand() or await run_in_threadpool(state.tag)
            tag, answers = _tag(request, told), request.app.state.answers
            answers.turn(told)
            headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept-Language"}
            if tag in _held(request.headers):
                return Response(status_code=UNCHANGED, headers=headers)
            if known := answers.get(tag):
                return Response(known[0], FINE, headers, known[1])
            answer = await usual(request)
            answer.headers.update(headers)
            body = getattr(answer, "body", None)  # what is streamed has none
            if body is not None and answer.status_code == FINE and answers.state == told:
                answers.keep(tag, body, answer.headers["content-type"])
            return answer

        return answered


def _tag(request: Request, state: str) -> str:
    spoken = language.of_scope(request.scope)
    parts = state, version("innograph"), spoken, str(request.url)
    return f'W/"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


def _held(headers: Mapping[str, str]) -> set[str]:
    return {each.strip() for each in headers.get("if-none-match", "").split(",")}
