"""The queries that only the app asks, on every engine (see tests/builders.py)."""

from __future__ import annotations

import re

import pytest

from graph.load import load
from graph.store import Store
from ingest.errors import QueryError
from queries.library import library, parse_argument, run
from queries.subgraph import among, of_result
from tests.builders import LINES, sample

UNI, CHAIN = "University:星河大学", "IndustryChain:量子产业链"


@pytest.fixture
def full(store: Store) -> Store:
    load(store, sample())
    return store


def test_the_ledger_keeps_every_line_and_its_words(full: Store) -> None:
    (row,) = run(full, "app_ledger", document=sample().document.id)
    assert row["lines"] == list(range(1, len(LINES) + 1))
    assert row["words"] == list(LINES)
    assert set(row["became"]) == {"ignored"}
    assert row["pages"][:6] == [1, 1, 1, 1, 1, 2]


def test_no_ledger_for_an_unknown_document(full: Store) -> None:
    assert run(full, "app_ledger", document="nothing") == []


def test_pages_and_passages_of_a_document(full: Store) -> None:
    document = sample().document
    rows = run(full, "app_pages", document=document.id)
    assert [(r["page"], r["line"]) for r in rows] == sorted(
        {(p, document.pages.index(p) + 1) for p in document.pages}
    )
    assert sum(row["passages"] for row in rows) == len(LINES)
    rows = run(full, "app_passages", document=document.id)
    assert [row["text"] for row in rows] == list(LINES)


def test_a_page_with_what_it_mentions(full: Store) -> None:
    rows = run(full, "app_page", document=sample().document.id, page=1)
    second = next(row for row in rows if row["line"] == 2)
    assert {"星河大学", "云台研究院"} <= {one["name"] for one in second["mentions"]}
    assert next(row for row in rows if row["line"] == 1)["mentions"] == []


def test_text_is_found_where_it_stands(full: Store) -> None:
    document = sample().document.id
    assert [r["line"] for r in run(full, "app_find_text", document=document, text="松间小镇")] == [
        6,
        8,
    ]
    assert run(full, "app_find_text", document=document, text="  ") == []


def test_names_with_aliases_to_choose_from(full: Store) -> None:
    names = {row["name"]: row["aliases"] for row in run(full, "app_names")}
    assert len(names) == 14
    assert names["星河大学"] == ["星大"]


def test_the_best_connected_first(full: Store) -> None:
    rows = run(full, "app_connected", types=["IndustryChain", "University"])
    assert {row["id"] for row in rows} == {CHAIN, UNI}
    assert [row["relations"] for row in rows] == sorted(
        (r["relations"] for r in rows), reverse=True
    )


def test_supports_with_their_reasons(full: Store) -> None:
    shown = run(full, "app_supports")
    assert len(shown) == 4 and all(row["default"] and row["reasons_zh"] for row in shown)
    assert len(run(full, "app_supports", weaker=True)) == 5


def test_alike_are_of_one_type_and_share_neighbours(full: Store) -> None:
    assert run(full, "app_alike", id=CHAIN) == []
    found = run(full, "app_alike", id="ResearchInstitute:云台研究院")
    assert all(row["type"] == "ResearchInstitute" and row["common"] for row in found)


def test_a_subgraph_among_ids_keeps_only_their_ties(full: Store) -> None:
    found = among(full, [UNI, "Laboratory:海棠实验室", "Area:南片区"])
    assert {node.id for node in found.nodes} == {UNI, "Laboratory:海棠实验室", "Area:南片区"}
    assert [edge.type for edge in found.edges] == ["HOSTED_BY"]


def test_weaker_supports_only_when_asked(full: Store) -> None:
    assert among(full, [UNI, "matter"]).edges == ()
    assert [edge.type for edge in among(full, [UNI, "matter"], weaker=True).edges] == ["SUPPORTS"]


def test_a_way_goes_round_weaker_supports_unless_asked(full: Store) -> None:
    ends = {"source": UNI, "target": "matter"}
    (row,) = run(full, "path_between", **ends)
    assert row["length"] == 3 and all(
        edge["source"] != UNI or edge["target"] != "matter" for edge in row["edges"]
    )
    (row,) = run(full, "path_between", **ends, weaker=True)
    assert row["length"] == 1


def test_a_result_with_nodes_becomes_a_subgraph(full: Store) -> None:
    typed = "MATCH p = (:Laboratory)-[:HOSTED_BY]->(:University) RETURN p"
    found = of_result(full, full.console(typed, limit=10, timeout=20))
    assert sorted(node.type for node in found.nodes) == ["Laboratory", "University"]
    assert [edge.type for edge in found.edges] == ["HOSTED_BY"]


def test_a_result_without_nodes_becomes_nothing(full: Store) -> None:
    found = of_result(full, full.console("RETURN 1 AS one", limit=10, timeout=20))
    assert not found


def test_deeply_nested_brackets_are_no_number() -> None:
    query = next(
        each for each in library().values() if any(p.type == "integer" for p in each.params)
    )
    name = next(param.name for param in query.params if param.type == "integer")
    with pytest.raises(QueryError):
        parse_argument(query, name, "[" * 100_000)


@pytest.mark.parametrize("name", library())
def test_chinese_documentation_has_chinese_punctuation(name: str) -> None:
    query = library()[name]
    told = [query.doc["zh"], *(param.doc["zh"] for param in query.params)]
    wrong = re.compile("[\u4e00-\u9fff][,:;?!]|[,:;?!][\u4e00-\u9fff]")
    assert [words for words in told if wrong.search(words)] == []


def test_areas_of_some_things_are_counted(full: Store) -> None:
    ids = [row["id"] for row in run(full, "app_names")]
    rows = run(full, "app_areas", ids=ids)
    for row in rows:
        inside = {each["id"] for each in run(full, "export/area", area=row["id"])}
        assert row["things"] == len(inside & set(ids) - {row["id"]})
    assert rows
    assert run(full, "app_areas", ids=ids, plans=["none"]) == []


def test_the_time_of_a_thing_is_that_of_its_plan(full: Store) -> None:
    rows = run(full, "app_years", ids=[UNI, CHAIN, "nothing"])
    assert [row["id"] for row in rows] == sorted([UNI, CHAIN])
    (plan,) = run(full, "documents")
    assert {row["period"] for row in rows} == {plan["period"]}
