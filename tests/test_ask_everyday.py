"""Everyday wordings with answers made by independent queries, and what must not change an answer.

``questions/everyday.tsv`` is written as the other corpora are; its answers come from
set algebra over the graph's facts, not from asking.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import opencc
import pytest

from graph.store import Store
from queries.ask import Answer, ask, ask_many
from queries.asking.normalise import is_chinese
from queries.asking.typos import _same_sound
from tests.test_ask_corpus import ALL, Asked, read_corpus, shipped, wrong_names

__all__ = ["shipped"]
EVERYDAY = read_corpus("everyday")
COLLOQUIAL = read_corpus("colloquial")
TO_TRADITIONAL = opencc.OpenCC("s2t")
POLITE = {
    True: (
        "麻烦帮我查一下，{}",
        "请问{}",
        "你好，{}，谢谢",
        "领导明天开会要用，{}",
        "{}？",
        "{}呢",
    ),
    False: (
        "hi, could you tell me {}",
        "please, {}",
        "{}, thanks",
        "for tomorrow's meeting, {}",
        "{}?",
        "I'd like to know {}",
    ),
}
RESTRICTED = {
    "不依托浙江大学的国家重点实验室有哪些": "不依托浙江大学、支持前沿新材料的国家重点实验室有哪些",
    "支持脑机融合的机构": "支持脑机融合、参与产业链的机构",
    "参与产业链的企业有哪些": "参与两条以上产业链的企业",
    "支持三个以上领域的机构": "支持五个以上领域的机构",
    "which institutions support at least three fields": "universities that support at least three"
    " fields",
    "companies that take part in a chain": "companies that take part in the blockchain chain",
}
NEGATED = [
    ("Laboratory", "依托浙江大学的实验室有哪些", "不依托浙江大学的实验室有哪些"),
    ("University", "支持量子科技的高校有哪些", "不支持量子科技的高校有哪些"),
    ("Enterprise", "承担项目的企业有哪些", "没有承担项目的企业有哪些"),
    ("IndustryChain", "有高校参与的产业链有哪些", "没有高校参与的产业链有哪些"),
    ("University", "universities that work on quantum", "universities that do not work on quantum"),
]


@pytest.mark.parametrize("asked", EVERYDAY, ids=lambda asked: asked.question)
def test_everyday_words_are_understood(shipped: Store, asked: Asked) -> None:
    answer = ask(shipped, asked.question)
    assert answer.status == asked.status, answer.text
    assert not list(wrong_names(asked.expected, answer.answers)), answer.reading


@pytest.mark.parametrize("asked", COLLOQUIAL, ids=lambda asked: asked.question)
def test_colloquial_words_are_understood(shipped: Store, asked: Asked) -> None:
    """``questions/colloquial.tsv``: vague verbs, telling words, exceptions, what is not there."""
    answer = ask(shipped, asked.question)
    assert answer.status == asked.status, answer.text
    assert not asked.value or float(asked.value) == answer.value, answer.text
    assert not list(wrong_names(asked.expected, answer.answers)), answer.reading


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("云谷小镇孵化哪几条产业链", "孵化"),
        ("who tinkers with quantum", ""),
        ("which universities flirt with quantum", "flirt"),
        ("股东大会前夕，谁在做量子", "股东大会前夕"),
    ],
)
def test_what_is_left_aside_is_said(shipped: Store, question: str, left: str) -> None:
    answer = ask(shipped, question)
    assert answer.status == "answered" and left in answer.text, answer.text


@pytest.mark.parametrize(
    "question",
    [
        "哪些企业上市了",
        "浙江大学食堂在哪",
        "哪些企业退出了量子",
        "which companies quit quantum",
        "which labs does Peking University host",
        "最炫酷的项目是哪个",
        "浙江工业大学除了量子科技还不支持哪些领域",
    ],
)
def test_what_changes_the_answer_is_never_left_aside(shipped: Store, question: str) -> None:
    assert ask(shipped, question).status != "answered"


def test_a_vague_verb_is_the_relation_that_has_facts(shipped: Store) -> None:
    school = ask(shipped, "西湖大学附属医院是哪个学校办的")
    assert [one.name for one in school.answers] == ["西湖大学"]
    assert "隶属" in school.reading or "下属" in school.reading
    assert ask(shipped, "依托两家单位的实验室").status == "empty"  # its own word never turns round


def test_who_asks_for_the_owner(shipped: Store) -> None:
    for question in ("阿里达摩院算谁的", "达摩院归谁", "达摩院的母公司"):
        names = [one.name for one in ask(shipped, question).answers]
        assert names == ["阿里巴巴集团控股有限公司"], question


def variants(question: str) -> Iterator[str]:
    """The question in other clothes: politeness, occasion, width, script, case, mark."""
    plain = question.rstrip("?？。.！! ")
    zh = is_chinese(plain)
    yield from (frame.format(plain) for frame in POLITE[zh])
    yield "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in plain)
    yield unicodedata.normalize("NFKC", plain)
    yield TO_TRADITIONAL.convert(plain) if zh else plain.upper()
    yield f"  {plain}  "


def test_clothes_do_not_change_an_answer(shipped: Store) -> None:
    plain = [each for each in (*EVERYDAY, *ALL[::4]) if each.status == "answered"]
    answers = dict(zip(plain, ask_many(shipped, [each.question for each in plain]), strict=True))
    pairs = [(each, told) for each in plain for told in variants(each.question)]
    again = ask_many(shipped, [told for _, told in pairs])
    changed = [
        (told, answer.reading)
        for (each, told), answer in zip(pairs, again, strict=True)
        if _seen(answer) != _seen(answers[each])
    ]
    assert len(pairs) >= 2000
    assert not changed, (len(changed), changed[:10])


@pytest.mark.parametrize("wide", RESTRICTED)
def test_a_restriction_never_enlarges(shipped: Store, wide: str) -> None:
    narrow = ask(shipped, RESTRICTED[wide])
    assert narrow.status == "answered", narrow.text
    assert _ids(narrow) < _ids(ask(shipped, wide))


@pytest.mark.parametrize(("kind", "plain", "negated"), NEGATED)
def test_a_negation_is_the_complement(shipped: Store, kind: str, plain: str, negated: str) -> None:
    rows = shipped.read("MATCH (e:Entity) WHERE e.type = $kind RETURN e.id AS id", kind=kind)
    held, rest = _ids(ask(shipped, plain)), _ids(ask(shipped, negated))
    assert held and rest and not held & rest
    assert held | rest == {row["id"] for row in rows}


def test_sentences_hold_all_that_a_search_finds(shipped: Store) -> None:
    """Words of two characters too."""
    for word in ("新冠", "氢能", "地铁"):
        answer = ask(shipped, f"规划怎么说{word}")
        rows = shipped.read(
            "MATCH (p:Passage) WHERE p.kind <> 'heading' AND p.text CONTAINS $word"
            " RETURN p.id AS id",
            word=word,
        )
        assert answer.status == "answered", (word, answer.text)
        found = {row["id"] for row in rows}
        assert _ids(answer) >= found  # and what says the same in another word
        said = [q for one in answer.answers if one.id in found for q in one.evidence]
        assert all(word in q.quote and q.plan for q in said)


def test_what_is_refused_says_what_was_understood_and_what_can_be_asked(shipped: Store) -> None:
    answer = ask(shipped, "浙江大学在火星上有哪些实验室")
    assert answer.status == "refused" and "火星" in answer.text and "浙江大学" in answer.text
    assert answer.nearest and all(ask(shipped, near).status != "refused" for near in answer.nearest)


def _ids(answer: Answer) -> set[str]:
    return {found.id for found in answer.answers}


def _seen(answer: Answer) -> tuple[str, float | int | None, frozenset[str]]:
    return answer.status, answer.value, frozenset(_ids(answer))


def test_a_slip_that_lacks_one_character_and_has_another_wrong_is_no_fault() -> None:
    assert not _same_sound("甲乙丁己庚", "甲乙丙丁戊庚")
