"""`innograph review` from end to end: list, sign, read again, undo; and all that can be off."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import cli
from graph.load import is_loaded
from graph.store import Store, open_store
from ingest.judging.judgements import read_judgements
from queries.library import run
from queries.reviewing import FILE, Word, judge
from tests import engines

PLAN = """　　海岳科技新区发展“十五五”规划

　　第一章 重点方向

　　（一）二大前沿产业领域

　　1.低空经济。开展无人机、电动垂直起降飞行器等整机研制，突破飞行控制技术。

　　2.先进储能。研究钠离子电池、液流电池等新型储能技术。

　　（二）支撑体系

　　先进储能产业，依托海岳大学、滨东理工大学等单位，加快钠离子电池技术攻关。

　　依托海岳大学建设飞行控制技术国家重点实验室，支持滨东理工大学建设飞行控制与导航技术国家重点实验室。

　　建设枫桥航空小镇、枫桥航空小城。
"""
ONE, TWO = "飞行控制技术国家重点实验室", "飞行控制与导航技术国家重点实验室"
UNI, FIELD = "海岳大学", "先进储能"
Said = tuple[int, str, str]
Innograph = Callable[..., Said]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Store]]:
    home = tmp_path_factory.mktemp("home")
    with engines.embedded(home) as store:
        yield home, store


@pytest.fixture
def home(engine: tuple[Path, Store], monkeypatch: pytest.MonkeyPatch) -> Path:
    (engine[0] / FILE).unlink(missing_ok=True)
    engines.wipe(engine[1])
    monkeypatch.setenv("INNOGRAPH_HOME", str(engine[0]))
    return engine[0]


@pytest.fixture
def innograph(home: Path, capsys: pytest.CaptureFixture[str]) -> Innograph:
    def call(*words: str) -> Said:
        capsys.readouterr()
        status = cli.main(["--lang", "en", *words])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return status, out, err

    return call


@pytest.fixture
def plan(innograph: Innograph, tmp_path: Path) -> str:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, "utf-8")
    assert innograph("ingest", str(path))[0] == 0
    return str(path)


def entity_names(home: Path) -> set[str]:
    with open_store(home=home) as store:
        return {row["name"] for row in run(store, "list_entities")}


def waiting(innograph: Innograph) -> list[set[str]]:
    status, out, _ = innograph("review", "--json")
    assert status == 0
    found: dict[str, Any] = json.loads(out)
    for one in found["candidates"]:
        for side in ("first", "second"):
            assert one[side]["line"] and one[side]["page"] and one[side]["quote"]
    return [{one["first"]["name"], one["second"]["name"]} for one in found["candidates"]]


def test_candidates_are_listed_with_page_line_and_quote(innograph: Innograph, plan: str) -> None:
    assert {ONE, TWO} in waiting(innograph)
    status, out, err = innograph("review")
    assert (status, err) == (0, "")
    assert f"{ONE}  p. 1, line 15 “" in out and "likeness" in out
    assert "Nobody has judged" in out
    chinese = innograph("review", "--lang", "zh", "--limit", "1")[1]
    assert "相近度" in chinese and chinese.count("   ") == 2


def test_same_joins_at_the_next_ingest_and_undo_parts_again(
    innograph: Innograph, plan: str, home: Path
) -> None:
    before = entity_names(home)
    status, out, _ = innograph("review", "same", ONE, TWO, "--who", "Ann", "--why", "one plate")
    assert status == 0 and "Kept: the same" in out and "Ann" in out
    assert {ONE, TWO} not in waiting(innograph)
    assert entity_names(home) == before, "nothing changes before the plan is read again"
    assert "Loaded" in innograph("ingest", plan)[1]
    assert len(entity_names(home) & {ONE, TWO}) == 1
    assert "nothing to do" in innograph("ingest", plan)[1]
    assert "one plate" in innograph("review")[1]
    assert innograph("review", "undo", TWO, ONE, "--who", "Bo")[0] == 0
    assert "Loaded" in innograph("ingest", plan)[1]
    assert entity_names(home) == before
    assert [row.split("\t")[1:3] for row in (home / FILE).read_text("utf-8").splitlines()[1:]] == [
        ["Ann", "same"],
        ["Bo", "undo"],
    ]


def test_a_deleted_file_is_noticed(innograph: Innograph, plan: str, home: Path) -> None:
    before = entity_names(home)
    innograph("review", "same", ONE, TWO, "--who", "Ann")
    innograph("ingest", plan)
    (home / FILE).unlink()
    assert "Loaded" in innograph("ingest", plan)[1]
    assert entity_names(home) == before


def test_names_of_two_plans_become_one_thing(
    innograph: Innograph, home: Path, tmp_path: Path
) -> None:
    plans = []
    for number, name in enumerate((ONE, TWO)):
        plans.append(str(tmp_path / f"plan{number}.txt"))
        text = f"　　第{number}个规划\n\n　　第一章 平台\n\n　　依托{UNI}建设{name}。\n"
        Path(plans[-1]).write_text(text, "utf-8")
    assert innograph("ingest", *plans)[0] == 0
    assert {ONE, TWO} in waiting(innograph)
    innograph("review", "same", ONE, TWO, "--who", "Ann")
    assert innograph("ingest", *plans)[0] == 0
    with open_store(home=home) as store:
        (lab,) = run(store, "list_entities", types=["Laboratory"])
        assert {lab["name"], *lab["aliases"]} == {ONE, TWO}
        assert len(run(store, "entity", id=lab["id"])[0]["documents"]) == 2


def test_a_different_is_remembered_and_must_be_undone_to_change(
    innograph: Innograph, plan: str, home: Path
) -> None:
    assert innograph("review", "different", ONE, TWO, "--who", "Ann")[0] == 0
    innograph("ingest", plan)
    assert {ONE, TWO} not in waiting(innograph)
    status, _, err = innograph("review", "same", TWO, ONE, "--who", "Bo")
    assert status == 2 and "Ann" in err and "undo" in err and err.count("\n") == 1
    assert len(read_judgements(home / FILE).rows) == 1
    assert innograph("review", "undo", ONE, TWO, "--who", "Bo")[0] == 0
    assert innograph("review", "same", TWO, ONE, "--who", "Bo")[0] == 0


def test_a_different_stands_against_a_same_through_a_third(innograph: Innograph, plan: str) -> None:
    third = "枫桥航空小镇"
    assert innograph("review", "same", ONE, third, "--who", "Ann")[0] == 0
    assert innograph("review", "different", third, TWO, "--who", "Ann")[0] == 0
    status, _, err = innograph("review", "same", ONE, TWO, "--who", "Bo")
    assert status == 2 and third in err


def test_unsure_comes_last_with_who_and_why(innograph: Innograph, plan: str) -> None:
    first = waiting(innograph)[0]
    innograph("review", "unsure", *sorted(first), "--who", "Ann", "--why", "ask them")
    found = waiting(innograph)
    assert found[-1] == first and (len(found) == 1 or found[0] != first)
    assert "[unsure: Ann" in innograph("review")[1]


def support(home: Path) -> dict[str, Any] | None:
    with open_store(home=home) as store:
        (uni,) = (r for r in run(store, "list_entities", types=["University"]) if r["name"] == UNI)
        told = {"institution": uni["id"], "default_only": False}
        rows = run(store, "institution_fields", **told)
        return next((row for row in rows if row["name"] == FIELD), None)


def reason(home: Path) -> str:
    found = support(home)
    assert found and found["default"]
    return str(found["reasons_en"][0])


def test_a_rejected_support_stays_away_until_the_word_is_taken_back(
    innograph: Innograph, plan: str, home: Path
) -> None:
    assert reason(home)
    status, out, _ = innograph("review", "reject", UNI, FIELD, "--who", "Ann", "--why", "no proof")
    assert status == 0 and "support rejected" in out
    for _ in range(2):
        innograph("ingest", plan)
        assert support(home) is None
    assert "no proof" in innograph("review")[1]
    assert innograph("review", "accept", UNI, FIELD, "--who", "Bo")[0] == 0
    innograph("ingest", plan)
    assert "Confirmed by Bo" in reason(home)
    assert innograph("review", "undo", UNI, FIELD, "--who", "Bo")[0] == 0
    innograph("ingest", plan)
    assert support(home) is None, "one word was taken back, Ann's holds again"
    assert innograph("review", "undo", UNI, FIELD, "--who", "Bo")[0] == 0
    innograph("ingest", plan)
    assert "Bo" not in reason(home) and "Ann" not in reason(home)
    assert innograph("review", "undo", UNI, FIELD, "--who", "Bo")[0] != 0


def test_extract_applies_what_was_decided(innograph: Innograph, plan: str, tmp_path: Path) -> None:
    innograph("review", "reject", UNI, FIELD, "--who", "Ann")
    innograph("extract", plan, "--out", str(tmp_path / "out"))
    rows = map(json.loads, (tmp_path / "out" / "supports.jsonl").read_text("utf-8").splitlines())
    pairs = {(row["institution"], row["field"]) for row in rows}
    innograph("review", "undo", UNI, FIELD, "--who", "Ann")
    innograph("extract", plan, "--out", str(tmp_path / "again"))
    rows = map(json.loads, (tmp_path / "again" / "supports.jsonl").read_text("utf-8").splitlines())
    (gone,) = {(row["institution"], row["field"]) for row in rows} - pairs
    assert gone[0].endswith(UNI)


WRONG = [
    (("same", ONE), "two names"),
    (("same", ONE, TWO), "--who"),
    (("same", ONE, TWO, "--who", " "), "--who"),
    (("same", ONE, "枫桥航空镇", "--who", "Ann"), "Near it: 枫桥航空小镇"),
    (("different", "zzz", ONE, "--who", "Ann"), "no “zzz”. Nothing is near"),
    (("same", ONE, ONE, "--who", "Ann"), "one and the same"),
    (("same", FIELD, ONE, "--who", "Ann"), "is of the type"),
    (("undo", ONE, TWO, "--who", "Ann"), "Nothing was said"),
    (("accept", UNI, UNI, "--who", "Ann"), "no technology field"),
    (("reject", "滨东理工大学", "低空经济x", "--who", "Ann"), "The fields are: "),
    (("accept", "枫桥航空小镇", FIELD, "--who", "Ann"), "no support"),
    (("same", ONE, TWO, "--who", "A\x07nn"), "printable"),
    (("same", ONE, TWO, "--who", "长" * 3000), "at most"),
    (("maybe", ONE, TWO, "--who", "Ann"), "invalid choice"),
    (("--who", "Ann"), "without any"),
    (("--limit", "0"), "from 1"),
]


@pytest.mark.parametrize(("words", "told"), WRONG)
def test_wrong_words_are_one_clear_line(
    innograph: Innograph, plan: str, home: Path, words: tuple[str, ...], told: str
) -> None:
    status, out, err = innograph("review", *words)
    assert status in (1, 2) and out == ""
    assert told in err and err.count("\n") == 1
    assert not (home / FILE).exists()


def test_an_empty_graph_says_what_to_do(innograph: Innograph, home: Path) -> None:
    status, _, err = innograph("review")
    assert status == 1 and "innograph ingest" in err


def test_damaged_lines_are_told_and_the_rest_is_applied(
    innograph: Innograph, plan: str, home: Path
) -> None:
    innograph("review", "same", ONE, TWO, "--who", "Ann")
    with (home / FILE).open("a", encoding="utf-8") as file:
        file.write("what is this\n")
    for words in (("ingest", plan), ("review",)):
        status, _, err = innograph(*words)
        assert status == 0
        assert any(str(home / FILE) in line and "line 3" in line for line in err.splitlines())
    assert len(entity_names(home) & {ONE, TWO}) == 1


def test_a_file_that_cannot_be_written_is_one_clear_line(
    innograph: Innograph, plan: str, home: Path
) -> None:
    (home / FILE).mkdir()
    try:
        for words in (("review", "unsure", ONE, TWO, "--who", "Ann"), ("ingest", plan)):
            status, _, err = innograph(*words)
            assert status == 1 and FILE in err and err.count("\n") == 1
    finally:
        (home / FILE).rmdir()


def test_the_run_changes_with_what_was_decided(innograph: Innograph, plan: str, home: Path) -> None:
    def state() -> tuple[str, str]:
        with open_store(home=home) as store:
            (row,) = run(store, "documents")
            return row["id"], row["run"]

    document, before = state()
    innograph("review", "unsure", ONE, TWO, "--who", "Ann")
    held = read_judgements(home / FILE)
    with open_store(home=home) as store:
        assert is_loaded(store, document) and not is_loaded(store, document, held.digest)
    innograph("ingest", plan)
    after = state()[1]
    assert after != before
    innograph("ingest", plan)
    assert state()[1] == after


def test_every_engine_tells_what_there_is_to_judge(
    store: Store, innograph: Innograph, home: Path, tmp_path: Path
) -> None:
    """The query behind the list, and signing, on each engine at hand."""
    from graph.load import load
    from tests.builders import sample

    load(store, sample())
    rows = run(store, "review/things")
    assert all(row["document"] and row["title"] and row["line"] for row in rows)
    (row,) = judge(store, Word("reject", "北斗科技有限公司", "quantum", "林一"))
    assert (row.first, row.second) == ("北斗科技有限公司", "量子领域")


def test_a_sheet_goes_out_and_comes_back(
    innograph: Innograph, plan: str, home: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.csv"
    status, out, _ = innograph("review", "--write", str(sheet))
    assert status == 0 and str(sheet) in out
    lines = sheet.read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("verdict,why,first,second,type,likeness,first_page,")
    mine = next(line for line in lines if ONE in line and TWO in line)
    assert mine.startswith((f",,{ONE},{TWO},Laboratory,", f",,{TWO},{ONE},"))
    assert innograph("review", "--read", str(sheet), "--who", "Ann")[0] == 0
    assert not (home / FILE).exists(), "nothing was filled in"
    filled = [lines[0], mine.replace(",,", 'Same,"one plate, one door",', 1)]
    sheet.write_text("\n".join(filled) + "\n", "utf-8-sig")
    status, out, err = innograph("review", "--read", str(sheet), "--who", "Ann")
    assert (status, err) == (0, "") and "1 judgements kept, 0 rows" in out
    (row,) = read_judgements(home / FILE).rows
    assert (row.who, row.verdict, row.why) == ("Ann", "same", "one plate, one door")


@pytest.mark.parametrize(
    ("between", "code"), [("\t", "utf-16"), (";", "utf-8"), (",", "gb18030"), (",", "utf-8-sig")]
)
def test_what_spreadsheets_save_is_read(
    innograph: Innograph, plan: str, home: Path, tmp_path: Path, between: str, code: str
) -> None:
    sheet = tmp_path / "sheet.csv"
    rows = (("why", "verdict", "first", "second"), ("门牌", "different", ONE, TWO))
    sheet.write_bytes("".join(between.join(row) + "\r\n" for row in rows).encode(code))
    assert innograph("review", "--read", str(sheet), "--who", "Ann")[0] == 0
    (row,) = read_judgements(home / FILE).rows
    assert (row.first, row.second, row.why) == (ONE, TWO, "门牌")


def test_a_row_of_a_sheet_that_will_not_do_stops_no_other(
    innograph: Innograph, plan: str, home: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.csv"
    rows = [f"perhaps,{ONE},{TWO}", f"same,{ONE},nobody", "", f"unsure,{ONE},{TWO}", "same"]
    sheet.write_text("\n".join(["verdict,first,second", *rows]), "utf-8")
    status, out, err = innograph("review", "--read", str(sheet), "--who", "Ann")
    assert status == 1 and "1 judgements kept, 3 rows" in out
    assert [f"line {n}:" in line for n, line in zip((2, 3, 6), err.splitlines(), strict=True)]
    assert read_judgements(home / FILE).rows[0].verdict == "unsure"


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "\x00\x01", None])
def test_what_is_no_sheet_is_one_clear_line(
    innograph: Innograph, plan: str, tmp_path: Path, content: str | None
) -> None:
    sheet = tmp_path / "sheet.csv"
    if content is not None:
        sheet.write_text(content, "utf-8")
    status, _, err = innograph("review", "--read", str(sheet), "--who", "Ann")
    assert status == 1 and str(sheet) in err and err.count("\n") == 1
    status, _, err = innograph("review", "--write", str(tmp_path))
    assert status == 1 and "cannot be written" in err and err.count("\n") == 1
