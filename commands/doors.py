"""Commands that open a door for programs (api, mcp), and the tokens for it."""

from __future__ import annotations

import re
import signal
import sys
from argparse import Namespace
from collections.abc import Sequence
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from commands.serving import check_port, listening, shown_address
from commands.terminal import say, show_json, show_table, tell
from doors.tokens import FILE, Token, Tokens, make, read_tokens, remove
from graph import logs
from graph.store import home_folder
from ingest.errors import UsageError
from innograph.opened import Graph, open_graph

#: Seconds that answers under way have when the door is told to end.
ENDING = 5
#: How a browser says where a page is from.
ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?|https?://\[[0-9a-f:]+\](:\d{1,5})?")


def api(args: Namespace) -> int:
    """Answer programs over HTTP until told to end; the engine ends with it."""
    from doors.web import application

    listening(args)
    check_port(args.port)
    logs.start("api")
    with _opened() as graph:
        app = application(graph, args.rate, _tokens(), args.closed, _pages(args.origin))
        return _served(app, args, "api.open")


def mcp(args: Namespace) -> int:
    """Answer a language model's program: by standard input and output, or with a port by HTTP."""
    from doors.mcp_server import over_http, server

    logs.start("mcp")
    listening(args)
    if args.port:
        check_port(args.port)
    with _opened() as graph:
        if not args.port:
            server(graph).run("stdio")
            return 0
        app = over_http(graph, args.rate, _tokens(), args.closed)
        return _served(app, args, "mcp.open")


def tokens(args: Namespace) -> int:
    """List the tokens, make one (told once), or shut one out."""
    file, lang = home_folder() / FILE, args.lang
    if args.action == "list":
        rows = [_shown(each) for each in read_tokens(file)]
        if args.json:
            show_json(rows)
        else:
            show_table(rows)
        return 0
    if args.action == "remove":
        remove(file, args.name or "")
        say("tokens.removed", lang, name=args.name)
        return 0
    secret = make(file, args.name or "", args.scope, args.days)
    print(secret)
    tell("tokens.made", lang, name=args.name, scopes=", ".join(args.scope))
    return 0


def _pages(given: Sequence[str]) -> list[str]:
    """Addresses of pages as browsers say them. UsageError for what is none."""
    for each in given:
        if not ORIGIN.fullmatch(each):
            raise UsageError("api.no_origin", origin=each[:100])
    return list(given)


def _shown(token: Token) -> dict[str, str]:
    scopes = ", ".join(token.scopes)
    return {"name": token.name, "scopes": scopes, "made": token.made, "ends": token.ends or "–"}


def _tokens() -> Tokens:
    return Tokens(home_folder() / FILE)


def _opened() -> Graph:
    graph = open_graph()
    graph.store.engine  # noqa: B018 - an engine that cannot start is said before the door opens
    return graph


def _served(app: ASGIApp, args: Namespace, told: str) -> int:
    config = uvicorn.Config(
        app,
        listening(args),
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
            address = shown_address(self.config.host, self._args.port)
            say(self._said, self._args.lang, address=address)
            sys.stdout.flush()
