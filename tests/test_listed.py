"""What a plan's own tables list: how many, by a cell, by the year; whether a figure is binding."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.load import load
from graph.store import Store
from queries.ask import ask
from tests import engines
from tests.test_attributes import plan

PLATFORMS = [
    ["序号", "平台名称", "类别", "依托单位", "进展"],
    ["1", "海藻基因省重点实验室", "实验室", "云川大学", "在建"],
    ["2", "深海取样试验装置", "科技设施", "云川海洋研究所", "谋划"],
    ["3", "云川激光中试服务平台", "服务平台", "云川激光科技有限公司", "谋划"],
    ["4", "云川省激光技术创新中心", "创新中心", "云川激光科技有限公司", "提升"],
]
PROJECTS = [
    ["项目名称", "实施单位", "总投资（亿元）", "建设周期", "落位"],
    ["高功率激光器项目", "云川激光科技有限公司", "12.5", "2026—2028年", "青溪产业园"],
    ["海藻多糖药物项目", "星湾制药有限公司", "8", "2027—2029年", "云川药谷产业园"],
    ["深海取样机项目", "云川海洋研究所", "3", "2027—2028年", "青溪产业园"],
]
INDICATORS = [
    ["指标", "单位", "2025年", "2030年", "性质"],
    ["技术合同成交额", "亿元", "160", "400", "预期性"],
    ["单位产值能耗降幅", "%", "3", "12", "约束性"],
]
LISTED = {
    "重点平台一共几个": (4, 4),
    "How many platforms are on the key platform list?": (4, 4),
    "平台清单里还在谋划的有哪些": (None, 2),
    "服务平台那一类里排了几家": (1, 1),
    "重大项目一共安排了几个": (3, 3),
    "重大项目的投资合计多少": (23.5, 3),
    "2027年开工的重大项目有哪些": (None, 2),
    "Which of the major projects do not start until 2027?": (None, 2),
    "2028年底就要完工的重大项目有哪些": (None, 2),
    "重大项目清单里花钱最少的是哪一项": (3, 1),
    "落在青溪产业园的重大项目有几个": (2, 2),
    "落在青溪产业园的重大项目有哪些": (None, 2),
    "青溪产业园落了哪些项目": (None, 2),
    "Which major projects are in 青溪产业园?": (None, 2),
}
#: A table has no such cell, or the question says more than it does.
ELSEWHERE = ("云川大学的重大项目有几个", "重点平台的负责人有哪些", "不在清单里的重大项目有哪些")
NATURES = {
    "约束性的目标有哪些": "单位产值能耗降幅",
    "指标里属于约束性的是哪些": "单位产值能耗降幅",
    "技术合同成交额是约束性指标吗": "否。这是预期性指标。",
    "Is 单位产值能耗降幅 a binding target?": "Yes. It is binding.",
    "技术合同成交额是约束性还是预期性": "这是预期性指标。",
}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    every = (
        (PLATFORMS, "表1 重点平台清单"),
        (PROJECTS, "表2 重大项目"),
        (INDICATORS, "表3 主要指标"),
    )
    with engines.embedded(tmp_path_factory.mktemp("graph")) as store:
        load(store, plan(tmp_path_factory.mktemp("listed"), *every))
        yield store


@pytest.mark.parametrize(("question", "told"), LISTED.items())
def test_a_table_lists(tables: Store, question: str, told: tuple[float | None, int]) -> None:
    answer = ask(tables, question)
    assert answer.intent == "listed", answer.text
    assert (answer.value, len(answer.answers)) == told, answer.text


@pytest.mark.parametrize("question", ELSEWHERE)
def test_a_table_says_no_more_than_it_holds(tables: Store, question: str) -> None:
    assert ask(tables, question).intent != "listed"


@pytest.mark.parametrize(("question", "words"), NATURES.items())
def test_a_figure_is_binding_or_not(tables: Store, question: str, words: str) -> None:
    answer = ask(tables, question)
    assert answer.status == "answered" and words in answer.text, answer.text


def test_platforms_are_what_the_plan_calls_so(tables: Store) -> None:
    found = ask(tables, "云川激光科技有限公司牵头的平台有哪些").answers
    assert {one.name for one in found} == {"云川激光中试服务平台", "云川省激光技术创新中心"}
    assert ask(tables, "云川激光科技有限公司牵头的实验室和平台有几个").value == 1
