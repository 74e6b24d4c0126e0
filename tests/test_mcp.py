"""The MCP server, asked by a real client: in memory, as a child process, over HTTP."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import anyio
import pytest
from mcp import Client, MCPError, StdioServerParameters, stdio_client
from mcp_types import CallToolResult, TextContent, TextResourceContents
from starlette.testclient import TestClient

from doors.mcp_server import over_http, server
from doors.sized import MOST, sized, tokens
from innograph import Graph
from tests.processes import ROOT, environment

TOOLS = "ask who_supports find profile neighbours evidence compare_plans named_query"
PLAN = "杭州城西科创大走廊"
#: What is said of all tools and resources together, in tokens.
MOST_SCHEMA = 2000
#: No tool takes Cypher; words that would be some are only words.
HOSTILE = (
    "MATCH (n) DETACH DELETE n",
    "'}) DETACH DELETE n //",
    "x' OR 1=1 CALL db.labels()",
    "`n` SET n.name = 'x'",
)


def run(graph: Graph, body: Callable[[Client], Awaitable[None]]) -> None:
    """A session of a client with the server in this process."""

    async def session() -> None:
        async with Client(server(graph)) as client:
            await body(client)

    anyio.run(session)


def text_of(result: CallToolResult) -> str:
    """What a tool said."""
    return "".join(piece.text for piece in result.content if isinstance(piece, TextContent))


async def told(client: Client, name: str, /, **given: Any) -> Any:
    """A tool's answer; checked to be short enough."""
    result = await client.call_tool(name, given)
    text = text_of(result)
    assert not result.is_error, text
    assert tokens(text) <= MOST
    found = json.loads(text)
    assert found["truncated"] is ("next_offset" in found) or name == "neighbours"
    return found


def test_a_session(shipped_graph: Graph) -> None:
    async def body(client: Client) -> None:
        found = await told(client, "ask", question="谁在做量子科技")
        assert found["status"] == "answered"
        names = {one["name"]: one for one in found["items"]}
        assert {"之江实验室", "浙江大学"} <= set(names)
        piece = names["之江实验室"]["evidence"][0]
        assert PLAN in piece["plan"] and piece["page"] and piece["quote"]
        (passage,) = (await client.read_resource(piece["uri"])).contents
        assert isinstance(passage, TextResourceContents)
        around = json.loads(passage.text)["items"]
        assert any(piece["quote"][:9] in one["text"] for one in around if one.get("hit"))

        found = await told(client, "who_supports", field="quantum")
        assert {one["name"] for one in found["items"]} == set(names)
        found = await told(client, "find", words="实验室", type="Laboratory")
        assert found["total"] > 10 and found["items"][0]["evidence"]
        found = await told(client, "profile", name="之江实验室")
        assert found["thing"]["type"] == "Laboratory" and found["items"]
        found = await told(client, "neighbours", name="浙江大学", hops=2)
        assert found["things"] > len(found["nodes"]) and found["truncated"]
        found = await told(client, "evidence", institution="之江实验室", field="quantum")
        assert found["items"][0]["quote"] and found["items"][0]["reasons"]
        found = await told(client, "named_query", name="counts_by_type")
        assert found["total"] > 5
        found = await told(client, "named_query")
        assert found["total"] > 100 and found["truncated"]

    run(shipped_graph, body)


def test_it_reads_on_where_it_was_cut(shipped_graph: Graph) -> None:
    async def body(client: Client) -> None:
        names, offset = [], 0
        while offset is not None:
            found = await told(client, "find", words="实验室", offset=offset)
            names += [one["id"] for one in found["items"]]
            offset = found.get("next_offset")
        assert len(names) == len(set(names)) == found["total"]

    run(shipped_graph, body)


def test_what_it_says_of_itself_is_short_and_in_both_languages(shipped_graph: Graph) -> None:
    async def body(client: Client) -> None:
        listed = (await client.list_tools()).tools
        assert {tool.name for tool in listed} == set(TOOLS.split())
        templates = (await client.list_resource_templates()).resource_templates
        said = [
            json.dumps(one.model_dump(exclude_none=True), ensure_ascii=False)
            for one in (*listed, *templates)
        ]
        assert sum(map(tokens, said)) <= MOST_SCHEMA
        for tool in listed:
            english, chinese = (tool.description or "").split("\n")
            assert english.isascii() or "“" in english
            assert chinese != english
            assert tool.annotations and tool.annotations.read_only_hint

    run(shipped_graph, body)


def test_errors_are_one_line_in_the_language_of_what_was_asked(shipped_graph: Graph) -> None:
    async def body(client: Client) -> None:
        for given, word in (({"field": "no such"}, "field"), ({"field": "没有的领域"}, "领域")):
            result = await client.call_tool("who_supports", given)
            text = text_of(result)
            assert result.is_error and word in text and "\n" not in text and "Trace" not in text
        result = await client.call_tool("compare_plans", {"first": PLAN, "second": PLAN})
        assert result.is_error
        for uri in ("innograph://plans/none/lines/1", "innograph://nothing"):
            with pytest.raises(MCPError):
                await client.read_resource(uri)

    run(shipped_graph, body)


def test_hostile_words_are_words(shipped_graph: Graph) -> None:
    before = shipped_graph.query("counts")

    async def body(client: Client) -> None:
        for words in HOSTILE:
            await told(client, "find", words=words)
            await told(client, "ask", question=words)
            for name in ("profile", "neighbours"):
                assert (await client.call_tool(name, {"name": words})).is_error
            assert (await client.call_tool("named_query", {"name": words})).is_error
            given = {"name": "find_entities", "params": [f"text={words}"]}
            await told(client, "named_query", **given)

    run(shipped_graph, body)
    assert shipped_graph.query("counts") == before


def test_over_http_only_who_means_it_is_answered(shipped_graph: Graph) -> None:
    called = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    usual = {"accept": "application/json, text/event-stream"}
    with TestClient(over_http(shipped_graph, 0), "http://localhost:8503") as client:
        for headers, status in (
            ({"host": "evil.invalid"}, 421),
            ({"origin": "http://evil.invalid"}, 403),
            ({"origin": "null"}, 403),
        ):
            assert client.post("/mcp", json=called, headers=usual | headers).status_code == status
        begun = {**called, "method": "initialize", "params": BEGUN}
        answer = client.post("/mcp", json=begun, headers=usual)
        assert answer.status_code == 200
        assert answer.json()["result"]["serverInfo"]["name"] == "innograph"
        large = client.post("/mcp", content=b"x" * (1024 * 1024 + 1), headers=usual)
        assert large.status_code == 413


BEGUN = {
    "protocolVersion": "2025-06-18",
    "capabilities": {},
    "clientInfo": {"name": "test", "version": "1"},
}


@pytest.mark.slow
def test_as_a_child_process(shipped_graph: Graph) -> None:
    """`innograph mcp` as an assistant starts it, over the same home."""
    home = shipped_graph.store._uri
    words = StdioServerParameters(
        command=sys.executable,
        args=["-m", "cli", "mcp"],
        env={**environment(ROOT.__class__(home)), "PATH": os.environ["PATH"]},
        cwd=ROOT,
    )

    async def session() -> None:
        async with Client(stdio_client(words)) as client:
            found = await told(client, "ask", question="who works on quantum")
            assert "之江实验室" in {one["name"] for one in found["items"]}

    anyio.run(session)


def test_an_answer_is_cut_between_items_and_says_so() -> None:
    long = [{"name": str(n), "text": "字" * 200} for n in range(100)]
    found = json.loads(sized({"a": 1}, long))
    assert found["truncated"] and 10 < len(found["items"]) < 100
    assert found["next_offset"] == len(found["items"]) and found["total"] == 100
    rest = json.loads(sized({}, long, 95))
    assert not rest["truncated"] and len(rest["items"]) == 5 and "next_offset" not in rest
    one = sized({}, [{"text": "字" * 100_000}], longest=100_000)
    assert tokens(one) <= MOST and len(json.loads(one)["items"]) == 1
    cut = json.loads(sized({}, [{"evidence": [{"page": n} for n in range(9)]}]))
    assert len(cut["items"][0]["evidence"]) == 3 and cut["items"][0]["evidence_total"] == 9
