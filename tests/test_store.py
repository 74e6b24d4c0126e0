"""The store: the same behaviour on every engine."""

from __future__ import annotations

import threading
import time

import pytest

from graph.console import Stop
from graph.records import Edge, Node, Path, plain
from graph.store import Store, Unit, prepare
from ingest.errors import QueryError, StoreError

SLOW = (
    "UNWIND range(1, 4000) AS a UNWIND range(1, 4000) AS b UNWIND range(1, 4000) AS c"
    " WITH a, b, c WHERE a * b * c % 7 = 8 RETURN count(*) AS found"
)


def test_engine_says_who_it_is(store: Store) -> None:
    engine = store.engine
    assert engine.name in ("ArcadeDB", "Neo4j")
    assert engine.version[0].isdigit()
    assert engine.embedded == (engine.name == "ArcadeDB")
    assert engine.uri.startswith("bolt://127.0.0.1:")


def test_nodes_edges_and_paths_come_back_as_records(store: Store) -> None:
    store.write("CREATE (:X {id: 'a', list: [1, 2]})-[:R {id: 'r', w: 1.5}]->(:X:Y {id: 'b'})")
    row = store.read("MATCH p = (a {id: 'a'})-[r]->(b) RETURN a, r, p, {n: [b]} AS m")[0]
    a, b = Node("a", ("X",), {"id": "a", "list": [1, 2]}), Node("b", ("X", "Y"), {"id": "b"})
    edge = Edge("r", "R", "a", "b", {"id": "r", "w": 1.5})
    assert row == {"a": a, "r": edge, "p": Path((a, b), (edge,)), "m": {"n": [b]}}
    assert plain(row["r"]) == {
        "id": "r",
        "type": "R",
        "source": "a",
        "target": "b",
        "properties": {"id": "r", "w": 1.5},
    }


def test_times_come_back_as_text(store: Store) -> None:
    assert store.read("RETURN date('2024-03-01') AS d") == [{"d": "2024-03-01"}]


def test_values_travel_as_parameters(store: Store) -> None:
    odd = "'; MATCH (n) DETACH DELETE n //"
    store.write("CREATE (:X {id: $id, 名: $name})", id="a", name=odd)
    assert store.read("MATCH (n:X) RETURN n.名 AS name") == [{"name": odd}]


def test_text_that_is_no_unicode_is_one_clear_line(store: Store) -> None:
    with pytest.raises(QueryError):
        store.read("RETURN $broken AS x", broken="\udce4")


def test_write_many_takes_any_number_of_batches(store: Store) -> None:
    rows = ({"id": f"n{i}"} for i in range(2501))
    query = "UNWIND $rows AS row MERGE (n:Many {id: row.id}) SET n.mark = $mark"
    assert store.write_many(query, rows, batch=1000, mark="m") == 2501
    assert store.read("MATCH (n:Many {mark: 'm'}) RETURN count(n) AS c") == [{"c": 2501}]


def test_a_failing_unit_leaves_nothing(store: Store) -> None:
    class Broken(Exception):
        pass

    def work(unit: Unit) -> None:
        unit.run("CREATE (:NewLabel {id: 1})-[:NEW_TYPE]->(:OtherNewLabel {id: 2})")
        raise Broken

    with pytest.raises(Broken):
        store.atomically(work)
    assert store.read("MATCH (n) RETURN count(n) AS c") == [{"c": 0}]


def test_readers_see_a_unit_only_when_it_is_whole(store: Store) -> None:
    seen = []

    def work(unit: Unit) -> None:
        for i in range(3):
            unit.run("CREATE (n:Step {id: $i})-[:STEP]->(:Stone)", i=i)
            seen.append(store.read("MATCH (n) RETURN count(n) AS c")[0]["c"])

    store.atomically(work)
    assert seen == [0, 0, 0]
    assert store.read("MATCH (n:Step) RETURN count(n) AS c") == [{"c": 3}]


def test_conflicting_units_both_hold(store: Store) -> None:
    prepare(store)
    store.write("MERGE (n:Entity {id: 'counter'}) SET n.value = 0")

    def add(unit: Unit) -> None:
        unit.run("MATCH (n:Entity {id: 'counter'}) SET n.value = n.value + 1")

    threads = [
        threading.Thread(target=lambda: [store.atomically(add) for _ in range(10)])
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.read("MATCH (n:Entity) RETURN n.value AS v") == [{"v": 30}]


@pytest.mark.parametrize(
    "writing",
    [
        "CREATE (:X {id: 'new'})",
        "MATCH (n:X) SET n.changed = true",
        "MATCH (n:X) DETACH DELETE n",
        "MERGE (n:Y {id: 'new'})",
        "CREATE INDEX x_changed IF NOT EXISTS FOR (n:X) ON (n.changed)",
    ],
)
def test_read_cannot_write(store: Store, writing: str) -> None:
    store.write("CREATE (:X {id: 'a'})")
    with pytest.raises(QueryError):
        store.read(writing)
    rows = store.read("MATCH (n) RETURN n.id AS id, n.changed AS changed")
    assert rows == [{"id": "a", "changed": None}]


@pytest.mark.parametrize("wrong", ["MATCH (n RETURN n", "RETURN $nothing AS x", "CALL no.such()"])
def test_a_wrong_statement_is_one_clear_line(store: Store, wrong: str) -> None:
    with pytest.raises(QueryError) as caught:
        store.read(wrong)
    assert "\n" not in caught.value.say("zh") and "\n" not in caught.value.say("en")


def test_console_caps_rows_and_says_so(store: Store) -> None:
    result = store.console("UNWIND range(1, 50) AS i RETURN i, i * 2 AS double", limit=10)
    assert (result.columns, len(result.rows), result.truncated) == (("i", "double"), 10, True)
    whole = store.console("UNWIND range(1, 10) AS i RETURN i", limit=10)
    assert (len(whole.rows), whole.truncated) == (10, False)


def test_console_takes_full_width_signs_and_comments(store: Store) -> None:
    store.write("CREATE (:X {id: 'a', name: '（全角）'})")
    typed = "// 注释\nMATCH （n：X） WHERE n.name = '（全角）' /* x */ RETURN n.id；"
    assert store.console(typed).rows == (("a",),)


def test_console_ends_what_takes_too_long(store: Store) -> None:
    began = time.monotonic()
    with pytest.raises(StoreError) as caught:
        store.console(SLOW, timeout=1)
    assert caught.value.key == "store.timeout"
    assert time.monotonic() - began < 15
    assert store.read("RETURN 1 AS one") == [{"one": 1}]


def test_console_stops_when_asked(store: Store) -> None:
    stop = Stop()
    threading.Timer(0.7, stop.stop).start()
    with pytest.raises(StoreError) as caught:
        store.console(SLOW, timeout=60, stop=stop)
    assert caught.value.key == "store.stopped"


def test_schema_can_be_prepared_again_and_again(store: Store) -> None:
    prepare(store)
    prepare(store)
    names = {row["name"] for row in store.read("SHOW CONSTRAINTS")}
    assert {"document_id", "passage_id", "entity_id"} <= names
