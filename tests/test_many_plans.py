"""Questions about several plans at once: the plan that ships and two written ones, lenses laid."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.load import load
from graph.store import Store
from ingest.pipeline import read_plan
from ingest.supports.lenses import shipped
from queries.asking.answer import Answer
from queries.library import run
from queries.narrowing import ask_plans
from tests import engines

ROOT = Path(__file__).resolve().parent
HANGZHOU, HEFEI, CHANGSHA = "杭州城西", "合肥市", "长沙市"
FILES = (
    ROOT.parent / "data" / "hangzhou-west-corridor-14fyp.txt",
    *(ROOT / "written" / name / "plan.html" for name in ("hefei", "changsha")),
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with engines.embedded(tmp_path_factory.mktemp("shelf-home")) as store:
        for path in FILES:
            load(store, read_plan(path, lenses=tuple(shipped().values())))
        yield store


def plans_of(answer: Answer) -> set[str]:
    """The beginnings of the titles of the plans that an answer cites."""
    return {quote.plan[:4] for one in answer.answers for quote in one.evidence}


def names(answer: Answer) -> set[str]:
    return {one.name for one in answer.answers}


@pytest.mark.parametrize("question", ["谁在做量子", "谁在做量子？", "有谁搞量子"])
def test_a_word_that_means_a_field_in_each_plan_is_answered_by_all(
    shelf: Store, question: str
) -> None:
    answer = ask_plans(shelf, question)
    assert answer.status == "answered" and plans_of(answer) >= {HANGZHOU, HEFEI[:2] + "市未"}
    assert {"浙江大学", "中国科学技术大学"} <= names(answer)
    assert "杭州城西科创大走廊" in answer.text and "合肥" in answer.text


def test_where_a_plan_does_not_declare_a_field_the_lens_says_who(shelf: Store) -> None:
    answer = ask_plans(shelf, "who works on quantum")
    assert answer.status == "answered" and "under the lens" in answer.text
    assert any(plan.startswith("合肥") for plan in plans_of(answer))
    own = {one.name for one in answer.answers if one.evidence[0].plan.startswith("杭州")}
    assert own == names(ask_plans(shelf, "who works on quantum", ids=plan_ids(shelf, HANGZHOU)))


def plan_ids(store: Store, title: str) -> list[str]:
    return [row["id"] for row in run(store, "documents") if row["title"].startswith(title)]


@pytest.mark.parametrize(
    "question",
    ["哪些机构出现在不止一份规划里", "多份规划都提到的机构有哪些", "两份规划都写到的机构"],
)
def test_what_several_plans_name(shelf: Store, question: str) -> None:
    answer = ask_plans(shelf, question)
    shared = {row["name"] for row in run(shelf, "ask/documents_of")}
    assert answer.status == "answered" and names(answer) <= shared
    everything = ask_plans(shelf, "有哪些机构")
    assert names(answer) == names(everything) & shared


def test_which_plan_has_most(shelf: Store) -> None:
    answer = ask_plans(shelf, "哪份规划的实验室最多")
    counts = [
        len(ask_plans(shelf, "有哪些实验室", ids=[row["id"]]).answers)
        for row in run(shelf, "documents")
    ]
    assert answer.value == max(counts) and [one.name[:4] for one in answer.answers] == [HANGZHOU]
    asked = ask_plans(shelf, "which plan has the most laboratories")
    assert names(asked) == names(answer)


def test_each_plan_in_turn(shelf: Store) -> None:
    answer = ask_plans(shelf, "各规划有哪些实验室")
    assert names(answer) == names(ask_plans(shelf, "有哪些实验室"))
    assert answer.text.count("\n") == 3


def test_what_differs_between_two_plans(shelf: Store) -> None:
    answer = ask_plans(shelf, "合肥的规划和长沙的规划有什么不同")
    assert answer.status == "answered" and {one.type for one in answer.answers} == {"Document"}
    assert [one.name[:2] for one in answer.answers] == ["合肥", "长沙"]


def test_places_of_two_plans_narrow_a_question(shelf: Store) -> None:
    answer = ask_plans(shelf, "合肥和长沙有哪些实验室")
    assert plans_of(answer) == {"合肥市未", "长沙市加"}
    assert "某某市" not in answer.text and ask_plans(shelf, "青浦有哪些机构").status == "refused"
