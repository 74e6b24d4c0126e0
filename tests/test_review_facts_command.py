"""`innograph review` on single facts: said, applied at once, kept over a reading, handed on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph.load import load
from graph.plans import kept
from graph.store import Store, open_store
from ingest.judging.judgements import Judgements, read_judgements
from queries.applying import apply, late
from queries.library import run
from queries.reviewing import FILE, Word, judge
from tests.builders import sample
from tests.test_review_command import (  # noqa: F401  (fixtures)
    FIELD,
    ONE,
    TWO,
    UNI,
    Innograph,
    engine,
    home,
    innograph,
    plan,
)

ANN = ("--who", "Ann")
OTHER = "滨东理工大学"


def names(home: Path) -> set[str]:  # noqa: F811
    with open_store(home=home) as store:
        return {row["name"] for row in run(store, "list_entities")}


def ties(home: Path, type: str) -> set[tuple[str, str]]:  # noqa: F811
    with open_store(home=home) as store:
        rows = run(store, "review/relations", type=type)
        return {(row["head_name"], row["tail_name"]) for row in rows}


def test_a_rejected_entity_is_gone_at_once_and_stays_gone(
    innograph: Innograph,  # noqa: F811
    plan: str,  # noqa: F811
    home: Path,  # noqa: F811
) -> None:
    status, out, err = innograph(
        "review", "reject", ONE, "--as", "entity", *ANN, "--why", "a slip", "--apply"
    )
    assert status == 0 and f"entity rejected: {ONE} | Laboratory (Ann)" in out
    assert "brought up to the judgements: 1" in out and "海岳科技新区" in err
    assert ONE not in names(home)
    assert "nothing to do" in innograph("ingest", plan)[1]
    Path(plan).write_text(Path(plan).read_text("utf-8") + "\n　　完。\n", "utf-8")
    assert "Loaded" in innograph("ingest", plan)[1] and ONE not in names(home)
    assert "a slip" in innograph("review")[1]
    assert innograph("review", "undo", ONE, "--as", "entity", *ANN, "--apply")[0] == 0
    assert ONE in names(home)


def test_a_relation_is_rejected_and_another_added_with_its_line(
    innograph: Innograph,  # noqa: F811
    plan: str,  # noqa: F811
    home: Path,  # noqa: F811
) -> None:
    assert (ONE, UNI) in ties(home, "HOSTED_BY")
    innograph("review", "reject", ONE, UNI, "--as", "HOSTED_BY", *ANN)
    status, out, _ = innograph(
        "review", "add", ONE, OTHER, "--as", "HOSTED_BY", "--line", "15", *ANN, "--apply"
    )
    assert status == 0 and "relation “hosted by” added" in out
    assert (ONE, UNI) not in ties(home, "HOSTED_BY") and (ONE, OTHER) in ties(home, "HOSTED_BY")
    with open_store(home=home) as store:
        (row,) = (r for r in run(store, "review/relations") if r["judged"])
        assert row["lines"] == [15] and row["signed_en"].startswith("Added by Ann")
        assert row["rule"] == "person.added" and row["quotes"][0].startswith("依托海岳大学")
    assert "from line 15 of" in innograph("review")[1]


def test_an_entity_and_a_support_are_added(
    innograph: Innograph,  # noqa: F811
    plan: str,  # noqa: F811
    home: Path,  # noqa: F811
) -> None:
    told = ("review", "add", "枫桥飞行试验中心", "--as", "TechPlatform", "--line", "17", *ANN)
    assert innograph(*told)[0] == 0
    assert innograph("review", "add", TWO, FIELD, "--line", "15", *ANN, "--apply")[0] == 0
    assert "枫桥飞行试验中心" in names(home)
    with open_store(home=home) as store:
        (field,) = (r for r in run(store, "list_fields") if r["name"] == FIELD)
        rows = run(store, "field_supports", field=field["id"])
        (row,) = (r for r in rows if r["name"] == TWO)
    assert (row["judged"], row["basis"], row["default"], row["lines"]) == (
        "add",
        "stated",
        True,
        [15],
    )


WRONG = [
    (("reject", "枫桥航空镇", "--as", "entity"), "Near it: 枫桥航空小镇"),
    (("reject", ONE, OTHER, "--as", "HOSTED_BY"), "no relation HOSTED_BY"),
    (("accept", ONE, UNI, "--as", "OWNS"), "nothing that can be judged"),
    (("add", ONE, "--as", "Laboratory", "--line", "15"), "has “"),
    (("add", "新桥室", "--as", "TechField", "--line", "15"), "cannot be added"),
    (("add", "新桥室", "--as", "Laboratory"), "is no line"),
    (("add", "新桥室", "--as", "Laboratory", "--line", "0x12"), "is no line"),
    (("add", "新桥室", "--as", "Laboratory", "--line", "15-99"), "is no line"),
    (("add", "新桥室", "--as", "Laboratory", "--line", "99999"), "has no words"),
    (("add", "新桥室", "--as", "Laboratory", "--line", "2"), "has no words"),
    (("add", "新桥室", "--as", "Laboratory", "--line", "15", "--plan", "别的"), "Which plan"),
    (("add", "长" * 61, "--as", "Laboratory", "--line", "15"), "1 to 60"),
    (("add", UNI, ONE, "--as", "HOSTED_BY", "--line", "15"), "goes from (Laboratory"),
    (("add", ONE, UNI, "--as", "HOSTED_BY", "--line", "15"), "this already"),
    (("add", UNI, FIELD, "--line", "15"), "this already"),
    (("undo", ONE, "--as", "entity"), "Nothing was said"),
    (("reject", ONE, "--as", "HOSTED_BY"), "two names"),
]


@pytest.mark.parametrize(("words", "told"), WRONG)
def test_wrong_words_are_one_clear_line(
    innograph: Innograph,  # noqa: F811
    plan: str,  # noqa: F811
    home: Path,  # noqa: F811
    words: tuple[str, ...],
    told: str,
) -> None:
    status, out, err = innograph("review", *words, *ANN)
    assert status in (1, 2) and out == ""
    assert told in err and err.count("\n") == 1
    assert not (home / FILE).exists()


def test_judgements_are_handed_on_and_taken_over(
    innograph: Innograph,  # noqa: F811
    plan: str,  # noqa: F811
    home: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    innograph("review", "reject", ONE, "--as", "entity", *ANN)
    innograph("review", "reject", UNI, FIELD, *ANN)
    file = tmp_path / "judgements.tsv"
    assert "2 judgements hold" in innograph("review", "--export", str(file))[1]
    assert file.read_bytes() == (home / FILE).read_bytes()
    before = read_judgements(home / FILE)
    assert "0 judgements taken" in innograph("review", "--import", str(file))[1]
    (home / FILE).unlink()
    status, out, _ = innograph("review", "--import", str(file), "--apply")
    assert status == 0 and "2 judgements taken" in out and ONE not in names(home)
    assert read_judgements(home / FILE).rows == before.rows
    file.write_text("what is this\n", "utf-8")
    status, out, err = innograph("review", "--import", str(file))
    assert status == 1 and "no judgement in this file" in err and not out
    assert innograph("review", "--import", str(tmp_path / "none"))[0] == 1
    assert innograph("review", "--export", str(tmp_path))[0] == 1


def test_a_plan_whose_file_is_gone_is_named(
    innograph: Innograph,  # noqa: F811
    plan: str,  # noqa: F811
    home: Path,  # noqa: F811
) -> None:
    with open_store(home=home) as store:
        (document,) = run(store, "documents")
    path = kept(document["id"])
    assert path and path.read_bytes() == Path(plan).read_bytes()
    shutil.rmtree(path.parent)
    innograph("review", "reject", ONE, "--as", "entity", *ANN)
    status, out, err = innograph("review", "--apply")
    assert status == 0 and "judgements: 0" in out and "innograph ingest plan.txt" in err
    assert "Loaded" in innograph("ingest", plan)[1] and kept(document["id"])


def test_every_engine_lists_and_judges_relations(store: Store, home: Path) -> None:  # noqa: F811
    load(store, sample())
    rows = run(store, "review/relations", type="HOSTED_BY")
    assert {(row["head_name"], row["tail_name"]) for row in rows} >= {("海棠实验室", "星河大学")}
    assert all(row["quotes"] and row["document"] and row["judged"] is None for row in rows)
    (row,) = judge(store, Word("reject", "海棠实验室", "星河大学", "林一", kind="HOSTED_BY"))
    assert (row.what, row.first, row.second) == ("HOSTED_BY", "海棠实验室", "星河大学")
    assert late(store, Judgements((row,)))
    assert apply(store, Judgements((row,))).without_file


def test_a_file_is_looked_at_before_it_is_taken_over(
    innograph: Innograph,  # noqa: F811
    home: Path,  # noqa: F811
    plan: str,  # noqa: F811
    tmp_path: Path,
) -> None:
    assert innograph("review", "reject", ONE, "--as", "entity", *ANN)[0] == 0
    row = "2036-03-01T08:00:00+00:00\tBo\t{}\t{}\tLaboratory\t\tENTITY\n"
    old = row.replace("2036", "2006").format("accept", ONE)
    theirs = tmp_path / "theirs.tsv"
    said = (("accept", ONE), ("reject", TWO), ("reject", "无名实验室"))
    lines = [row.format(*each) for each in said]
    theirs.write_text("".join(lines) + old + "no line\n", "utf-8")
    status, out, err = innograph("review", "--import", str(theirs), "--preview")
    effects = ["changes our word", "new", "no place here yet; kept", "older"]
    told = out.splitlines()
    assert status == 0 and len(told) == 4
    assert all(effect in line for effect, line in zip(effects, told, strict=True)), told
    assert "not here: 无名实验室" in told[2] and "5" in err
    assert [each.who for each in read_judgements(home / FILE).rows] == ["Ann"]
