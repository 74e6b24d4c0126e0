"""The HTTP API over the plan that ships: what it answers, what it refuses, and how."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from doors import language
from doors.fresh import LARGEST, Answers
from doors.rate import BURST, Rate
from doors.web import application
from graph.export import FORMATS
from ingest.errors import StoreError
from innograph import Graph

BASE = "http://localhost:8502"
PROBLEM = "application/problem+json"
PLAN = "杭州城西科创大走廊"


@pytest.fixture(scope="module")
def client(shipped_graph: Graph) -> Iterator[TestClient]:
    with TestClient(application(shipped_graph, 0), BASE, raise_server_exceptions=False) as found:
        yield found


def got(client: TestClient, path: str, status: int = 200, **asked: Any) -> Any:
    """What the API answers as JSON; problems are checked to be documents."""
    answer = client.get(path, params=asked or None, headers={"accept-language": "en"})
    assert answer.status_code == status, answer.text
    if status >= 400:
        assert answer.headers["content-type"] == PROBLEM
        told = answer.json()
        assert told["status"] == status and told["title"] and told["detail"]
    return answer.json()


def test_plans_tell_what_they_hold(client: TestClient) -> None:
    told = got(client, "/plans")
    assert told["total"] == 1 and told["next"] is None
    (plan,) = told["items"]
    assert PLAN in plan["title"] and plan["supports"] > 50 and plan["entities"] > 400


def test_supports_bear_their_evidence(client: TestClient) -> None:
    told = got(client, "/supports", field="量子科技")
    names = {row["name"]: row for row in told["items"]}
    assert {"之江实验室", "浙江大学"} <= set(names) and told["items"][0]["basis"] == "stated"
    (first, *_) = names["之江实验室"]["evidence"]
    assert first["page"] and first["line"] and first["quote"] and PLAN in first["plan"]
    assert names["之江实验室"]["reasons"] and names["之江实验室"]["default"]
    assert got(client, "/supports", field="quantum", weaker=True)["total"] >= told["total"]
    only = got(client, "/supports", field="quantum", type="University")["items"]
    assert only and {row["type"] for row in only} == {"University"}


def test_pages_follow_one_another(client: TestClient) -> None:
    whole = got(client, "/supports", field="quantum")["items"]
    address, parts = "/supports?field=quantum&limit=2", []
    while address:
        told = got(client, address)
        parts += told["items"]
        address = told["next"]
    assert parts == whole and len(parts) > 2


def test_a_thing_and_what_lies_around_it(client: TestClient) -> None:
    (thing, *_) = got(client, "/entities", words="之江实验室")["items"]
    told = got(client, f"/entities/{thing['id']}")
    assert told["name"] == "之江实验室" and told["tied"]
    assert "量子科技" in {one["field_name"] for one in told["fields"]}
    assert all(one["evidence"] for one in told["tied"])
    around = got(client, "/neighbours", entity="之江实验室")
    assert around["nodes"][0]["id"] == thing["id"] and around["total"] == len(around["nodes"])
    assert all(edge["evidence"] for edge in around["edges"])
    way = got(client, "/paths", source="之江实验室", target="浙江大学")
    assert len(way["nodes"]) == way["length"] + 1 and way["edges"][0]["evidence"]


def test_the_text_itself(client: TestClient) -> None:
    (row, *_) = got(client, "/supports", field="quantum")["items"]
    at = row["evidence"][0]
    (passage,) = got(client, "/passages", plan=PLAN, line=at["line"])["items"]
    assert "".join(at["quote"].split()) in "".join(passage["text"].split()) and passage["hit"]
    whole = got(client, "/passages", plan=PLAN, limit=1)
    assert whole["total"] > 500 and len(whole["items"]) == 1
    assert got(client, "/passages", plan=PLAN, page=at["page"])["total"] > 1
    assert got(client, "/passages", plan=PLAN, words="量子")["total"] > 3


@pytest.mark.parametrize("form", FORMATS)
def test_exports_come_as_files(client: TestClient, form: str) -> None:
    answer = client.get("/export", params={"field": "quantum", "format": form})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == FORMATS[form].mime
    assert FORMATS[form].suffix in answer.headers["content-disposition"]
    assert answer.headers["etag"] and len(answer.content) > 500
    if form == "json":
        assert {node["name"] for node in answer.json()["nodes"]} >= {"之江实验室", "量子科技"}
    if form == "csv":
        assert len(zipfile.ZipFile(io.BytesIO(answer.content)).namelist()) >= 2


def test_named_queries(client: TestClient) -> None:
    known = got(client, "/queries", limit=1000)["items"]
    assert {"list_fields", "ask/hosts"} <= {each["name"] for each in known}
    rows = got(client, "/queries/field_supports", param=["field=quantum", "types=University"])
    assert rows["items"] and rows["items"][0]["quotes"]
    assert got(client, "/queries/nothing", 404)["type"] == "urn:innograph:store.query.unknown"
    assert "field" in got(client, "/queries/field_supports", 400)["detail"]
    assert got(client, "/queries/list_fields", 400, param="weaker")["status"] == 400
    assert got(client, "/queries/counts_by_type", 200)["total"] > 5


def test_what_goes_wrong_is_a_problem_document(client: TestClient) -> None:
    told = got(client, "/supports", 404, field="quantm")
    assert told["type"] == "urn:innograph:export.unknown.field" and "quantum" in told["detail"]
    assert got(client, "/supports", 404, field="quantum", plan="no such plan")["status"] == 404
    assert got(client, "/entities/nobody", 404)["status"] == 404
    assert got(client, "/compare", 400, a=PLAN, b=PLAN)["status"] == 400
    assert got(client, "/paths", 400, source="浙江大学", target="浙江大学")["status"] == 400
    told = got(client, "/supports", 422, field="quantum", limit=0)
    assert told["errors"][0]["at"] == "query.limit"
    assert got(client, "/supports", 422, field="quantum", unknown=1)["status"] == 422
    assert got(client, "/ask", 422, q="x" * 2001)["status"] == 422
    assert got(client, "/nowhere", 404)["type"] == "urn:innograph:api.detail.404"
    answer = client.post("/ask", json={}, headers={"accept-language": "en"})
    assert answer.status_code == 405 and answer.headers["allow"] == "GET"
    assert answer.headers["content-type"] == PROBLEM


def test_it_speaks_the_language_that_is_asked_for(client: TestClient) -> None:
    for accept, word in (("zh-CN,zh;q=0.9,en;q=0.8", "没有"), ("en", "There is"), ("fr", "")):
        told = client.get("/nowhere", headers={"accept-language": accept}).json()
        assert word in told["detail"]
    asked = {"field": "quantum"}
    zh = client.get("/supports", params=asked, headers={"accept-language": "zh"}).json()
    en = client.get("/supports", params=asked, headers={"accept-language": "en"}).json()
    assert zh["items"][0]["reasons"] != en["items"][0]["reasons"]
    assert language.accepted("en;q=0.1, zh;q=0.2, x;q=abc,;;") == "zh"


def test_what_a_program_has_is_not_sent_again(client: TestClient, shipped_graph: Graph) -> None:
    first = client.get("/fields")
    held = {"if-none-match": f'"other", {first.headers["etag"]}'}
    again = client.get("/fields", headers=held)
    assert again.status_code == 304 and not again.content
    assert again.headers["etag"] == first.headers["etag"]
    assert client.get("/fields", params={"weaker": True}, headers=held).status_code == 200
    other = client.get("/fields", headers=held | {"accept-language": "zh"})
    assert other.headers["etag"] != client.get("/fields").headers["etag"] or (
        language.accepted("") == "zh"
    )


def test_asking_again_costs_no_query_until_a_plan_is_loaded(
    shipped_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    usual = Graph.fields

    def counted(graph: Graph, **given: Any) -> Any:
        asked.append(graph.tag())
        return usual(graph, **given)

    monkeypatch.setattr(Graph, "fields", counted)
    with TestClient(application(shipped_graph, 0), BASE) as client:
        first, again = client.get("/fields"), client.get("/fields")
        assert again.content == first.content and len(asked) == 1
        assert again.headers["content-type"] == first.headers["content-type"]
        assert again.headers["etag"] == first.headers["etag"]
        client.get("/fields?weaker=true")
        assert len(asked) == 2 and client.get("/fields?unknown=1").status_code == 422
        monkeypatch.setattr("doors.fresh.SECONDS", 0.0)
        monkeypatch.setattr(Graph, "tag", lambda graph: "loaded anew")
        client.app.state.state._until = 0.0  # type: ignore[attr-defined]
        later = client.get("/fields")
        assert len(asked) == 3 and later.headers["etag"] != first.headers["etag"]


def test_kept_answers_take_no_more_than_their_room() -> None:
    answers = Answers(most=10)
    for n in range(5):
        answers.keep(str(n), b"1234", "text/plain")
    assert [n for n in range(5) if answers.get(str(n))] == [3, 4]
    answers.keep("large", b"x" * (LARGEST + 1), "text/plain")
    assert not answers.get("large") and answers.get("4") == (b"1234", "text/plain")
    answers.turn("another state of the graph")
    assert not answers.get("4")


def test_only_who_means_it_is_answered(client: TestClient) -> None:
    for host in ("evil.invalid", "localhost.evil.invalid", "127.0.0.1.x"):
        assert client.get("/plans", headers={"host": host}).status_code == 421
    for origin in ("http://evil.invalid", "null", "http://localhost:1"):
        assert client.get("/plans", headers={"origin": origin}).status_code == 403
    own = client.get("/plans", headers={"origin": BASE})
    assert own.status_code == 200 and "access-control-allow-origin" not in own.headers
    assert client.get("/health", headers={"host": "anything.invalid"}).status_code == 200
    large = client.request("GET", "/plans", content=b"x" * (1024 * 1024 + 1))
    assert large.status_code == 413
    assert own.headers["x-content-type-options"] == "nosniff"


def test_an_address_that_asks_too_often_waits(shipped_graph: Graph) -> None:
    with TestClient(application(shipped_graph, 2), BASE) as client:
        answers = [client.get("/queries", params={"limit": 1}) for _ in range(2 * BURST + 4)]
        statuses = [each.status_code for each in answers]
        assert statuses[: 2 * BURST] == [200] * (2 * BURST) and 429 in statuses
        late = next(each for each in answers if each.status_code == 429)
        assert int(late.headers["retry-after"]) >= 1 and late.headers["content-type"] == PROBLEM
        assert client.get("/health").status_code == 200  # who watches is not counted


def test_a_bucket_fills_at_its_rate() -> None:
    now = [0.0]
    rate = Rate(10, lambda: now[0])
    assert [rate.wait("a") for _ in range(10 * BURST)] == [0.0] * 10 * BURST
    assert rate.wait("a") == pytest.approx(0.1) and rate.wait("b") == 0.0
    now[0] += 0.1
    assert rate.wait("a") == 0.0 and rate.wait("a") > 0
    assert all(Rate(0).wait("a") == 0.0 for _ in range(1000))


def test_an_engine_that_is_down_is_said(
    shipped_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object, **__: object) -> None:
        raise StoreError("store.loading", minutes=10)

    with TestClient(application(shipped_graph, 0), BASE, raise_server_exceptions=False) as client:
        monkeypatch.setattr(type(shipped_graph.store), "read", down)
        assert got(client, "/fields", 503)["type"] == "urn:innograph:store.loading"
        answer = client.get("/health")
        assert answer.status_code == 503 and answer.json()["engine"] == "store.loading"


def test_what_nobody_foresaw_is_told_without_its_words(
    shipped_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret")

    with TestClient(application(shipped_graph, 0), BASE, raise_server_exceptions=False) as client:
        monkeypatch.setattr(Graph, "fields", broken)
        assert "secret" not in json.dumps(got(client, "/fields", 500))


def test_examples_of_the_description_are_real(client: TestClient) -> None:
    """Every address with the examples of its description, and nothing else, finds something."""
    told = got(client, "/openapi.json")
    assert told["openapi"].startswith("3.1")
    for path, ways in told["paths"].items():
        assert ("post" in ways) == (path in ("/ingest", "/review", "/reconcile"))
        assert all(way["description"] for way in ways.values())
        if "get" not in ways or path == "/reconcile/preview":  # a page: tests/test_reconcile.py
            continue
        given = {
            one["name"]: one["schema"]["examples"][0]
            for one in ways["get"].get("parameters", ())
            if one["schema"].get("examples")
        }
        missing = [
            p for p in ways["get"].get("parameters", ()) if p["required"] and p["name"] not in given
        ]
        assert not missing or path == "/compare", (path, missing)
        if not missing:
            inside = {name: given.pop(name) for name in list(given) if f"{{{name}" in path}
            found = got(client, path.format(**inside), **given)
            assert found.get("items", found), path


def test_every_problem_is_described(client: TestClient) -> None:
    told = got(client, "/openapi.json")
    assert "Problem" in told["components"]["schemas"]
    for path, ways in told["paths"].items():
        for answers in (way["responses"] for way in ways.values()):
            assert {"401", "403", "421", "422", "429"} <= set(answers), path
            assert {"200", "201"} & set(answers), path
            assert "HTTPValidationError" not in json.dumps(answers)
