"""What a question most likely asks: said with an occasion, other verbs, by telling words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.asked import judged
from graph.load import load
from graph.store import Store
from ingest.pipeline import read_plan
from queries.ask import _known, ask
from queries.asking.normalise import atoms, normalise
from queries.asking.retold import retold
from queries.asking.tokens import Token, tokenise
from queries.asking.weighed import NAME, weighed
from tests import engines
from tests.plans import PLAN
from tests.test_ask_corpus import shipped  # noqa: F401  (a fixture: the plan that ships)

#: In front of or behind a question; none of them asks anything.
OCCASIONS = ("下午要陪客人转转，{}", "得赶紧交差，{}", "{}？赶着写东西", "老板催了好几遍，{}")
PLAIN = (
    "海岳大学支持哪些领域",
    "光电芯片谁在做",
    "海岳农业大学有哪些实验室",
    "有多少个国家重点实验室",
)
#: The same in words that no list has, or by words that only tell the thing.
ALIKE = {
    "海岳大学支持哪些领域": ("海岳大学鼓捣哪些领域", "海岳大学在琢磨哪些领域"),
    "遥感信息国家重点实验室依托谁": ("做遥感信息的那家国家重点实验室，依托单位是谁",),
    "海岳农业大学有哪些实验室": ("海岳农大有哪些实验室",),
}
#: What narrows a question is never left out.
NARROWED = (
    "海岳大学的校长是谁",
    "海岳大学食堂在哪",
    "哪些高校的宿舍支持光电芯片",
    "does Tesla work on 光电芯片",
    "which parking lots of 海岳大学 support 光电芯片",
    "海岳师范大学支持哪些领域",
)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("weighed") / "invented.txt"
    path.write_text(PLAN, "utf-8")
    with engines.embedded(tmp_path_factory.mktemp("weighed-home")) as store:
        load(store, read_plan(path))
        yield store


def names_of(store: Store, question: str) -> set[str]:
    """The names of the answer, which there must be."""
    answer = ask(store, question)
    assert answer.status == "answered", (question, answer.text)
    return {found.name for found in answer.answers}


def tokens_of(store: Store, question: str) -> list[Token]:
    return tokenise(atoms(normalise(question)), _known(store).names)


@pytest.mark.parametrize("question", PLAIN)
@pytest.mark.parametrize("occasion", OCCASIONS)
def test_an_occasion_changes_nothing(invented: Store, question: str, occasion: str) -> None:
    assert names_of(invented, occasion.format(question)) == names_of(invented, question)


@pytest.mark.parametrize(("question", "other"), [(q, o) for q in ALIKE for o in ALIKE[q]])
def test_other_words_find_the_same(invented: Store, question: str, other: str) -> None:
    assert names_of(invented, other) == names_of(invented, question)


@pytest.mark.parametrize("question", NARROWED)
def test_what_narrows_is_never_left_out(invented: Store, question: str) -> None:
    answer = ask(invented, question)
    assert answer.status != "answered" or answer.intent == "passages", answer.text


def test_what_is_left_out_is_said(invented: Store) -> None:
    answer = ask(invented, OCCASIONS[0].format("光电芯片谁在做"))
    assert "陪" in answer.reading and answer.notes


def test_the_cheapest_changes_come_first(invented: Store) -> None:
    tokens = tokens_of(invented, "海岳大学鼓捣哪些领域")
    ways = list(weighed(tokens, _known(invented).names))
    costs = [way.cost for way in ways]
    assert costs == sorted(costs) and max(costs) < NAME
    kept = [[token.text for token in way.tokens] for way in ways]
    assert all("海岳大学" in each for each in kept)


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("做遥感信息的那家国家重点实验室", "Laboratory:遥感信息国家重点实验室"),
        ("岳农业大", "University:海岳农业大学"),
        ("哪个遥感信息国重", None),
    ],
)
def test_words_tell_a_thing(invented: Store, question: str, meant: str | None) -> None:
    told = retold(tokens_of(invented, question), _known(invented).names)
    keys = {key for one in told for sense in one.token.senses for key in sense.values}
    assert (meant in keys) if meant else not keys


def test_questions_worded_by_others_are_answered_as_well_as_before(shipped: Store) -> None:  # noqa: F811
    lines = (Path(__file__).parent / "questions" / "asked.jsonl").read_text("utf-8").splitlines()
    questions = [q for line in lines if (q := json.loads(line))["plan"] == "hangzhou"]
    found = Counter(judged(q, ask(shipped, q["q"]).to_json()) for q in questions)
    assert found["right"] >= 85 and found["wrong"] <= 8, found
