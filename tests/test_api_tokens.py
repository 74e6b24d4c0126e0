"""Tokens: what they open at the API, how they are kept, and what nobody may do without one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from starlette.testclient import TestClient

import cli
from doors import writing
from doors.rate import Rate
from doors.tokens import BYTES, FILE, INGEST, READ, REVIEW, Token, Tokens, make, read_tokens, remove
from doors.web import application
from graph.plans import kept
from ingest.errors import SourceError, UsageError
from ingest.judging.judgements import read_judgements
from innograph import Graph
from queries import reviewing
from tests import engines
from tests.test_review_command import ONE, PLAN, UNI

BASE = "http://localhost:8502"
PROBLEM = "application/problem+json"
Say = Callable[..., Any]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Graph, Path]]:
    home = tmp_path_factory.mktemp("api-home")
    with engines.embedded(home) as store:
        yield Graph(store), home


@pytest.fixture
def home(opened: tuple[Graph, Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    engines.wipe(opened[0].store)
    for name in (FILE, reviewing.FILE):
        (opened[1] / name).unlink(missing_ok=True)
    monkeypatch.setenv("INNOGRAPH_HOME", str(opened[1]))
    return opened[1]


@pytest.fixture
def client(opened: tuple[Graph, Path], home: Path) -> Iterator[TestClient]:
    app = application(opened[0], 0, Tokens(home / FILE))
    with TestClient(app, BASE, raise_server_exceptions=False) as found:
        yield found


def by(secret: str, **more: str) -> dict[str, str]:
    return {"authorization": f"Bearer {secret}", "accept-language": "en", **more}


def refused(answer: Any, status: int, words: str = "") -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == PROBLEM and words in answer.json()["detail"]
    assert (status == 401) == ("www-authenticate" in answer.headers)


def handed_in(client: TestClient, secret: str, content: bytes = PLAN.encode(), **more: Any) -> Any:
    asked = {"params": {"name": "plan.txt"}, "headers": by(secret)} | more
    return client.post("/ingest", content=content, **asked)


def test_a_plan_is_handed_in(client: TestClient, opened: tuple[Graph, Path], home: Path) -> None:
    secret = make(home / FILE, "feed", [INGEST])
    answer = handed_in(client, secret)
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert told["changed"] and told["entities"] > 3 and "海岳科技新区" in told["title"]
    assert [row["id"] for row in opened[0].plans()] == [told["plan"]]
    file = kept(told["plan"])
    assert file and file.name == "plan.txt" and file.read_text("utf-8") == PLAN
    again = handed_in(client, secret)
    assert again.status_code == 200 and not again.json()["changed"]
    other = handed_in(client, secret, params={"name": "../../../x/plan.txt"})
    assert other.status_code == 200 and not (home.parent / "x").exists()


def test_nothing_is_written_without_the_right_token(
    client: TestClient, opened: tuple[Graph, Path], home: Path
) -> None:
    reader, over = make(home / FILE, "reader", [READ]), make(home / FILE, "over", [INGEST], 1)
    known = read_tokens(home / FILE)
    text = (home / FILE).read_text("utf-8").replace(known[1].ends, "2020-01-01")
    (home / FILE).write_text(text, "utf-8")
    gone = make(home / FILE, "gone", [INGEST])
    assert handed_in(client, gone, b"").status_code == 400
    remove(home / FILE, "gone")
    refused(client.post("/ingest?name=plan.txt", content=PLAN.encode()), 401)
    refused(handed_in(client, reader), 403, "scope ingest")
    for secret in (over, gone, "", "ig_", "x" * 5000, reader[:-1], reader + "x"):
        refused(handed_in(client, secret), 401, "over, or was shut out")
    basic = {"authorization": f"Basic {reader}"}
    refused(handed_in(client, "", headers=basic), 401)
    refused(client.post("/review", json={"verdict": "undo", "first": "a"}), 401)
    said = {"verdict": "reject", "first": ONE, "second": "Laboratory", "kind": "ENTITY"}
    refused(client.post("/review", json=said, headers=by(reader)), 403, "scope review")
    assert not opened[0].plans() and not (home / reviewing.FILE).exists()


@pytest.mark.parametrize(
    ("content", "asked", "status", "words"),
    [
        (b"", {}, 400, "body is empty"),
        (b"\0\1\2", {}, 400, "plan.txt"),
        (b"x" * (writing.UPLOAD + 1), {}, 413, "20 MB"),
        (iter([b"x" * 5_000_000] * 5), {}, 413, "20 MB"),
        (PLAN.encode(), {"params": {}}, 422, "query.name"),
        (PLAN.encode(), {"params": {"name": "a.txt", "b": "c"}}, 422, "query.b"),
        (PLAN.encode(), {"params": {"name": "/.."}}, 400, "file's name"),
        (PLAN.encode(), {"params": {"name": "a\nb.txt"}}, 422, "query.name"),
        (PLAN.encode(), {"params": {"name": "plan.exe"}}, 400, "plan.exe"),
    ],
)
def test_what_is_no_plan_is_refused(
    client: TestClient, home: Path, content: Any, asked: Any, status: int, words: str
) -> None:
    answer = handed_in(client, make(home / FILE, "feed", [INGEST]), content, **asked)
    refused(answer, status, words)
    assert "/tmp" not in answer.text and not client.get("/plans").json()["total"]


def test_a_form_is_told_how(client: TestClient, home: Path) -> None:
    headers = by(make(home / FILE, "feed", [INGEST]))
    files = {"file": ("plan.txt", PLAN.encode())}
    refused(client.post("/ingest?name=a.txt", files=files, headers=headers), 415, "--data-binary")
    refused(client.get("/ingest"), 405)
    endless = client.post("/review", content=iter([b"{" * 100]), headers=headers)
    refused(endless, 411, "Content-Length")


def test_one_writes_at_a_time(client: TestClient, home: Path) -> None:
    secret = make(home / FILE, "feed", [INGEST])
    with writing.WRITING:
        answer = handed_in(client, secret)
    refused(answer, 429, "Another plan")
    assert answer.headers["retry-after"] and handed_in(client, secret).status_code == 201


def test_a_fact_is_judged_in_the_tokens_name(client: TestClient, home: Path) -> None:
    secret = make(home / FILE, "auditor", [REVIEW, INGEST])
    handed_in(client, secret)
    said = {"verdict": "reject", "first": ONE, "second": UNI, "kind": "HOSTED_BY", "why": "no"}
    answer = client.post("/review", json=said, headers=by(secret))
    assert answer.status_code == 201, answer.text
    assert answer.json()["plans"] == 1 and answer.json()["signed"][0]["who"] == "auditor"
    (row,) = read_judgements(home / reviewing.FILE).rows
    assert (row.who, row.verdict, row.first, row.why) == ("auditor", "reject", ONE, "no")
    tied = client.get(f"/entities/{ONE}").json()["tied"]
    assert UNI not in json.dumps(tied, ensure_ascii=False)
    refused(client.post("/review", json=said | {"first": "没有"}, headers=by(secret)), 400, "没有")
    refused(client.post("/review", json=said | {"who": "x"}, headers=by(secret)), 422, "who")
    refused(client.post("/review", json=said | {"verdict": "x"}, headers=by(secret)), 422)
    for body in (b"\x80", b"{"):
        typed = by(secret) | {"content-type": "application/json"}
        refused(client.post("/review", content=body, headers=typed), 400 if body > b"~" else 422)
    undone = client.post("/review", json=said | {"verdict": "undo"}, headers=by(secret))
    assert undone.status_code == 201
    assert UNI in json.dumps(client.get(f"/entities/{ONE}").json(), ensure_ascii=False)


def test_a_closed_door_answers_readers_with_a_token_only(
    opened: tuple[Graph, Path], home: Path
) -> None:
    reader, feed = make(home / FILE, "reader", [READ]), make(home / FILE, "feed", [INGEST])
    app = application(opened[0], 0, Tokens(home / FILE), closed=True)
    with TestClient(app, BASE) as client:
        for path in ("/plans", "/openapi.json", "/nowhere"):
            refused(client.get(path, headers={"accept-language": "en"}), 401, "Reading needs")
            refused(client.get(path, headers=by(feed)), 403, "may not read")
        assert client.get("/plans", headers=by(reader)).status_code == 200
        assert client.get("/health").status_code == 200


def test_a_token_has_a_limit_of_its_own(
    opened: tuple[Graph, Path], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("doors.web.Rate", lambda a_second: Rate(a_second, lambda: 0.0))
    one, two = (make(home / FILE, name, [READ]) for name in ("one", "two"))
    with TestClient(application(opened[0], 1, Tokens(home / FILE)), BASE) as client:

        def statuses(headers: dict[str, str]) -> list[int]:
            return [client.get("/openapi.json", headers=headers).status_code for _ in range(6)]

        assert statuses(by(one)).count(200) == 4 and statuses(by(two)).count(200) == 4
        guesses = statuses(by("ig_guess"))
        assert guesses.count(401) == 4 and guesses.count(429) == 2  # who guesses waits, too


def test_only_a_hash_is_kept_and_a_change_counts_at_once(tmp_path: Path) -> None:
    file = tmp_path / "home" / FILE
    secret, tokens = make(file, "甲", [REVIEW, READ]), Tokens(file)
    assert secret not in file.read_text("utf-8") and len(secret) > BYTES
    assert file.stat().st_mode & 0o777 == 0o600
    found = tokens.of(secret)
    assert found and (found.name, found.scopes) == ("甲", (READ, REVIEW)) and not found.ends
    other = make(file, "乙", [INGEST])
    assert tokens.of(other) and tokens.of(secret)
    remove(file, "甲")
    assert tokens.of(secret) is None and tokens.of(other)
    file.write_text("what is this\n", "utf-8")
    assert tokens.of(other) is None
    with pytest.raises(SourceError):
        read_tokens(file)
    file.unlink()
    assert tokens.of(other) is None and read_tokens(file) == []


def test_a_token_holds_through_its_last_day() -> None:
    token = Token("a", (READ,), "", "2026-03-31", "")
    assert not token.is_over(date(2026, 3, 31)) and token.is_over(date(2026, 4, 1))


@pytest.mark.parametrize(
    ("name", "scopes"),
    [
        ("", [READ]),
        ("x" * 61, [READ]),
        ("a\x1bb", [READ]),
        ("a", []),
        ("a", ["all"]),
        ("#", [READ]),
    ],
)
def test_what_will_not_do_for_a_token(tmp_path: Path, name: str, scopes: list[str]) -> None:
    with pytest.raises(UsageError):
        make(tmp_path / FILE, name, scopes)
    assert not (tmp_path / FILE).exists()


def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INNOGRAPH_HOME", str(tmp_path))

    def call(*words: str) -> tuple[int, str, str]:
        status = cli.main(["--lang", "en", "tokens", *words])
        out, err = capsys.readouterr()
        return status, out, err

    status, out, err = call("add", "feed", "--scope", "ingest", "--scope", "read", "--days", "30")
    assert status == 0 and "only its hash is kept" in err
    found = Tokens(tmp_path / FILE).of(out.strip())
    ends = (datetime.now(UTC).date() + timedelta(days=30)).isoformat()
    assert found and found.scopes == (READ, INGEST) and found.ends == ends
    assert call("add", "feed", "--scope", "read")[0] == 2
    assert call("add", "other")[0] == 2 and call("remove", "other")[0] == 2
    (row,) = json.loads(call("--json")[1])
    assert row["name"] == "feed" and out.strip() not in json.dumps(row)
    assert "feed" in call()[1] and call("remove", "feed")[0] == 0
    assert read_tokens(tmp_path / FILE) == []


def test_many_change_tokens_while_they_are_read(tmp_path: Path) -> None:
    secret, tokens = make(tmp_path / FILE, "a", [READ]), Tokens(tmp_path / FILE)
    missed: list[int] = []

    def read() -> None:
        missed.extend(n for n in range(300) if tokens.of(secret) is None)

    readers = [Thread(target=read) for _ in range(3)]
    for each in readers:
        each.start()
    for number in range(20):
        make(tmp_path / FILE, f"t{number}", [READ])
    for each in readers:
        each.join()
    assert not missed
