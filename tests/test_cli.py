"""The contracts of the command line, through the ``innograph`` that is installed: exit status,
the shape of what it writes, and one clear line for whatever goes wrong."""

from __future__ import annotations

import codecs
import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

import cli
from graph import embedded
from graph.store import Store, open_store
from tests.engines import require
from tests.processes import ROOT, alive, engine_pid, environment, free_port, wait_until

INNOGRAPH = Path(sys.executable).with_name("innograph")
LINUX = "" if sys.platform == "linux" else "looks into /sys, which only Linux has"
FILES = ("entities.jsonl", "relations.jsonl", "supports.jsonl", "ledger.jsonl")
PLAN = """云岭科创湾发展规划

一、打造创新高地

（一）重点布局三大标志性科技领域

深海探测。研究耐压材料、水声通信、深海机器人等技术，形成自主装备能力。

高原农业。开展青稞育种、牧草改良和冻土耕作研究，突破良种繁育技术。

清洁储能。发展钠离子电池、液流电池和氢储能，开发长寿命电极材料。

（二）建设创新平台

支持云岭大学建设星槎实验室，依托青屏研究院建设深海探测技术创新中心。

深海探测产业，依托云岭大学、青屏研究院、沧澜科技有限公司，推进深海机器人研发。
"""
FIELD, CENTRE = "TechField:深海探测", "InnovationCenter:深海探测技术创新中心"
SUPPORTERS = {"University:云岭大学", "ResearchInstitute:青屏研究院", "Enterprise:沧澜科技有限公司"}
EVIDENCE = {"page", "line", "quote", "document", "plan"}
Done = subprocess.CompletedProcess[str]


def innograph(home: Path, *words: str | Path, **settings: str) -> Done:
    """Run the installed command with ``home`` as its folder."""
    return subprocess.run(
        [INNOGRAPH, *words],
        env={**environment(home), "LC_ALL": "C.UTF-8", **settings},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        cwd=ROOT,
        check=False,
    )


def complaint(done: Done, status: int) -> str:
    """The one line on standard error of a call that failed with ``status``."""
    assert done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stderr and "INNOGRAPH_DEBUG" not in done.stderr
    lines = done.stderr.splitlines()
    assert len(lines) == 1 and lines[0].strip(), done.stderr
    return lines[0]


Here = Callable[..., Done]


@pytest.fixture
def here(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Here:
    """The same within this process, for the many calls that only have to say what is wrong."""
    monkeypatch.setenv("INNOGRAPH_HOME", str(home))

    def call(*words: str | Path, **settings: str) -> Done:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        status = cli.main(["--lang", "en", *map(str, words)])
        return Done(words, status, *capsys.readouterr())

    return call


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plan") / "湾区.txt"
    path.write_text(PLAN, "utf-8")
    return path


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, plan: Path) -> Iterator[Path]:
    """A folder with the plan loaded by the command itself; its engine is kept running."""
    folder = tmp_path_factory.mktemp("home")
    with open_store(home=folder):
        done = innograph(folder, "ingest", plan)
        assert done.returncode == 0, done.stderr
        yield folder


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory, plan: Path) -> Path:
    """What ``extract`` writes."""
    out = tmp_path_factory.mktemp("facts") / "new" / "folder"
    done = innograph(out.parent, "extract", plan, "--out", out)
    assert done.returncode == 0, done.stderr
    assert not (out.parent / "engine").exists(), "extract touches no graph"
    return out


def test_extract_writes_four_files_of_the_agreed_shape(facts: Path) -> None:
    assert sorted(p.name for p in facts.iterdir()) == sorted(FILES)
    entities, relations, supports, ledger = (rows(facts / name) for name in FILES)
    ids = {one["id"] for one in entities}
    for one in entities:
        assert set(one) >= {"id", "type", "name", "aliases", "status", "flagship", "evidence"}
    for one in relations:
        assert set(one) >= {"id", "type", "head", "tail", "basis", "rule", "evidence"}
        assert {one["head"], one["tail"]} <= ids and one["basis"] in ("table", "prose", "name")
    for one in supports:
        shape = "institution field basis confidence default via reasons evidence".split()
        assert set(one) >= set(shape) and {one["institution"], one["field"]} <= ids
        assert one["basis"] in ("stated", "derived") and isinstance(one["default"], bool)
        assert 0 <= one["confidence"] <= 1 and one["reasons"]
    became = {"entity", "relation", "heading", "furniture", "ignored", "unresolved"}
    assert all(row["became"] in became and set(row) >= {"page", "why"} for row in ledger)
    assert (CENTRE, "ResearchInstitute:青屏研究院") in {(r["head"], r["tail"]) for r in relations}
    assert {s["institution"] for s in supports if s["field"] == FIELD} == SUPPORTERS


def test_every_fact_has_a_verbatim_quote_and_every_line_a_row(facts: Path) -> None:
    lines = PLAN.split("\n")
    for name in FILES[:3]:
        for fact in rows(facts / name):
            assert fact["evidence"]
            for one in fact["evidence"]:
                assert one["page"] == 1
                rest = "".join("".join(lines[one["line"] - 1 :]).split())
                assert rest.find("".join(one["quote"].split())) >= 0
    filled = [number for number, line in enumerate(lines, 1) if line.strip()]
    assert [row["line"] for row in rows(facts / "ledger.jsonl")] == filled


ENCODED = {
    "utf-8 with BOM": codecs.BOM_UTF8 + PLAN.encode(),
    "utf-16": PLAN.encode("utf-16"),
    "gb18030": PLAN.encode("gb18030"),
    "CRLF": PLAN.replace("\n", "\r\n").encode(),
}


@pytest.mark.parametrize("name", ENCODED)
def test_encodings_and_line_ends_give_the_same_bytes(
    here: Here, facts: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "湾区.txt").write_bytes(ENCODED[name])
    done = here("extract", tmp_path / "湾区.txt", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    for file in FILES:
        assert (tmp_path / "out" / file).read_bytes() == (facts / file).read_bytes()


def test_a_text_with_nothing_to_find_is_no_failure(here: Here, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("今天天气很好，大家都很高兴。\n", "utf-8")
    done = here("extract", tmp_path / "plan.txt", "--out", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    assert [len(rows(tmp_path / "out" / name)) for name in FILES] == [0, 0, 0, 1]
    assert "Nothing" in done.stdout


def test_a_second_ingest_changes_nothing(home: Path, plan: Path, tmp_path: Path) -> None:
    before = exported(home, tmp_path / "before.json")
    done = innograph(home, "ingest", plan, "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert "nothing to do" in done.stdout
    assert exported(home, tmp_path / "after.json") == before


def exported(home: Path, path: Path, *words: str) -> bytes:
    done = innograph(home, "export", "--format", "json", "-o", path, *words)
    assert done.returncode == 0, done.stderr
    return path.read_bytes()


def test_export_holds_what_extract_wrote(home: Path, facts: Path, tmp_path: Path) -> None:
    graph = json.loads(exported(home, tmp_path / "graph.json"))
    ids = {row["id"] for row in rows(facts / "entities.jsonl")}
    assert {node["id"] for node in graph["nodes"]} == ids
    assert all({"id", "type", "name"} <= set(node) for node in graph["nodes"])
    assert all({"id", "source", "target", "type"} <= set(edge) for edge in graph["edges"])
    ties = sorted((e["source"], e["type"], e["target"]) for e in graph["edges"])
    relations = [(r["head"], r["type"], r["tail"]) for r in rows(facts / "relations.jsonl")]
    shown = [s for s in rows(facts / "supports.jsonl") if s["default"]]
    assert ties == sorted(
        [*relations, *((s["institution"], "SUPPORTS", s["field"]) for s in shown)]
    )
    part = json.loads(exported(home, tmp_path / "part.json", "--entity", "星槎实验室"))
    assert "Laboratory:星槎实验室" in {node["id"] for node in part["nodes"]} < ids


@pytest.mark.parametrize(
    ("question", "language"),
    [("谁支持深海探测？", "zh"), ("which institutions support 深海探测", "en")],
)
def test_ask_answers_with_evidence(home: Path, question: str, language: str) -> None:
    done = innograph(home, "ask", question, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    shape = "question language status reading value answers text cypher params".split()
    assert set(answer) >= set(shape)
    assert (answer["question"], answer["language"]) == (question, language)
    assert answer["status"] == "answered" and answer["cypher"] and answer["text"]
    assert {found["id"] for found in answer["answers"]} == SUPPORTERS
    for found in answer["answers"]:
        assert set(found) >= set("id type name aliases basis confidence evidence".split())
        assert found["basis"] in ("stated", "derived")
        assert all(set(one) == EVIDENCE for one in found["evidence"])
        assert found["evidence"]


def test_ask_prints_page_and_quote_for_people(home: Path) -> None:
    done = innograph(home, "ask", "谁支持深海探测")
    assert done.returncode == 0 and "【写明】" in done.stdout
    assert "- 云岭大学 · 高校" in done.stdout and "第 1 页第 17 行：“" in done.stdout


def test_a_batch_is_answered_line_by_line(home: Path, tmp_path: Path) -> None:
    asked = ["谁支持深海探测", "who is the mayor of 云岭", "有多少个领域", "天气如何", "？"]
    (tmp_path / "questions.txt").write_text("\n\n".join(asked) + "\n", "utf-8-sig")
    done = innograph(home, "ask", "--batch", tmp_path / "questions.txt")
    assert (done.returncode, done.stderr) == (0, "")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["question"] for answer in answers] == asked
    status = [answer["status"] for answer in answers]
    assert (status[0], status[2]) == ("answered", "answered")
    assert {status[1], status[3], status[4]} <= {"refused", "empty"}
    assert answers[2]["value"] == 3


def test_named_queries_are_listed_and_run(home: Path) -> None:
    listed = innograph(home, "query")
    assert listed.returncode == 0
    names = [line.split("  ")[0] for line in listed.stdout.splitlines()]
    assert {"list_fields", "field_supports", "field_matrix", "counts"} <= set(names)
    done = innograph(home, "query", "field_supports", "--param", f"field={FIELD}", "--json")
    assert {row["institution"] for row in json.loads(done.stdout)} == SUPPORTERS
    table = innograph(home, "query", "list_fields", "--lang", "zh")
    assert table.returncode == 0 and table.stdout.count("\n") == 4 and "清洁储能" in table.stdout


def test_cypher_reads_and_only_reads(home: Path, here: Here) -> None:
    done = innograph(home, "cypher", "MATCH (n:TechField) RETURN count(n) AS n", "--json")
    assert (done.returncode, json.loads(done.stdout)) == (0, [{"n": 3}])
    cut = here("cypher", "UNWIND range(1, 9) AS n RETURN n", "--json", "--limit", "2")
    assert json.loads(cut.stdout) == [{"n": 1}, {"n": 2}] and "2" in cut.stderr
    for forbidden in ("MATCH (n) DETACH DELETE n", "CREATE (n) RETURN n"):
        assert "not allowed" in complaint(here("cypher", forbidden), 1)


def test_status_counts_what_is_there(home: Path) -> None:
    done = innograph(home, "status", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert found["engine"]["embedded"] is True and found["engine"]["version"]
    assert found["home"] == str(home) and found["counts"]["TechField"] == 3
    assert [one["source"] for one in found["documents"]] == ["湾区.txt"]
    assert {"innograph", "python"} <= set(found["versions"])


def test_inspect_shows_a_page(here: Here, plan: Path) -> None:
    done = here("inspect", plan, "--page", "1", "--lang", "zh")
    assert done.returncode == 0 and "星槎实验室" in done.stdout and "深海探测" in done.stdout
    assert "99" in complaint(here("inspect", plan, "--page", "99"), 2)


def test_eval_measures_a_text_against_names(here: Here, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "湾区.txt").write_bytes(plan.read_bytes())
    gold = tmp_path / "gold"
    gold.mkdir()
    assert str(gold) in complaint(here("eval", "--gold", gold), 2)
    listed = ("云岭大学", "青屏研究院", "赤水大学")
    names = "".join(f"University\t{name}\t\t\n" for name in listed)
    (gold / "湾区.tsv").write_text(f"type\tname\taliases\tquote\n{names}", "utf-8")
    done = here("eval", "--gold", gold)
    assert done.returncode == 0, done.stderr
    assert "赤水大学" in done.stdout and "沧澜科技有限公司" in done.stdout


@pytest.mark.parametrize("command", [one.__name__.lstrip("_") for one in cli.COMMANDS])
def test_each_command_helps_in_both_languages(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = set()
    for lang in ("zh", "en"):
        with pytest.raises(SystemExit) as ended:
            cli.main([command, "--help", "--lang", lang])
        assert ended.value.code == 0
        said.add(capsys.readouterr().out)
    assert len(said) == 2 and all(f"innograph {command}" in text for text in said)


BAD_FILES: dict[str, tuple[bytes | None, str]] = {
    "missing.txt": (None, "No such file"),
    "empty.txt": (b"", "No text"),
    "binary.txt": (bytes(range(256)), "binary"),
    "broken.txt": (b"\xff\x80\x81 \xfe", "encod"),
    "english.txt": (b"A plan for science and technology.", "Chinese"),
    "plan.xyz": (PLAN.encode(), "kind of file"),
    "plan.pdf": (b"no pdf", "PDF"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_is_no_plan(tmp_path: Path, name: str) -> None:
    data, word = BAD_FILES[name]
    if data is not None:
        (tmp_path / name).write_bytes(data)
    done = innograph(tmp_path, "extract", tmp_path / name, "--out", tmp_path / "out")
    said = complaint(done, 1)
    assert name in said and word in said
    assert not (tmp_path / "out").exists()


def test_a_bad_file_among_good_ones(tmp_path: Path, plan: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = innograph(tmp_path, "ingest", tmp_path / "empty.txt", plan, tmp_path / "none.txt")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "empty.txt" in done.stderr and "none.txt" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("2 of 3")
    status = json.loads(innograph(tmp_path, "status", "--json").stdout)
    assert [one["source"] for one in status["documents"]] == [plan.name]


WRONG_WORDS: dict[str, tuple[list[str], str]] = {
    "no command": ([], "COMMAND"),
    "unknown command": (["learn"], "learn"),
    "no input": (["ingest"], "input"),
    "no out": (["extract", "plan.txt"], "--out"),
    "unknown option": (["status", "--xml"], "--xml"),
    "no question": (["ask"], "--batch"),
    "two ways to ask": (["ask", "谁", "--batch", "x"], "--batch"),
    "no batch": (["ask", "--batch", "none.txt"], "none.txt"),
    "a parameter without a value": (["query", "counts", "--param", "field"], "field"),
    "a port that cannot be": (["serve", "--port", "70000"], "70000"),
    "no rows": (["cypher", "RETURN 1 AS x", "--limit", "0"], "0"),
    "no time": (["cypher", "RETURN 1 AS x", "--timeout", "-1"], "-1"),
    "no gold": (["eval", "--gold", "none"], "none"),
    "unknown format": (["export", "--format", "doc", "-o", "x.doc"], "gexf"),
    "unknown field": (["export", "--format", "json", "-o", "x", "--field", "深海探"], "深海探测"),
    "unknown entity": (["export", "--format", "json", "-o", "x", "--entity", "云岭学"], "云岭大学"),
}


@pytest.mark.parametrize("case", WRONG_WORDS)
def test_wrong_words_are_usage_errors(
    home: Path,
    case: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    words, word = WRONG_WORDS[case]
    monkeypatch.setenv("INNOGRAPH_HOME", str(home))
    monkeypatch.chdir(tmp_path)
    for lang in ("en", "zh"):
        status = cli.main([*words, "--lang", lang] if words else words)
        said = capsys.readouterr()
        assert (status, said.out) == (2, "")
        assert word in said.err and len(said.err.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_wrong_queries_say_what_would_be_right(here: Here) -> None:
    assert "field_supports" in complaint(here("query", "who"), 1)
    assert "field" in complaint(here("query", "field_supports"), 1)
    excess = here("query", "list_fields", "--param", "page=1")
    assert "page" in complaint(excess, 1)
    assert "RETRUN" in complaint(here("cypher", "MATCH (n) RETRUN n"), 1)


@pytest.mark.parametrize(
    "uri", ["http://localhost:7474", "bolt://localhost:port", "bolt://127.0.0.1:{free}"]
)
def test_a_wrong_address_of_the_graph(here: Here, uri: str) -> None:
    address = uri.format(free=free_port())
    said = complaint(here("status", NEO4J_URI=address), 1)
    assert address in said and "NEO4J_URI" in said


def test_a_port_in_use(here: Here) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = complaint(here("serve", "--port", str(port)), 1)
    assert f"{port}" in said and f"--port {port + 1}" in said


def test_no_permission_to_write(here: Here, plan: Path, tmp_path: Path) -> None:
    require(LINUX)
    forbidden = Path("/sys/innograph")  # not even root may make a folder here
    done = here("extract", plan, "--out", forbidden)
    assert str(forbidden) in complaint(done, 1)
    done = here("export", "--format", "json", "-o", "/sys/graph.json")
    assert "/sys/graph.json" in complaint(done, 1)
    (tmp_path / "file").write_text("mine")
    done = here("extract", plan, "--out", tmp_path / "file")
    assert str(tmp_path / "file") in complaint(done, 1)
    done = here("export", "--format", "json", "-o", tmp_path / "file")
    assert "--force" in complaint(done, 1) and (tmp_path / "file").read_text() == "mine"
    done = here("status", INNOGRAPH_HOME=str(forbidden))
    assert str(forbidden) in complaint(done, 1)


def test_a_locked_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(embedded, "LOCK_PATIENCE", 0.5)
    monkeypatch.setenv("INNOGRAPH_HOME", str(tmp_path))
    (tmp_path / "engine").mkdir()
    with FileLock(tmp_path / "engine" / "engine.lock"):
        assert cli.main(["status", "--lang", "en"]) == 1
    said = capsys.readouterr().err
    assert str(tmp_path) in said and len(said.splitlines()) == 1


def test_what_goes_out_is_utf8_whatever_the_system_speaks(home: Path) -> None:
    done = innograph(home, "ask", "谁支持深海探测", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0 and "云岭大学" in done.stdout


def test_words_that_are_no_text_at_all(home: Path) -> None:
    done = subprocess.run(
        [os.fsencode(INNOGRAPH), b"ask", b"\xff\xfe", b"--json"],
        env=environment(home),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0 and b"Traceback" not in done.stderr
    assert json.loads(done.stdout)["status"] == "refused"


def test_a_reader_that_goes_away_is_no_error(home: Path) -> None:
    command = f"'{INNOGRAPH}' query | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command],
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_serve_answers_and_ends_with_its_engine(tmp_path: Path, sign: signal.Signals) -> None:
    port = free_port()
    process = subprocess.Popen(
        [INNOGRAPH, "serve", "--port", str(port), "--lang", "en"],
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        assert f"http://127.0.0.1:{port}" in process.stdout.readline()
        health = urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5)
        assert health.status == 200
        pid = engine_pid(tmp_path)
        process.send_signal(sign)
        _, complaints = process.communicate(timeout=30)
    finally:
        process.kill()
    assert (process.returncode, complaints) == (0, "")
    assert wait_until(lambda: not alive(pid))


def test_a_real_neo4j_serves_the_same_commands(
    neo4j_store: Store, plan: Path, home: Path, tmp_path: Path
) -> None:
    at = {name: os.environ[name] for name in ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD")}
    assert innograph(tmp_path, "ingest", plan, **at).returncode == 0
    asked = ("ask", "谁支持深海探测", "--json")
    here, there = innograph(home, *asked), innograph(tmp_path, *asked, **at)
    assert json.loads(there.stdout)["answers"] == json.loads(here.stdout)["answers"]
    assert not (tmp_path / "engine").exists()
    wrong = innograph(tmp_path, "status", **{**at, "NEO4J_PASSWORD": "wrong"})
    assert "NEO4J_PASSWORD" in complaint(wrong, 1)
