"""Questions said otherwise ask the same: who asks told first, the dearest, names in two scripts."""

from __future__ import annotations

import pytest

from graph.store import Store
from queries.ask import ask
from tests.test_ask_corpus import shipped

__all__ = ["shipped"]
#: Questions, and the plain question that has the same answer.
SAME = {
    # The dearest of the projects; how many there are is only told.
    "which of the 40 projects is the dearest?": "投资最大的项目是哪个",
    "产业项目里总投资最大的那个叫什么": "投资最大的项目是哪个",
    "Of the seven chains, which one has the most projects?": "which chain has the most projects?",
    # Who asks, or why, is told in a first clause.
    "刚看完半导体材料，想问集成电路产业链有哪些企业": "集成电路产业链有哪些企业",
    "刚入职不久，请问西湖大学支撑哪些领域": "西湖大学支撑哪些领域",
    # 别人 denies nothing; 去掉 before 还剩 leaves out what stands before it.
    "浙大牵头哪些实验室？跟别人共建的也算": "浙大牵头哪些实验室",
    "集成电路产业链成员，企业去掉还剩谁": "参与集成电路产业链的机构，不要企业",
    # A class that only repeats what is asked for; an English name before the Chinese one.
    "companies in the IC chain, company names only": "集成电路产业链有哪些企业",
    "which fields does the Western Academy for Life (西湖大学) support": "西湖大学支撑哪些领域",
}
YES = {
    "之江实验室是不是参与了集成电路产业链": "是。",
    "云谷小镇在云城吗": "是。",
    "Is the 云谷小镇 located in 云城?": "Yes.",
    "Does Zhejiang Lab take part in the integrated circuit chain?": "Yes.",
}


@pytest.mark.parametrize("question", SAME)
def test_the_same_is_answered(shipped: Store, question: str) -> None:
    plain, other = ask(shipped, SAME[question]), ask(shipped, question)
    assert plain.status == other.status == "answered"
    assert {one.id for one in other.answers} == {one.id for one in plain.answers}


@pytest.mark.parametrize("question", YES)
def test_yes_is_said_once(shipped: Store, question: str) -> None:
    told = ask(shipped, question).text
    assert told.startswith(YES[question])
    assert told.count(YES[question].rstrip(".。")) == 1


def test_a_place_is_not_told_to_lie_in_itself(shipped: Store) -> None:
    told = ask(shipped, "Is the 云谷小镇 located in 云城?").text
    assert " and " not in told
    assert ask(shipped, "云谷小镇在西湖片区吗").text == "规划没有写到云谷小镇位于西湖片区。"


def test_no_is_not_called_yes(shipped: Store) -> None:
    assert ask(shipped, "海康威视是不是参与了集成电路产业链？").status == "empty"


def test_a_clause_that_the_question_points_back_to_is_needed(shipped: Store) -> None:
    found = ask(shipped, "我们在看固态电池，规划把这块攻关交给了谁家")
    assert "固态电池" not in "".join(found.notes)


def test_what_is_someone_s_own_is_hosted_or_undertaken(shipped: Store) -> None:
    both = ask(shipped, "之江实验室的设施和项目有哪些")
    assert {"Facility"} <= {one.type for one in both.answers}
    assert "承担" in both.reading
