"""Commands that open a door for programs: api, mcp."""

from __future__ import annotations

import signal
import sys
from argparse import Namespace
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from commands.serving import HOST, check_port
from commands.terminal import say
from graph import logs
from innograph.opened import Graph, open_graph

#: Seconds that answers under way have when the door is told to end.
ENDING = 5


def api(args: Namespace) -> int:
    """Answer programs over HTTP until told to end; the engine ends with it."""
    from doors.web import application

    check_port(args.port)
    logs.start("api")
    with _opened() as graph:
        return _served(application(graph, args.rate), args, "api.open")


def mcp(args: Namespace) -> int:
    """Answer a language model's program: by standard input and output, or with a port by HTTP."""
    from doors.mcp_server import over_http, server

    logs.start("mcp")
    if args.port:
        check_port(args.port)
    with _opened() as graph:
        if not args.port:
            server(graph).run("stdio")
            return 0
        return _served(over_http(graph, args.rate), args, "mcp.open")


def _opened() -> Graph:
    graph = open_graph()
    graph.store.engine  # noqa: B018 - an engine that cannot start is said before the door opens
    return graph


def _served(app: ASGIApp, args: Namespace, told: str) -> int:
    config = uvicorn.Config(
        app,
        HOST,
        args.port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=ENDING,
    )
    _Told(config, told, args).run()
    return 0


class _Told(uvicorn.Server):
    """A server that says where it is once it answers."""

    def __init__(self, config: uvicorn.Config, told: str, args: Namespace) -> None:
        super().__init__(config)
        self._said, self._args = told, args

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal ends it; the command then ends by itself, its engine too."""
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True

    async def startup(self, *args: object, **more: object) -> None:
        """Start, then say so."""
        await super().startup(*args, **more)  # type: ignore[arg-type]
        if self.started:
            say(self._said, self._args.lang, address=f"http://{HOST}:{self._args.port}")
            sys.stdout.flush()
