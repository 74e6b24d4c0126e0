"""Statements that must have no effect, sent through the doors for programs wherever words go: they
stay words. Each eighth here, all of them with ``INNOGRAPH_LONG``."""

from __future__ import annotations

import os

import anyio
import pytest
from mcp import Client
from starlette.testclient import TestClient

from doors.mcp_server import server
from doors.web import application
from graph.load import load
from graph.store import Store
from innograph import Graph
from tests.builders import sample
from tests.engines import dump
from tests.hostile import SECRET, statements
from tests.test_mcp import text_of

STEP = 1 if os.environ.get("INNOGRAPH_LONG") else 8
HOSTILE = [each for kind in statements().values() for each in kind][::STEP]
#: Where the API takes words, and how they go in.
PLACES = {
    "/ask": "q",
    "/entities": "words",
    "/supports": "field",
    "/neighbours": "entity",
    "/passages": "plan",
    "/export": "question",
    "/queries/find_entities": "param",
}
#: Nothing that a door answers may be a failure of its own.
CALM = {200, 400, 404, 409, 422}


@pytest.fixture
def graph(embedded_store: Store) -> Graph:
    load(embedded_store, sample())
    return Graph(embedded_store)


def test_by_the_api(graph: Graph) -> None:
    before = dump(graph.store)
    with TestClient(application(graph, 0), "http://localhost") as client:
        for number, words in enumerate(HOSTILE):
            address, name = list(PLACES.items())[number % len(PLACES)]
            said = f"text={words}" if name == "param" else words
            answers = [client.get(address, params={name: said})]
            answers.append(client.get("/queries/list_fields", params={"param": words}))
            assert {each.status_code for each in answers} <= CALM, words
            assert not any(SECRET in each.text for each in answers)
    assert dump(graph.store) == before


def test_by_mcp(graph: Graph) -> None:
    before = dump(graph.store)

    async def session() -> None:
        async with Client(server(graph)) as client:
            for words in HOSTILE:
                for name, given in (
                    ("find", {"words": words}),
                    ("named_query", {"name": words}),
                    ("named_query", {"name": "find_entities", "params": [f"text={words}"]}),
                ):
                    told = text_of(await client.call_tool(name, given))
                    # What was foreseen has words behind this; what was not has none.
                    assert told != f"Error executing tool {name}" and SECRET not in told

    anyio.run(session)
    assert dump(graph.store) == before
