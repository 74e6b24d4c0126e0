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
    "支持精准医疗的机构": "支持精准医疗、参与产业链的机构",
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
        assert _ids(answer) == {row["id"] for row in rows}
        assert all(word in q.quote and q.plan for one in answer.answers for q in one.evidence)


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
