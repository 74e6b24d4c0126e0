"""What other readers propose: checked by machine, kept apart, let in only by a person's word."""

# ruff: noqa: F811  (fixtures)
from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.store import Store, open_store
from ingest.errors import UsageError
from ingest.judging.judgements import PROPOSE, Judgement, Judgements, latest, read_judgements
from ingest.judging.verdicts import bare
from ingest.model import ENTITY_TYPES, RELATION_ENDS
from queries.facts import ADDABLE
from queries.library import run
from queries.proposing.checked import Checker
from queries.proposing.model import KEY, Piece, pieces
from queries.proposing.proposal import objects, of_object, parsed
from queries.reviewing import FILE
from tests import engines
from tests.test_review_command import (  # noqa: F401  (fixtures)
    FIELD,
    ONE,
    PLAN,
    TWO,
    UNI,
    Innograph,
    engine,
    home,
    innograph,
    plan,
)

OTHER = "滨东理工大学"
TOWN = "枫桥航空小镇"
LINE = "建设枫桥航空小镇、枫桥航空小城。"
HOSTS = "支持滨东理工大学建设飞行控制与导航技术国家重点实验室。"
NEW = {"type": "TechPlatform", "name": "枫桥航空小城", "quote": LINE}
TIE = {"type": "HOSTED_BY", "head": TWO, "tail": OTHER, "quote": HOSTS}
BACKED = {"type": "SUPPORTS", "head": TWO, "tail": FIELD, "quote": HOSTS, "line": 15}
Row = dict[str, Any]
PART = "导航技术国家重点实验室"
NAMED = {"type": "Laboratory", "name": PART, "quote": HOSTS}
INSIDE = {"type": "HOSTED_BY", "head": PART, "tail": OTHER, "quote": HOSTS}

#: What must not get in, with what is said of it.
WRONG: list[tuple[object, str]] = [
    ("not json", "no JSON object"),
    ([1, 2], "no JSON object"),
    ({"type": "Person", "name": "某人", "quote": LINE}, "no type of entity"),
    ({"type": "TechField", "name": "低空经济", "quote": "1.低空经济。"}, "cannot be added"),
    ({"type": "Laboratory", "name": "", "quote": LINE}, "“name” must be"),
    ({"type": "Laboratory", "name": 7, "quote": LINE}, "“name” must be"),
    ({"type": "Laboratory", "name": "枫\u202e桥", "quote": LINE}, "“name” must be"),
    ({"type": "Laboratory", "name": "枫桥实验室"}, "“quote” must be"),
    ({"type": "Laboratory", "name": "枫桥实验室", "quote": "建设枫桥实验室"}, "not have these"),
    ({"type": "Laboratory", "name": "枫桥", "quote": "枫桥"}, "not have these"),
    ({"type": "Laboratory", "name": "星槎实验室", "quote": LINE}, "not stand in the quote"),
    ({"type": "Project", "name": TOWN, "quote": LINE, "line": "x"}, "number of a line"),
    ({"type": "Project", "name": TOWN, "quote": LINE, "line": -1}, "number of a line"),
    ({"type": "HOSTED_BY", "head": TWO, "tail": "星槎大学", "quote": HOSTS}, "propose that name"),
    ({"type": "HOSTED_BY", "head": OTHER, "tail": TWO, "quote": HOSTS}, "do not fit"),
    ({"type": "HOSTED_BY", "head": TWO, "tail": UNI, "quote": HOSTS}, "not stand in the quote"),
    ({"type": "HOSTED_BY", "head": TWO, "tail": TWO, "quote": HOSTS}, "do not fit"),
    ({"type": "SUPPORTS", "head": TWO, "tail": OTHER, "quote": HOSTS}, "do not fit"),
    ({"type": "OWNS", "head": TWO, "tail": OTHER, "quote": HOSTS}, "no type of entity"),
]


def lines(*given: object) -> str:
    return "".join(
        (each if isinstance(each, str) else json.dumps(each, ensure_ascii=False)) + "\n"
        for each in given
    )


@pytest.fixture
def offered(innograph: Innograph, plan: str, tmp_path: Path) -> Any:
    """Proposes what is given; what the command said as JSON."""

    def offer(*given: object, who: str = "Bo") -> Any:
        file = tmp_path / "proposals.jsonl"
        file.write_text(lines(*given), "utf-8", errors="surrogatepass")
        status, out, err = innograph("propose", plan, "--from", str(file), "--who", who, "--json")
        assert status == 0, err
        return json.loads(out)

    return offer


def dump(home: Path) -> object:
    with open_store(home=home) as store:
        return engines.dump(store)


def names(home: Path) -> dict[str, str]:
    with open_store(home=home) as store:
        return {row["name"]: row["type"] for row in run(store, "list_entities")}


def waiting(home: Path) -> tuple[Judgement, ...]:
    return read_judgements(home / FILE).proposed


@pytest.mark.parametrize(("wrong", "said"), WRONG, ids=[f"{n}" for n in range(len(WRONG))])
def test_what_is_wrong_is_refused_with_the_reason(
    offered: Any,
    home: Path,
    wrong: object,
    said: str,
) -> None:
    told = offered(wrong)
    assert not told["proposed"] and not waiting(home)
    (refused,) = told["refused"]
    assert refused["number"] == 1 and said in refused["why"]


def test_a_proposal_changes_nothing_until_it_is_confirmed(
    offered: Any,
    innograph: Innograph,
    plan: str,
    home: Path,
) -> None:
    before = dump(home)
    told = offered(NAMED, INSIDE, BACKED, *(each for each, _ in WRONG))
    assert [row["first"] for row in told["proposed"]] == [PART, PART, TWO]
    assert len(told["refused"]) == len(WRONG) and told["known"] == 0
    innograph("review", "--apply")
    assert "nothing to do" in innograph("ingest", plan)[1]
    assert dump(home) == before
    assert "3 proposals wait" in innograph("review")[1]
    assert innograph("review", "accept", TWO, FIELD, "--who", "Ann", "--apply")[0] == 0
    with open_store(home=home) as store:
        rows = run(store, "app_supports")
        (row,) = (r for r in rows if r["name"] == TWO and r["field_name"] == FIELD)
    assert (
        row["judged"] == "add" and "Ann" in row["reasons_en"][0] and "← Bo" in row["reasons_en"][0]
    )
    assert bare(row["quote"]) == HOSTS and len(waiting(home)) == 2


def test_a_tie_waits_for_its_names(offered: Any, innograph: Innograph, home: Path) -> None:
    offered(INSIDE, NAMED)  # the tie before its name: refused
    assert [row.kind for row in waiting(home)] == ["ENTITY"]
    offered(INSIDE)
    status, _, err = innograph("review", "accept", PART, OTHER, "--as", "HOSTED_BY", "--who", "Ann")
    assert status == 1 and "itself only proposed" in err
    assert innograph("review", "accept", "--proposed", "HOSTED_BY", "--who", "Ann")[0] == 1
    assert innograph("review", "accept", "--proposed", "all", "--who", "Ann", "--apply")[0] == 0
    assert names(home)[PART] == "Laboratory" and not waiting(home)
    with open_store(home=home) as store:
        rows = run(store, "review/relations", type="HOSTED_BY")
    assert (PART, OTHER) in {(row["head_name"], row["tail_name"]) for row in rows}


def test_a_word_holds_against_later_proposals_and_can_be_taken_back(
    offered: Any,
    innograph: Innograph,
    home: Path,
) -> None:
    offered(NEW)
    named = ("枫桥航空小城", "--as", "TechPlatform", "--who", "Ann")
    assert innograph("review", "reject", *named)[0] == 0
    assert not waiting(home)
    told = offered(NEW, TIE)
    assert not told["proposed"] and told["known"] == 2 and not told["refused"]
    assert innograph("review", "undo", *named)[0] == 0
    assert [row.first for row in waiting(home)] == ["枫桥航空小城"]
    assert offered(NEW)["known"] == 1 and len(waiting(home)) == 1


@pytest.mark.parametrize("rule", ["TechPlatform", "entity", "Bo", "all"])
def test_many_are_judged_by_a_rule(
    offered: Any,
    innograph: Innograph,
    home: Path,
    rule: str,
) -> None:
    offered(NEW, {**NEW, "name": "枫桥航空小"})
    offered(BACKED, who="Cai")
    assert innograph("review", "reject", "--proposed", rule, "--who", "Ann")[0] == 0
    assert len(waiting(home)) == (0 if rule == "all" else 1)
    status, _, err = innograph("review", "reject", "--proposed", "nobody", "--who", "Ann")
    assert status == 1 and "No proposal" in err
    assert innograph("review", "same", "--proposed", rule, "--who", "Ann")[0] == 2
    assert innograph("review", "accept", "--proposed", "Cai", "--apply")[0] != 0


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["plan"], 2, "either --from"),
        (["plan", "--from", "none.jsonl"], 1, "cannot be read"),
        (["no such plan", "--from", "none.jsonl"], 1, "no such plan"),
        (["plan", "--model", "ftp://127.0.0.1/v1"], 2, "no server's address"),
        (["plan", "--model", "http://me:word@127.0.0.1/v1"], 2, "no server's address"),
        (["plan", "--model", "http://127.0.0.1:1/v1"], 1, "gave no answer"),
    ],
)
def test_wrong_words_are_told(
    innograph: Innograph,
    plan: str,
    words: list[str],
    status: int,
    said: str,
) -> None:
    given = [plan if word == "plan" else word for word in words]
    got, _, err = innograph("propose", *given)
    assert got == status and said in err


class Server:
    """A local server that speaks chat completions from recorded replies, by what is asked."""

    def __init__(self, replies: Sequence[str], status: int = 200, raw: str = "") -> None:
        self.replies, self.status, self.raw = replies, status, raw
        self.asked: list[tuple[str, dict[str, Any], str | None]] = []

    def answer(self, path: str, body: bytes, key: str | None) -> tuple[int, bytes]:
        told = json.loads(body)
        text = self.replies[len(self.asked) % len(self.replies)] if self.replies else ""
        self.asked.append((path, told, key))
        usage = {"total_tokens": 700}
        whole = {"choices": [{"message": {"role": "assistant", "content": text}}], "usage": usage}
        return self.status, (self.raw or json.dumps(whole)).encode()


@contextmanager
def serving(server: Server) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            status, said = server.answer(self.path, body, self.headers["authorization"])
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "http://127.0.0.1:1/")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *args: object) -> None:
            pass

    running = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{running.server_port}/v1"
    finally:
        running.shutdown()
        thread.join()
        running.server_close()


#: As models reply: fenced, wrapped, with talk around it, half right, cut off in the middle.
RECORDED = (
    "Sure! Here is what I found:\n```json\n"
    + lines(NEW, BACKED, *(each for each, _ in WRONG))
    + '```\n{"type": "Laboratory", "name": "没写完'
)


def test_a_named_model_proposes_and_nothing_unchecked_gets_in(
    innograph: Innograph,
    plan: str,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before, server = dump(home), Server([RECORDED])
    monkeypatch.setenv(KEY, "a-key")
    with serving(server) as url:
        words = ("propose", plan, "--model", url, "--model-name", "wise", "--json")
        assert innograph(*words, "--count")[0] == 0 and not server.asked
        status, out, err = innograph(*words)
        assert status == 0 and "Nothing else is sent" in err and url[7:-3] in err
        again, _, _ = innograph(*words)
    told = json.loads(out)
    assert {(r["what"], r["first"]) for r in told["proposed"]} == {
        ("ENTITY", "枫桥航空小城"),
        ("SUPPORTS", TWO),
    }
    assert told["refused"] and dump(home) == before and again == 0
    assert told["who"] == f"wise @ {url[7:-3]}"
    ((path, asked, key),) = server.asked  # the plan is short, and is asked about once
    assert (path, key, asked["model"]) == ("/v1/chat/completions", "Bearer a-key", "wise")
    assert bare(asked["messages"][1]["content"]) in bare(PLAN)
    kept = list((home / "proposals").rglob("*.json"))
    assert len(kept) == 1 and "a-key" not in kept[0].read_text("utf-8")
    for row in waiting(home):
        assert row.quote in bare(PLAN) and row.first in row.quote


def test_the_budget_ends_it_and_a_larger_one_goes_on(
    innograph: Innograph,
    plan: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("queries.proposing.model.PIECE", 60)
    with serving(server := Server([""])) as url:
        words = ("propose", plan, "--model", url, "--model-name", "thrifty")
        assert "were not asked about" in innograph(*words, "--budget", "5000")[2]
        first = len(server.asked)
        assert "were not asked about" not in innograph(*words, "--budget", "100000")[2]
        asked = [json.dumps(told["messages"]) for _, told, _ in server.asked]
    assert 0 < first < len(asked) == len(set(asked))


@pytest.mark.parametrize(
    ("server", "said"),
    [
        (Server([], 401), "HTTP 401"),
        (Server([], 302), "HTTP 302"),
        (Server([], 200, "<html>"), "chat completions"),
        (Server([], 200, '{"choices": []}'), "chat completions"),
        (Server([], 200, '{"choices": [{"message": {"content": 7}}]}'), "chat completions"),
        (Server([], 200, " " * 1_100_000), "chat completions"),
    ],
)
def test_a_server_that_does_not_do_is_told(
    innograph: Innograph,
    plan: str,
    server: Server,
    said: str,
) -> None:
    with serving(server) as url:
        status, _, err = innograph("propose", plan, "--model", url, "--model-name", said)
    assert status == 1 and said in err and len(server.asked) == 1


def test_a_busy_server_is_asked_again(
    innograph: Innograph,
    plan: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("queries.proposing.model.time.sleep", lambda seconds: None)
    with serving(server := Server([], 503)) as url:
        status, _, err = innograph("propose", plan, "--model", url)
    assert status == 1 and "HTTP 503" in err and len(server.asked) == 3


def test_replies_are_taken_apart_whatever_stands_around_them() -> None:
    reply = 'Well: {"proposals": [{"type": "A"}, {"type": "B"}]} or [{"type": "C"}] {"x": }'
    assert [each["type"] for each in objects(reply)] == ["A", "B", "C"]
    assert not list(objects("{" * 5000)) and not list(objects(""))


def test_a_line_of_json_is_a_proposal_or_an_error() -> None:
    assert parsed(lines(NEW)).first == "枫桥航空小城" and of_object(NEW, 9).line == 9
    for wrong in ("", "{}", "[" * 100_000, '{"type": []}', "null", "1e999"):
        with pytest.raises(UsageError):
            parsed(wrong)


def test_passages_are_sent_in_pieces() -> None:
    rows = [{"line": n, "text": "字" * 500} for n in range(1, 6)]
    assert [piece.line for piece in pieces(rows)] == [1, 3, 5]
    assert pieces([]) == [] and pieces(rows[:1]) == [Piece(1, "字" * 500)]


def test_a_proposal_never_outweighs_a_word() -> None:
    def row(minute: int, verdict: str) -> Judgement:
        when = f"2026-03-01T08:{minute:02}:00+00:00"
        return Judgement(when, "x", verdict, "甲", "乙", "", "HOSTED_BY")

    for before, after in (("reject", PROPOSE), (PROPOSE, "reject"), ("accept", PROPOSE)):
        (held,) = latest([row(1, before), row(2, after)])
        assert held.verdict != PROPOSE
    (held,) = latest([row(1, PROPOSE), row(2, "reject"), row(3, "withdraw")])
    assert held.verdict == PROPOSE


#: Pieces that made-up proposals are put together from: right ones, wrong ones, nonsense.
NAMES = st.sampled_from(
    [UNI, OTHER, ONE, TWO, TOWN, FIELD, PART, "枫桥航空小城", "低空经济", "星槎大学", ""]
)
QUOTES = st.one_of(
    st.sampled_from([LINE, HOSTS, f"{LINE}外", HOSTS[3:], ONE, "", PLAN]),
    st.integers(0, len(PLAN) - 20).flatmap(
        lambda at: st.integers(1, 80).map(lambda size: PLAN[at : at + size])
    ),
)
TYPES = st.sampled_from([*ENTITY_TYPES, *RELATION_ENDS, "Person", "", None, 7])
MADE_UP = st.fixed_dictionaries(
    {"type": TYPES, "quote": QUOTES},
    optional={"name": NAMES, "head": NAMES, "tail": NAMES, "line": st.integers(-1, 40)},
)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(MADE_UP, min_size=10, max_size=60))
def test_whatever_is_proposed_only_what_was_checked_is_kept(
    engine: tuple[Path, Store], known: Row, given: list[Row]
) -> None:
    file = engine[0] / "made-up.tsv"
    file.unlink(missing_ok=True)
    checker = Checker(engine[1], known, "Bo", Judgements(), file)
    checker.take_objects(given)
    done = checker.outcome
    assert len(done.kept) + done.known + len(done.refused) == done.seen == len(given)
    labels = {name: row["type"] for row in run(engine[1], "list_entities") for name in _forms(row)}
    held = read_judgements(file)
    assert set(held.proposed) == set(done.kept) and not held.rows and not held.damaged
    for row in done.kept:
        assert row.quote in bare(PLAN) and row.first in row.quote
        if row.kind == "ENTITY":
            assert row.second in ADDABLE and labels.get(row.first) != row.second
            labels.setdefault(row.first, row.second)
        else:
            assert row.first in labels and row.second in labels and row.first != row.second
            assert row.kind == "SUPPORTS" or row.second in row.quote


def _forms(row: Row) -> list[str]:
    return [row["id"], row["name"], *(row["aliases"] or ())]


@pytest.fixture
def known(innograph: Innograph, plan: str, engine: tuple[Path, Store]) -> Row:
    """The plan in the graph."""
    (row,) = run(engine[1], "documents")
    return row
