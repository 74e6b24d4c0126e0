"""Where no fact answers: the nearest sentences, other wordings, bodies that the graph lacks."""

from __future__ import annotations

import pytest

from graph.store import Store
from queries.ask import ask
from queries.asking.lexicon import lexicon, options, rows, wordings
from queries.asking.normalise import form
from tests.test_ask_corpus import shipped

__all__ = ["shipped"]
#: What only a sentence says, and a part of that sentence.
TOLD = {
    "独角兽打算培育多少家，原文给我一句": "独角兽",
    "规划对人才住房怎么写的，原话": "人才",
    "what is the exact wording on battery swap stations": "换电站",
}
#: What a sentence may speak of, and yet no sentence settles.
CLOSED = ("浙江大学和西湖大学哪个好", "上海有哪些园区", "不搞量子也不搞芯片")
#: Wordings that no strict reading knows, and the plain question.
SAID = {
    "四家省实验室各是傍着谁建的": "省实验室依托谁",
    "还停留在谋划阶段的科学装置": "谋划的科学装置有哪些",
    "how many choke-point projects does the list hold, all in all": "how many bottleneck projects",
}
STRANGERS = ("中科大做量子吗", "does Tesla work on batteries", "腾讯承担了哪些项目")


@pytest.mark.parametrize("question", TOLD)
def test_the_text_answers_what_asks_for_it(shipped: Store, question: str) -> None:
    found = ask(shipped, question)
    assert found.status == "answered"
    assert {one.type for one in found.answers} == {"Passage"}
    quotes = "".join(quote.quote for one in found.answers for quote in one.evidence)
    assert TOLD[question] in quotes.replace("\n", "")


@pytest.mark.parametrize("question", CLOSED)
def test_no_sentence_settles_an_opinion_another_place_a_denial(
    shipped: Store, question: str
) -> None:
    assert ask(shipped, question).status == "refused"


@pytest.mark.parametrize("question", SAID)
def test_other_wordings_are_heard(shipped: Store, question: str) -> None:
    plain, other = ask(shipped, SAID[question]), ask(shipped, question)
    assert plain.status == other.status == "answered"
    assert {one.id for one in other.answers} == {one.id for one in plain.answers}


@pytest.mark.parametrize("question", STRANGERS)
def test_a_body_that_the_graph_lacks_is_no_other(shipped: Store, question: str) -> None:
    found = ask(shipped, question)
    assert found.status in ("refused", "empty")
    assert not found.answers


def test_a_wording_says_nothing_that_it_hides() -> None:
    """None asks or denies under another sense, and none is a word that is read strictly."""
    denying = {"neg", "except"}
    for row in rows("wordings"):
        for text in options(row["zh"], row["en"]):
            assert form(text) not in lexicon().senses, text
            if row["kind"] not in denying and len(text) < 4:
                assert not {"不", "没", "未", "无"} & set(text), text
    assert len(wordings().senses) > 15_000


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("专栏3里有哪些国家重点实验室", "有哪些国家重点实验室"),
        ("附件3的省实验室有哪几家", "有哪些省实验室"),
    ],
)
def test_where_it_is_listed_is_left_aside_and_said(
    shipped: Store, question: str, plain: str
) -> None:
    found = ask(shipped, question)
    assert {one.id for one in found.answers} == {one.id for one in ask(shipped, plain).answers}
    assert "3" in found.reading


@pytest.mark.parametrize(
    ("binding", "other"),
    [("约束性指标有哪些", "预期性指标有哪些"), ("which indicators are binding", "")],
)
def test_indicators_by_their_nature(shipped: Store, binding: str, other: str) -> None:
    found = ask(shipped, binding)
    assert found.status == "answered"
    every = {one.id for one in ask(shipped, "有哪些指标").answers}
    ids = {one.id for one in found.answers}
    assert ids < every
    if other:
        assert not ids & {one.id for one in ask(shipped, other).answers}


@pytest.mark.parametrize("amount", ["五十亿", "50亿", "50 亿元"])
def test_amounts_in_signs_and_digits_are_one(shipped: Store, amount: str) -> None:
    found = ask(shipped, f"投资{amount}以上的重大项目有哪些")
    assert found.status == "answered"
    assert len(found.answers) == 5
