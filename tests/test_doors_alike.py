"""The commonest questions by every door: command line, app, API, MCP, Python give one answer."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client
from starlette.testclient import TestClient

from doors.mcp_server import server
from doors.web import application
from graph.load import load
from graph.store import Store
from innograph import Graph
from tests.builders import plan, sample
from tests.processes import ROOT, environment
from tests.test_mcp import text_of

#: Families of questions, those with most first; of each the first question in each language.
FAMILIES = (
    "field indicator hosts hosted list rank topic chain_members ambiguous institution_fields"
    " composed refused_institution"
).split()
LANGUAGES = ("zh", "en")


def questions() -> Iterator[str]:
    for lang in LANGUAGES:
        lines = (ROOT / "tests" / "questions" / f"{lang}.tsv").read_text("utf-8").splitlines()
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
        for family in FAMILIES:
            yield next(row["question"] for row in rows if row["family"] == family)


QUESTIONS = list(questions())
Told = tuple[str, Any, str, tuple[str, ...]]


def told(answer: Mapping[str, Any], items: str = "answers") -> Told:
    """What must be the same: status, value, how it was read, and what was found, in order."""
    found = tuple(f"{one['id']} {one.get('basis')}" for one in answer[items])
    return answer["status"], answer.get("value"), answer.get("reading", ""), found


@pytest.fixture(scope="module")
def by_python(shipped_graph: Graph) -> dict[str, Told]:
    return {each: told(shipped_graph.ask(each).to_json()) for each in QUESTIONS}


def test_there_is_something_to_compare(by_python: Mapping[str, Told]) -> None:
    assert len(by_python) == 24
    assert {status for status, *_ in by_python.values()} == {"answered", "ambiguous", "refused"}
    assert sum(len(found) for *_, found in by_python.values()) > 60


def test_the_api_answers_alike(shipped_graph: Graph, by_python: Mapping[str, Told]) -> None:
    with TestClient(application(shipped_graph, 0), "http://localhost") as client:
        found = {q: told(client.get("/ask", params={"q": q}).json()) for q in QUESTIONS}
    assert found == by_python


def test_the_command_line_answers_alike(
    shipped_graph: Graph, by_python: Mapping[str, Told], tmp_path: Path
) -> None:
    batch = tmp_path / "questions.txt"
    batch.write_text("\n".join(QUESTIONS), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "cli", "ask", "--batch", batch],
        env=environment(Path(shipped_graph.store._uri)),
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    answers = map(json.loads, done.stdout.decode("utf-8").splitlines())
    assert dict(zip(QUESTIONS, map(told, answers), strict=True)) == by_python


def test_the_app_answers_alike(
    shipped_graph: Graph, by_python: Mapping[str, Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    from views import data

    monkeypatch.setattr(data, "store", lambda: shipped_graph.store)
    found = {q: told(data._answer("", q, "", ()).to_json()) for q in QUESTIONS}
    assert found == by_python


def test_mcp_answers_alike(shipped_graph: Graph, by_python: Mapping[str, Told]) -> None:
    found: dict[str, Told] = {}

    async def session() -> None:
        async with Client(server(shipped_graph)) as client:
            for question in QUESTIONS:
                found[question] = told(await _whole(client, question), "items")

    anyio.run(session)
    assert found == by_python


async def _whole(client: Client, question: str) -> dict[str, Any]:
    """An answer with all its parts."""
    offset: int | None = 0
    whole: dict[str, Any] = {}
    while offset is not None:
        result = await client.call_tool("ask", {"question": question, "offset": offset})
        part = json.loads(text_of(result))
        whole = {**part, "items": [*whole.get("items", ()), *part["items"]]}
        offset = part.get("next_offset")
    return whole


@pytest.fixture
def two_plans(embedded_store: Store) -> Graph:
    """Two plans, of which the second lacks what the first says last."""
    later = sample(plan("后期规划", "later.txt"))
    load(embedded_store, sample(plan("前期规划")))
    load(embedded_store, replace(later, claims=later.claims[:-1], supports=later.supports[:-2]))
    return Graph(embedded_store)


def test_two_plans_compare_alike_by_every_door(two_plans: Graph) -> None:
    whole = two_plans.compare("前期规划", "后期规划").to_json()
    found: dict[str, Any] = {}

    async def session() -> None:
        async with Client(server(two_plans)) as client:
            given = {"first": "前期规划", "second": "后期规划"}
            found.update(json.loads(text_of(await client.call_tool("compare_plans", given))))

    anyio.run(session)
    with TestClient(application(two_plans, 0), "http://localhost") as client:
        told = client.get("/compare", params={"a": "前期规划", "b": "后期规划"}).json()
        narrowed = client.get("/supports", params={"field": "quantum", "plan": "前期"}).json()
    assert told["changes"]["items"] == json.loads(json.dumps(whole["changes"]))
    assert told["summary"] == whole["summary"] == found.get("summary", {})
    assert whole["changes"] and found["total"] == told["changes"]["total"] == len(whole["changes"])
    assert {row["evidence"][0]["plan"] for row in narrowed["items"]} == {"前期规划"}
