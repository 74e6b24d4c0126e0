"""Loading: what the graph holds afterwards, and that nothing is lost or doubled."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from graph import store as store_module
from graph.load import is_loaded, load, unload
from graph.store import Store
from ingest.errors import StoreError
from ingest.model import Extraction
from queries.ask import ask
from tests.builders import LINES, plan, sample
from tests.engines import dump


def test_counts_and_labels(store: Store) -> None:
    counts = load(store, sample())
    assert (counts.entities, counts.relations, counts.supports) == (14, 9, 5)
    assert (counts.passages, counts.mentions, counts.removed) == (11, 14, 0)
    assert counts.changed
    rows = store.read("MATCH (e:Entity) RETURN e.id AS id, e.type AS type, labels(e) AS labels")
    assert len(rows) == 14
    assert all({"Entity", row["type"]} == set(row["labels"]) for row in rows)


def test_every_relation_type_with_its_evidence(store: Store) -> None:
    load(store, sample())
    rows = store.read(
        "MATCH (a:Entity)-[r]->(b:Entity) RETURN a.name AS a, type(r) AS t, b.name AS b,"
        " r.basis AS basis, r.page AS page, r.line AS line, r.lines AS lines, r.quote AS quote"
    )
    found = {(r["a"], r["t"], r["b"], r["basis"], r["page"], r["line"]) for r in rows}
    assert ("海棠实验室", "HOSTED_BY", "星河大学", "table", 1, 4) in found
    assert ("石墨烯产业化项目", "UNDERTAKEN_BY", "北斗科技有限公司", "prose", 2, 7) in found
    assert ("星河大学", "SUPPORTS", "材料领域", "derived", 1, 2) in found
    assert {t for _, t, *_ in found} == {
        "HOSTED_BY",
        "UNDERTAKEN_BY",
        "PARTICIPATES_IN",
        "BASED_IN",
        "HAS_PROJECT",
        "PART_OF",
        "LOCATED_IN",
        "AFFILIATED_WITH",
        "SUPPORTS",
    }
    assert all(r["quote"] == LINES[r["line"] - 1] and r["lines"][0] == r["line"] for r in rows)


def test_attributes_of_entities(store: Store) -> None:
    load(store, sample())
    row = store.read("MATCH (e:Project) RETURN properties(e) AS p")[0]["p"]
    assert (row["amount"], row["kind"], row["name"]) == (12.5, "major", "石墨烯产业化项目")
    row = store.read("MATCH (e:Laboratory) RETURN e.status AS s, e.flagship AS f, e.aliases AS a")
    assert row == [{"s": "创建", "f": False, "a": []}]
    row = store.read("MATCH (e:TechField {id: 'quantum'}) RETURN e.name_en AS n, e.order AS o")
    assert row == [{"n": "Quantum", "o": 1}]


def test_passages_in_reading_order(store: Store) -> None:
    load(store, sample())
    rows = store.read(
        "MATCH p = (:Passage {line: 1})-[:NEXT*]->(q:Passage) RETURN length(p) AS l, q.line AS line"
    )
    assert sorted((row["l"], row["line"]) for row in rows) == [(i, i + 1) for i in range(1, 11)]
    assert store.read("MATCH (:Passage)-[:IN_DOCUMENT]->(d) RETURN count(*) AS c") == [{"c": 11}]


def test_the_same_twice_changes_nothing(store: Store) -> None:
    assert load(store, sample()).changed
    before = dump(store)
    again = load(store, sample())
    assert (again.changed, again.removed) == (False, 0)
    assert dump(store) == before


def test_what_a_run_no_longer_saw_is_removed(store: Store) -> None:
    whole = sample()
    load(store, whole)
    fewer = replace(
        whole,
        entities=tuple(e for e in whole.entities if e.name not in ("孤山研究所", "海棠实验室")),
        claims=tuple(c for c in whole.claims if "海棠" not in c.head),
        supports=tuple(s for s in whole.supports if s.default),
        passages=whole.passages[:-1],
    )
    counts = load(store, fewer)
    assert counts.changed and counts.removed > 0
    after = dump(store)
    unload(store, whole.document.id)
    assert dump(store) == {"nodes": [], "edges": []}
    load(store, fewer)
    assert dump(store) == after


def test_back_and_forth_gives_the_same_graph(store: Store) -> None:
    whole = sample()
    load(store, whole)
    before = dump(store)
    load(store, replace(whole, supports=whole.supports[1:], claims=whole.claims[1:]))
    assert dump(store) != before
    load(store, whole)
    assert dump(store) == before


def test_two_documents_meet_in_their_entities_whatever_the_order(store: Store) -> None:
    one, two = sample(), _second()
    load(store, one)
    load(store, two)
    graph = dump(store)
    row = store.read(
        "MATCH (e:Entity {id: 'University:星河大学'})"
        " RETURN e.aliases AS a, e.documents AS d, COUNT { (e)-[:SUPPORTS]->() } AS s"
    )[0]
    assert sorted(row["a"]) == ["星大", "星河"]
    assert row["d"] == sorted([one.document.id, two.document.id])
    assert row["s"] == 4
    for document in (one.document.id, two.document.id):
        unload(store, document)
    load(store, two)
    load(store, one)
    assert dump(store) == graph


def test_unloading_one_of_two_leaves_the_other_as_it_was(store: Store) -> None:
    one, two = sample(), _second()
    load(store, one)
    before = dump(store)
    load(store, two)
    unload(store, two.document.id)
    assert dump(store) == before


def test_a_new_version_replaces_the_old_one(store: Store) -> None:
    old = sample()
    load(store, old)
    new = sample(plan(lines=(*LINES, "附则")))
    counts = load(store, new)
    assert counts.removed > 0
    assert store.read("MATCH (d:Document) RETURN d.id AS id") == [{"id": new.document.id}]
    assert not is_loaded(store, old.document.id)


def test_is_loaded_knows_document_and_reader(store: Store) -> None:
    extraction = sample()
    assert not is_loaded(store, extraction.document.id)
    load(store, extraction)
    assert is_loaded(store, extraction.document.id)
    store.write("MATCH (d:Document) SET d.fingerprint = 'another reader'")
    assert not is_loaded(store, extraction.document.id)


def test_progress_is_told_step_by_step(store: Store) -> None:
    told: list[tuple[str, int, int]] = []
    load(store, sample(), lambda *step: told.append(step))
    assert [number for _, number, _ in told] == list(range(1, len(told) + 1))
    assert {steps for *_, steps in told} == {len(told)}


def _second() -> Extraction:
    """Another plan that names some of the same things in its own words."""
    made = sample(plan("另一规划", "other.txt", (*LINES, "结语")))
    entities = tuple(
        replace(e, aliases=("星河",), status="提升") if e.name == "星河大学" else e
        for e in made.entities
    )
    return replace(made, entities=entities)


def test_two_loads_at_once_both_hold(store: Store) -> None:
    """Of the same plan and of different ones: the graph is as if one had come after the other."""
    other = sample(plan(title="另一份规划", source="another.txt"))
    with ThreadPoolExecutor(4) as pool:
        loads = [pool.submit(load, store, each) for each in (sample(), other, sample(), other)]
        assert {one.result().entities for one in loads} == {14}
    at_once = dump(store)
    store.write("MATCH (n) DETACH DELETE n")
    load(store, sample())
    load(store, other)
    assert dump(store) == at_once


def test_who_waits_for_another_load_says_so(embedded_store: Store) -> None:
    said: list[str] = []
    with ThreadPoolExecutor(1) as pool, embedded_store.loading():
        told = threading.Event()

        def tell(name: str, number: int, steps: int) -> None:
            said.append(name)
            told.set()

        waiting = pool.submit(load, embedded_store, sample(), tell)
        assert told.wait(10) and said == ["waiting"]
        answer = ask(embedded_store, "谁在做量子科技")
        assert answer.status == "refused" and "正在载入" in answer.text
    assert waiting.result().entities == 14


def test_a_load_that_never_ends_is_not_waited_for_for_ever(
    embedded_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "LOADING", 0.3)
    with embedded_store.loading(), pytest.raises(StoreError) as caught:
        load(embedded_store, sample())
    assert caught.value.key == "store.loading"
