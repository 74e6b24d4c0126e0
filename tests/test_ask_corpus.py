"""Questions from many people's way of speaking, all of them asked of the plan that ships.

``questions/zh.tsv`` and ``en.tsv`` hold a question a line with its family, the
status that its answer must have, the number asked for and the names expected:
``a|b`` exactly these, ``?c`` may be among them, ``+a|b`` at least these, ``*``
any. What the answers must be was read in the plan, not taken from the product.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.load import load
from graph.store import Store
from ingest.catalogue import catalogue
from ingest.pipeline import read_plan
from queries.ask import Answer, ask_many
from queries.asking.answer import Found
from queries.asking.intents import intents
from queries.meaning import model
from tests import engines

HERE = Path(__file__).resolve().parent
PLAN = HERE.parent / "data" / "hangzhou-west-corridor-14fyp.txt"
LANGUAGES = ("zh", "en")

#: How the questions of a family may be read: names of intents.
READ_AS: Mapping[str, str] = {
    "field": "field_supporters",
    "basis": "field_supporters",
    "except": "field_supporters_except",
    "support": "support",
    "institution_fields": "institution_fields",
    "shared": "composed",
    "fields": "fields",
    "hosts": "hosts",
    "hosted": "hosted",
    "undertakers": "undertakers",
    "undertaken": "undertaken",
    "chain_members": "chain_members",
    "chains_of": "chains_of",
    "chain_parks": "chain_parks",
    "park_chains": "park_chains",
    "chain_projects": "chain_projects",
    "project_amount": "project_amount",
    "projects": "projects projects_between",
    "rank": "institutions_ranked members_ranked chains_by_investment composed",
    "list": "of_type",
    "cluster": "cluster_chains cluster_of",
    "located": "located",
    "location": "location",
    "direction": "direction",
    "business": "business about",
    "alias": "alias about",
    "about": "about",
    "page": "pages",
    "parents": "parents",
    "indicator": "indicator",
    "typo": "hosted institution_fields field_supporters",
    "topic": "topic_institutions",
    "topic_projects": "topic_things",
    "typo_chain": "chain_members",
    "fields_except": "composed",
    "institution_fields_except": "composed",
    "chain_members_except": "chain_members_except",
    "lacking": "composed",
    "fields_of_all": "fields_of_all",
    "members_of_all": "composed",
    "children": "children",
    "hosts_by_type": "composed",
    "all_undertakers": "composed",
    "cluster_projects": "cluster_projects",
    "cluster_members": "cluster_members",
    "field_about": "about_field",
    "hosted_by": "hosted_by",
    "member_of": "member_of",
    "status": "status",
    "negation": "composed",
    "composed": "composed",
}
#: Why the questions of a family are refused. Not in the graph: passages come near, and are told.
#: Not in the plan: neither its words nor its meaning is near anything.
REFUSED_AS: Mapping[str, str] = {
    "refused_institution": "not_in_plan not_in_graph",
    "refused_people": "not_in_plan not_in_graph",
    "refused_money": "not_in_graph",
    "refused_place": "not_in_graph",
    "refused_time": "not_in_graph",
    "refused_topic": "not_in_graph",
    "refused_opinion": "not_in_graph",
    "refused_figure": "not_in_plan not_in_graph",
    "refused_tally": "not_in_graph",
    "refused_negation": "not_in_graph",
    "refused_shape": "not_understood not_in_graph",
    "refused_noquestion": "no_question not_understood not_allowed not_in_plan not_in_graph",
    "refused_cypher": "not_allowed",
}
#: How a sentence of the plan is told.
TOLD = re.compile(r"”(?:（第\d+页）| \(p\. \d+\))")


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of the corpus."""

    lang: str
    family: str
    status: str
    value: str
    expected: str
    question: str


def read_corpus(lang: str) -> list[Asked]:
    """The lines of ``questions/LANG.tsv``."""
    with (HERE / "questions" / f"{lang}.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Asked(lang, **row) for row in rows]


ALL = [asked for lang in LANGUAGES for asked in read_corpus(lang)]
FAMILIES = sorted({(asked.lang, asked.family) for asked in ALL})


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The plan that ships, loaded once."""
    with engines.embedded(tmp_path_factory.mktemp("home")) as store:
        load(store, read_plan(PLAN))
        yield store


@pytest.fixture(scope="module")
def answers(shipped: Store) -> dict[str, Answer]:
    """The answer to every question of the corpus, from one process."""
    questions = [asked.question for asked in ALL]
    return dict(zip(questions, ask_many(shipped, questions), strict=True))


def test_the_corpus_is_large_and_even() -> None:
    by_lang = Counter(asked.lang for asked in ALL)
    assert sum(by_lang.values()) >= 400 and min(by_lang.values()) >= 250
    turned_away = [asked for asked in ALL if asked.status in ("refused", "ambiguous")]
    assert len(turned_away) >= 80
    assert len({asked.question for asked in ALL}) == len(ALL)
    assert not {asked.family for asked in ALL} - {*READ_AS, *REFUSED_AS, "ambiguous"}


@pytest.mark.parametrize(("lang", "family"), FAMILIES)
def test_every_question_is_answered_right(
    answers: dict[str, Answer], lang: str, family: str
) -> None:
    asked = [each for each in ALL if (each.lang, each.family) == (lang, family)]
    wrong = [
        f"{each.question}: {fault} ({answer.reading}; {answer.text[:120]})"
        for each in asked
        for answer in (answers[each.question],)
        for fault in faults(each, answer)
    ]
    assert not wrong, "\n".join(wrong)


#: Words that change what is asked and that the plan has no answer to.
CHANGED = {
    "zh": ("上海{}", "2030年{}", "去年{}", "最好的{}"),
    "en": ("{} in Shanghai", "{} in 2030", "{} last year", "{} outside Hangzhou"),
}
NEGATED = {
    "zh": [(verb, no + verb) for verb in "支持 参与 依托 承担 做".split() for no in ("不", "没有")],
    "en": [(f" {verb} ", f" not {verb} ") for verb in ("support", "work on", "host", "undertake")],
}


def changed(asked: Asked) -> Iterator[str]:
    """The question with one word more that must not go unheard."""
    plain = asked.question.rstrip("?？ ")
    yield from (frame.format(plain) for frame in CHANGED[asked.lang])
    for verb, negated in NEGATED[asked.lang]:
        if verb in plain and asked.family not in ("except", "lacking"):
            yield plain.replace(verb, negated, 1)


def test_no_word_goes_unheard(
    answers: dict[str, Answer], shipped: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A place, a year or a negation more: never again the answer of the graph without it."""
    monkeypatch.setenv(model.SWITCH, model.OFF)
    asked = [each for each in ALL if each.status == "answered"][::3]
    pairs = [(each.question, question) for each in asked for question in changed(each)]
    again = zip(pairs, ask_many(shipped, (question for _, question in pairs)), strict=True)
    deaf = [
        (question, answer.reading)
        for (plain, question), answer in again
        if answer.status == "answered" and _ids(answer) == _ids(answers[plain])
    ]
    assert len(pairs) > 1000
    assert not deaf, deaf


def _ids(answer: Answer) -> set[str]:
    return {found.id for found in answer.answers}


def test_what_is_offered_can_be_asked(answers: dict[str, Answer], shipped: Store) -> None:
    unsure = [answers[each.question] for each in ALL if each.status == "ambiguous"]
    offers = [near for answer in unsure for near in answer.nearest]
    assert len(offers) > 30
    assert not [near.question for near in ask_many(shipped, offers) if near.status == "refused"]


def test_every_quote_stands_where_it_says(answers: dict[str, Answer]) -> None:
    lines = PLAN.read_text("utf-8").splitlines()
    quotes = {q for a in answers.values() for found in a.answers for q in found.evidence}
    assert len(quotes) > 300
    for quote in quotes:
        said = "".join(quote.quote.split())
        around = "".join("".join(lines[quote.line - 1 : quote.line + 40]).split())
        assert quote.page > 0 and said in around, quote


def test_every_answer_shows_what_it_was_read_as(answers: dict[str, Answer]) -> None:
    captions = {intent.name: intent.caption for intent in intents()}
    captions["composed"] = catalogue()["ask.typed.caption"]
    for answer in answers.values():
        assert answer.text and answer.reading
        if answer.status in ("answered", "empty"):
            assert captions[answer.intent][answer.language] in answer.reading
            assert answer.cypher and answer.query


def said() -> dict[str, str]:
    """How answers begin, by question: they are read aloud in meetings."""
    with (HERE / "questions" / "said.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["question"]: row["begins"] for row in rows}


@pytest.mark.parametrize(("question", "begins"), said().items())
def test_an_answer_is_a_sentence(answers: dict[str, Answer], question: str, begins: str) -> None:
    assert answers[question].text.startswith(begins), answers[question].text


def test_no_answer_shows_how_it_is_made(answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        assert not set("{}|") & set(answer.text), answer.text
        assert "  " not in answer.text and "。。" not in answer.text, answer.text


def faults(asked: Asked, answer: Answer) -> Iterator[str]:
    """What is wrong with an answer; nothing when it is right."""
    if answer.status != asked.status:
        yield f"is {answer.status}, not {asked.status}"
    elif answer.status in ("answered", "empty"):
        yield from _misread(asked, answer)
        yield from wrong_names(asked.expected, answer.answers)
        if asked.value and float(asked.value) != answer.value:
            yield f"the value is {answer.value}, not {asked.value}"
    elif asked.status == "refused":
        if answer.reason not in REFUSED_AS[asked.family].split():
            yield f"refused as {answer.reason}, not {REFUSED_AS[asked.family]}"
        if (answer.reason == "not_in_graph") != bool(TOLD.search(answer.text)):
            yield f"refused as {answer.reason}"
        if answer.answers and answer.reason != "not_in_graph":
            yield "refused with answers"


def _misread(asked: Asked, answer: Answer) -> Iterator[str]:
    if answer.language != asked.lang:
        yield f"answered in {answer.language}"
    if answer.intent not in READ_AS[asked.family].split():
        yield f"read as {answer.intent}, not {READ_AS[asked.family]}"


def wrong_names(expected: str, found: tuple[Found, ...]) -> Iterator[str]:
    """Names that are missing from an answer, and those that are too much."""
    if expected in ("", "*"):
        if expected and not found:
            yield "no answers"
        return
    names = expected.removeprefix("+").split("|")
    known = {name.removeprefix("?") for name in names}
    given = {name for one in found for name in (one.name, *one.aliases)}
    yield from (f"{name} is missing" for name in names if name[0] != "?" and name not in given)
    if not expected.startswith("+"):
        more = (one for one in found if not known & {one.name, *one.aliases})
        yield from (f"{one.name} is too much" for one in more)
