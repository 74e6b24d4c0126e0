"""Questions about a plan that nobody here has seen: nothing may depend on the one that ships."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.load import load
from graph.store import Store
from ingest.pipeline import read_plan
from queries.ask import Answer, Choice, Said, ask, reworded
from tests import engines
from tests.plans import FIELDS, PLAN

LABS = (
    "星野飞行器国家重点实验室",
    "酶工程与绿色制造省重点实验室",
    "水稻遗传育种省重点实验室",
    "遥感信息国家重点实验室",
)

#: Question → names that the answer holds, all of them.
ANSWERED = {
    "谁在做低空经济": ("星野飞行器国家重点实验室", "海岳航空学院"),
    "哪些机构支持合成生物制造？": ("酶工程与绿色制造省重点实验室", "滨东理工大学"),
    "先进储能有哪些高校": ("滨东理工大学",),
    "空天信息领域有哪些实验室": ("遥感信息国家重点实验室",),
    "光电芯片谁在做": ("北湾光子研究所", "海岳大学"),
    "除了海岳大学，还有谁支持光电芯片": ("北湾光子研究所",),
    "支持空天信息的非高校机构": ("遥感信息国家重点实验室",),
    "同时支持光电芯片和空天信息的机构": ("海岳大学",),
    "六大前沿产业领域是哪些": FIELDS,
    "除了低空经济还有哪些领域": FIELDS[1:],
    "哪些领域没有高校": ("智能机器人",),
    "海岳大学支持哪些领域": ("空天信息", "光电芯片"),
    "為什麼濱東理工大學支持先進儲能": ("滨东理工大学",),
    "星野飞行器国家重点实验室依托谁": ("海岳航空学院",),
    "绿色制造重点实验室的依托单位是谁": ("滨东理工大学",),
    "海岳农业大学有哪些实验室": ("水稻遗传育种省重点实验室",),
    "水稻遗传育种实验室研究什么": ("水稻遗传育种省重点实验室",),
    "有哪些实验室": LABS,
    "有多少个国家重点实验室": (LABS[0], LABS[3]),
    "海岳有哪些高校": ("海岳大学", "海岳农业大学", "海岳航空学院", "滨东理工大学"),
    "谁在研究水稻": ("水稻遗传育种省重点实验室", "海岳农业大学"),
    "什么是先进储能": ("先进储能",),
    "who works on 低空经济": ("星野飞行器国家重点实验室", "海岳航空学院"),
    "which universities support 先进储能": ("滨东理工大学",),
    "which fields does 海岳大学 support?": ("空天信息", "光电芯片"),
    "who hosts 遥感信息国家重点实验室": ("海岳大学",),
    "what are the six fields": FIELDS,
    "who supports 光电芯片 except 海岳大学": ("北湾光子研究所",),
    "which labs does 海岳大学 host": ("遥感信息国家重点实验室",),
    "list the laboratories": LABS,
    "who works on rice": ("水稻遗传育种省重点实验室", "海岳农业大学"),
    "who works on drones": ("星野飞行器国家重点实验室", "海岳航空学院"),
    "哪些高校不支持光电芯片": ("海岳农业大学", "海岳航空学院", "滨东理工大学"),
    "which universities do not support 光电芯片": ("海岳农业大学", "海岳航空学院", "滨东理工大学"),
    "which institutions work on remote sensing": ("遥感信息国家重点实验室", "海岳大学"),
}
#: Question → status and reason. The names of the plan that ships are not known here. Its sentences
#: have no vectors: what English words say is not denied of a Chinese text.
TURNED_AWAY = {
    "智能机器人有哪些机构": ("empty", ""),
    "海岳大学做低空经济吗": ("empty", ""),
    "浙江大学支持哪些领域": ("refused", "not_in_plan"),
    "量子科技有哪些机构": ("refused", "not_in_plan"),
    "杭州有哪些企业": ("refused", "not_in_plan"),
    "十大标志性科技领域是哪些": ("refused", "not_in_plan"),
    "之江实验室的依托单位": ("refused", "not_in_plan"),
    "未来社区2025年目标": ("refused", "not_in_plan"),
    "海岳理工大学支持哪些领域": ("ambiguous", "ambiguous"),
    "Zhejiang University fields": ("refused", "not_in_graph"),
    "does 海岳大学 work on quantum": ("refused", "not_in_graph"),
    "who works on precision medicine": ("refused", "not_in_graph"),
    "which companies are in Hangzhou": ("refused", "not_in_graph"),
    "2025 target for future communities": ("refused", "not_in_graph"),
}


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("plan") / "invented.txt"
    path.write_text(PLAN, "utf-8")
    with engines.embedded(tmp_path_factory.mktemp("home")) as store:
        load(store, read_plan(path))
        yield store


@pytest.mark.parametrize("question", ANSWERED)
def test_it_is_answered(invented: Store, question: str) -> None:
    answer = ask(invented, question)
    assert answer.status == "answered", answer.text
    assert {found.name for found in answer.answers} == set(ANSWERED[question]), answer.reading
    assert all(found.evidence for found in answer.answers)


@pytest.mark.parametrize("question", TURNED_AWAY)
def test_it_is_turned_away(invented: Store, question: str) -> None:
    answer = ask(invented, question)
    assert (answer.status, answer.reason) == TURNED_AWAY[question], answer.text


def test_without_a_plan_nothing_is_denied(embedded_store: Store) -> None:
    answer = ask(embedded_store, "谁在做低空经济")
    assert (answer.status, answer.text) == ("refused", "还没有读入任何规划。")


@pytest.mark.parametrize("question", ["你好", "谁支持", "hello", "who"])
def test_what_is_offered_can_be_asked(invented: Store, question: str) -> None:
    near = ask(invented, question).nearest
    assert near
    assert all(ask(invented, offered).status == "answered" for offered in near), near


def test_answers_speak_as_this_plan_does(invented: Store) -> None:
    told = ask(invented, "规划有哪些领域").text
    assert told.startswith("规划列出的领域共 6 个：低空经济") and "标志性" not in told
    told = ask(invented, "who works on 光电芯片").text
    assert told.startswith("2 institutions support 光电芯片, all stated in the plan: ")


def chip(store: Store, answer: Answer, kind: str) -> dict[str, str]:
    """What could be said in the place of the first words of ``kind``: label → question."""
    found = (choices for one, choices in reworded(store, answer, "zh") if one.kind == kind)
    return {choice.label: choice.question for choice in next(found, ())}


#: Question, kind of what is said, its words, what is said instead → the new question.
REWORDED = [
    ("海岳大学支持哪些领域", "institution", "海岳大学", "滨东理工大学", "滨东理工大学支持哪些领域"),
    (
        "海岳大学有哪些国家重点实验室？",
        "type_lab",
        "国家重点实验室",
        "平台",
        "海岳大学有哪些平台？",
    ),
    ("谁支持光电芯片", "field", "光电芯片", "低空经济", "谁支持低空经济"),
    (
        "Which universities support 先进储能",
        "type",
        "universities",
        "企业",
        "Which companies support 先进储能",
    ),
    ("哪些企業支持光電芯片？", "type", "企业", "高校", "哪些高校支持光電芯片？"),
    ("海岳大学直接支持哪些领域", "stated", "直接支持", "推得", "海岳大学间接支持哪些领域"),
    (
        "除了海岳大学，还有谁支持光电芯片",
        "field",
        "光电芯片",
        "空天信息",
        "除了海岳大学，还有谁支持空天信息",
    ),
]


@pytest.mark.parametrize(("question", "kind", "words", "label", "now"), REWORDED)
def test_one_thing_said_gives_way_to_another(
    invented: Store, question: str, kind: str, words: str, label: str, now: str
) -> None:
    answer = ask(invented, question)
    (one,) = (each for each in answer.said if each.kind == kind)
    offered = chip(invented, answer, kind)
    assert one.words == words and question in offered.values()
    assert offered[label] == now


@pytest.mark.parametrize("question", ANSWERED)
def test_what_could_be_said_instead_is_read_alike(invented: Store, question: str) -> None:
    answer = ask(invented, question)
    for one, choices in reworded(invented, answer, "zh"):
        assert len({choice.label for choice in choices}) == len(choices) > 1
        for choice in choices:
            again = ask(invented, choice.question)
            assert again.intent == answer.intent and not again.notes, choice
            assert others(again, one) == others(answer, one)
            assert (again.params == answer.params) == (choice.question == question)


def others(answer: Answer, one: Said) -> list[str]:
    """What else is said besides what stands where ``one`` stood."""
    return [each.value for each in answer.said if each.at != one.at]


@pytest.mark.parametrize("question", ["海岳理工大学支持哪些领域", "你好", "谁在做低空经剂"])
def test_what_was_not_read_as_it_stands_is_not_reworded(invented: Store, question: str) -> None:
    assert reworded(invented, ask(invented, question), "zh") == ()


def test_a_word_that_the_answer_does_not_heed_is_not_offered(invented: Store) -> None:
    """A type that only repeats what a name says is no condition."""
    answer = ask(invented, "星野飞行器国家重点实验室依托谁")
    (found,) = reworded(invented, answer, "en")
    one, choices = found
    assert (one.kind, one.type) == ("thing", "Laboratory")
    assert {Choice("遥感信息国家重点实验室依托谁", "遥感信息国家重点实验室")} <= set(choices)
    assert {choice.label for choice in choices} == set(LABS)


def test_what_was_said_is_part_of_the_answer_as_json(invented: Store) -> None:
    (said, *_) = ask(invented, "海岳大学支持哪些领域").to_json()["said"]
    assert said == {
        "kind": "institution",
        "words": "海岳大学",
        "value": "University:海岳大学",
        "type": "University",
        "at": 0,
    }
