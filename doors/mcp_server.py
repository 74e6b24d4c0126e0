"""The MCP server: tools and texts for a language model's assistant, over standard input and output
or streamable HTTP. It reads; nothing in it writes."""

from __future__ import annotations

import json
from importlib.metadata import version

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import ToolAnnotations
from starlette.types import ASGIApp

from doors.gate import LARGEST, Gate
from doors.rate import Rate
from doors.sized import sized
from doors.tokens import Tokens
from doors.tools import SHORT_ID, tools
from ingest.catalogue import LANGUAGES, text
from ingest.errors import InnographError
from innograph.opened import Graph

#: Passages before and after a line's, and signs of each.
AROUND, LONGEST = 2, 2000
READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
JSON = "application/json"


def server(graph: Graph) -> MCPServer[None]:
    """The server over ``graph``."""
    made: MCPServer[None] = MCPServer(
        "innograph",
        title="innograph",
        instructions=_both("mcp.about"),
        version=version("innograph"),
        log_level="ERROR",
        subscriptions=False,
    )
    for name, tool in tools(graph).items():
        told = _both(f"mcp.tool.{name}")
        made.tool(name, description=told, annotations=READS, structured_output=False)(tool)
    _add_texts(made, graph)
    return made


def over_http(
    graph: Graph, a_second: float, tokens: Tokens | None = None, closed: bool = False
) -> ASGIApp:
    """The server at ``/mcp``; who may ask is the gate's to say, so that it is one rule for all
    doors."""
    app = server(graph).streamable_http_app(
        json_response=True,
        max_request_body_size=LARGEST,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    return Gate(app, Rate(a_second), tokens, closed)


def _add_texts(made: MCPServer[None], graph: Graph) -> None:
    """Plans and their passages as resources."""

    @made.resource("innograph://plans", mime_type=JSON, description=_both("mcp.text.plans"))
    def plans() -> str:
        return json.dumps([_plan(row) for row in graph.plans()], ensure_ascii=False)

    @made.resource(
        "innograph://plans/{plan}/lines/{line}",
        mime_type=JSON,
        description=_both("mcp.text.lines"),
    )
    def lines(plan: str, line: int) -> str:
        return _passages(graph, plan, line=line)

    @made.resource(
        "innograph://plans/{plan}/pages/{page}",
        mime_type=JSON,
        description=_both("mcp.text.pages"),
    )
    def pages(plan: str, page: int) -> str:
        return _passages(graph, plan, page=page)


def _plan(row: dict[str, object]) -> dict[str, object]:
    names = ("title", "place", "issuer", "period", "date", "kind", "level")
    told = {name: row[name] for name in names if row[name]}
    return {"id": str(row["id"])[:SHORT_ID], **told}


def _passages(graph: Graph, plan: str, line: int | None = None, page: int | None = None) -> str:
    try:
        found = graph.passages(plan, line=line, page=page, around=AROUND)
    except InnographError as error:
        raise ResourceNotFoundError(error.say("en")) from error
    names = ("plan", "page", "line", "end_line", "section", "text", "hit")
    return sized({}, [{name: row.get(name) for name in names} for row in found], longest=LONGEST)


def _both(key: str) -> str:
    return "\n".join(text(key, lang) for lang in reversed(LANGUAGES))
