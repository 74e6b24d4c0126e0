"""No condition of a question is dropped, and several things asked for are all answered: on the
plan that ships, each against another wording whose answer is known."""

from __future__ import annotations

import pytest

from graph.store import Store
from queries.ask import Answer, ask
from tests.test_ask_corpus import shipped

__all__ = ["shipped"]
#: Two wordings of one question.
SAME = {
    "高端医疗器械产业链的企业有哪些？平台、创新中心别算进来": "高端医疗器械产业链的企业有哪些",
    "支持量子科技的机构有哪些？企业和高校就别列了": "支持量子科技的机构有哪些，不算企业和高校",
    "Which companies are in the blockchain chain – no universities, no labs please.": (
        "companies in the blockchain chain"
    ),
    "Which universities work on the very smallest things (量子科技)?": "支持量子科技的高校有哪些",
    "集成电路链的企业，哪几家也承担了卡脖子项目": "参与集成电路产业链、承担卡脖子项目的企业",
    "区块链产业链靠哪些企业机构撑着": "参与区块链产业链的机构有哪些",
    "量子科技有哪些单位和实验室在做": "支持量子科技的机构有哪些",
}
FOUND = {
    "钉钉总部和阿里全球总部，哪个投得多": (67.0, {"阿里全球总部项目"}),
    "哪家企业的项目投资最大": (180.0, {"富芯半导体"}),
    "精准医疗和高端医疗器械两条链的重大项目，投资合计多少亿": (60, None),
    "有没有公司两头都占：既在卡脖子攻关名单，又在标志性企业名单": (
        None,
        {
            "杭州涂鸦信息技术有限公司",
            "浙江铖昌科技股份有限公司",
            "杭州申昊科技股份有限公司",
            "杭州杭氧股份有限公司",
            "杭州永创智能设备股份有限公司",
        },
    ),
    "做磁旋存储芯片的是哪个国重，挂靠在谁那儿": (
        None,
        {"自旋电子器件与集成系统国家重点实验室", "中电海康集团研究院"},
    ),
}


def names(answer: Answer) -> set[str]:
    assert answer.status == "answered", answer.text
    return {one.name for one in answer.answers}


@pytest.mark.parametrize(("question", "plain"), SAME.items())
def test_the_same_is_found(shipped: Store, question: str, plain: str) -> None:
    assert names(ask(shipped, question)) == names(ask(shipped, plain))


@pytest.mark.parametrize(("question", "found"), FOUND.items())
def test_all_is_found(shipped: Store, question: str, found: tuple[float, set[str] | None]) -> None:
    answer = ask(shipped, question)
    assert answer.value == found[0], answer.text
    assert found[1] is None or names(answer) == found[1], answer.text


def test_kinds_of_several_sorts_are_all_told(shipped: Store) -> None:
    answer = ask(shipped, "浙江启尔机电技术有限公司参与哪条产业链和哪个项目")
    assert {one.type for one in answer.answers} == {"IndustryChain", "Project"}, answer.text


@pytest.mark.parametrize("question", ["集成电路产业链的链主是谁", "集成电路这条链谁是头雁"])
def test_who_leads_is_not_who_takes_part(shipped: Store, question: str) -> None:
    assert ask(shipped, question).status == "empty"


def test_both_ends_of_a_figure(shipped: Store) -> None:
    told = ask(shipped, "富阳片区人才总量，现在多少，25年多少").text
    assert "15万人" in told and "20万人" in told


def test_what_nothing_ties_is_not_written_and_not_denied(shipped: Store) -> None:
    told = ask(shipped, "青山湖微纳智造小镇是不是区块链产业链的承载地")
    assert told.status == "empty" and not told.text.startswith("否"), told.text
