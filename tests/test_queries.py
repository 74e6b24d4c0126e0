"""Every query file on every engine, with answers known by heart (see tests/builders.py)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.load import load
from graph.store import Store
from ingest.errors import QueryError
from queries import library as lib
from queries.library import library, parse_argument, run
from tests.builders import sample

Rows = list[dict[str, Any]]
UNI, INSTITUTE, FIRM = (
    "University:星河大学",
    "ResearchInstitute:云台研究院",
    "Enterprise:北斗科技有限公司",
)
CHAIN, LAB, PLATFORM = (
    "IndustryChain:量子产业链",
    "Laboratory:海棠实验室",
    "TechPlatform:石墨烯测试平台",
)
PROJECT, PARK = "Project:石墨烯产业化项目", "IndustrialPark:松间小镇"


def column(rows: Rows, *names: str) -> list[Any]:
    """The columns ``names`` of ``rows``: plain values for one, tuples for several."""
    return [row[names[0]] if len(names) == 1 else tuple(row[n] for n in names) for row in rows]


def names(rows: Rows) -> list[Any]:
    return column(rows, "name")


def one(*columns: str) -> Callable[[Rows], Any]:
    """The columns of the only row."""
    return lambda rows: column(rows, *columns)[0] if len(rows) == 1 else rows


def each(*columns: str) -> Callable[[Rows], Any]:
    """The columns of each row, in order."""
    return lambda rows: column(rows, *columns)


#: query, its parameters, what of its rows to look at, and what that must be.
ANSWERS: list[tuple[str, dict[str, Any], Callable[[Rows], Any], Any]] = [
    (
        "field_matrix",
        {},
        each("field", "institution", "basis", "stated", "derived"),
        [
            ("quantum", INSTITUTE, "stated", 1, 0),
            ("quantum", UNI, "stated", 1, 0),
            ("quantum", FIRM, "derived", 0, 1),
            ("matter", INSTITUTE, "derived", 0, 1),
        ],
    ),
    ("field_matrix", {"weaker": True}, len, 5),
    ("field_matrix", {"types": ["University"]}, each("field", "default"), [("quantum", True)]),
    (
        "field_supports",
        {"field": "quantum"},
        each("institution", "basis", "confidence", "pages", "lines"),
        [
            (INSTITUTE, "stated", 0.95, [1, 1], [2, 2]),
            (UNI, "stated", 0.9, [1, 1], [2, 2]),
            (FIRM, "derived", 0.7, [1, 2], [2, 6]),
        ],
    ),
    (
        "field_supports",
        {"field": "quantum", "types": ["Enterprise"]},
        one("via", "reasons_zh", "reasons_en"),
        (
            [{"id": CHAIN, "name": "量子产业链", "name_en": None, "type": "IndustryChain"}],
            ["见第6行"],
            ["see line 6"],
        ),
    ),
    ("field_supports", {"field": "matter"}, each("institution"), [INSTITUTE]),
    (
        "field_supports",
        {"field": "matter", "default_only": False},
        each("institution", "default"),
        [(INSTITUTE, True), (UNI, False)],
    ),
    ("field_supports", {"field": "nothing"}, list, []),
    (
        "cell_evidence",
        {"institution": UNI, "field": "matter"},
        one("basis", "default", "quotes"),
        (
            "derived",
            False,
            [
                "量子领域。开展量子计算研究,依托星河大学、云台研究院。",
                "海棠实验室(创建)依托单位:星河大学",
            ],
        ),
    ),
    (
        "institution_fields",
        {"institution": INSTITUTE},
        each("field", "basis"),
        [("quantum", "stated"), ("matter", "derived")],
    ),
    (
        "entity",
        {"id": LAB},
        one("name", "type", "status", "relations", "mentions", "page", "line"),
        ("海棠实验室", "Laboratory", "创建", 1, 1, 1, 4),
    ),
    ("entity", {"id": "none"}, list, []),
    (
        "entity_relations",
        {"id": CHAIN},
        each("type", "direction", "other_name"),
        [
            ("BASED_IN", "out", "松间小镇"),
            ("HAS_PROJECT", "out", "石墨烯产业化项目"),
            ("PARTICIPATES_IN", "in", "北斗科技有限公司"),
            ("PART_OF", "out", "未来产业集群"),
        ],
    ),
    ("entity_mentions", {"id": UNI}, each("page", "line", "quote"), [(1, 2, "星河大学")]),
    (
        "field_types",
        {"field": "quantum"},
        each("type", "stated", "derived"),
        [("Enterprise", 0, 1), ("ResearchInstitute", 1, 0), ("University", 1, 0)],
    ),
    ("field_via", {"field": "quantum"}, each("id", "institutions"), [(CHAIN, 1)]),
    (
        "field_via",
        {"field": "matter", "default_only": False},
        each("id", "institutions"),
        [(LAB, 1), (PLATFORM, 1)],
    ),
    (
        "list_fields",
        {},
        each("id", "name_en", "stated", "derived", "institutions"),
        [("quantum", "Quantum", 2, 1, 3), ("matter", "Materials", 0, 1, 1)],
    ),
    ("list_fields", {"weaker": True}, each("institutions"), [3, 2]),
    (
        "neighbours",
        {"entity": LAB},
        lambda rows: [(n["id"], n["distance"]) for n in rows[0]["nodes"]],
        [(LAB, 0), (UNI, 1)],
    ),
    (
        "neighbours",
        {"entity": LAB, "hops": 2},
        lambda rows: sorted((n["name"], n["distance"]) for n in rows[0]["nodes"]),
        [("星河大学", 1), ("星河大学附属医院", 2), ("海棠实验室", 0), ("量子领域", 2)],
    ),
    (
        "neighbours",
        {"entity": UNI, "hops": 2, "limit": 3},
        lambda rows: (len(rows[0]["nodes"]), rows[0]["total"] > 3),
        (3, True),
    ),
    (
        "neighbours",
        {"entity": LAB},
        lambda rows: [(e["source"], e["type"], e["target"]) for e in rows[0]["edges"]],
        [(LAB, "HOSTED_BY", UNI)],
    ),
    (
        "neighbours",
        {"entity": "ResearchInstitute:孤山研究所", "hops": 2},
        lambda rows: (len(rows[0]["nodes"]), rows[0]["edges"], rows[0]["total"]),
        (1, [], 1),
    ),
    ("find_entities", {"text": "星大"}, each("id", "matched"), [(UNI, "星大")]),
    ("find_entities", {"text": "星河大学"}, names, ["星河大学", "星河大学附属医院"]),
    ("find_entities", {"text": "星河大学", "exact": True}, names, ["星河大学"]),
    ("find_entities", {"text": "星河", "types": ["Hospital"]}, names, ["星河大学附属医院"]),
    ("find_entities", {"text": "quantum"}, names, ["量子领域"]),
    ("find_entities", {"text": " "}, list, []),
    ("suggest", {"text": "量子"}, names, ["量子领域", "量子产业链"]),
    ("suggest", {"text": "量子", "limit": 1}, names, ["量子领域"]),
    (
        "counts",
        {},
        one("documents", "passages", "entities", "relations", "supports"),
        (1, 11, 14, 14, 5),
    ),
    ("counts_by_type", {}, lambda rows: rows[0], {"type": "ResearchInstitute", "entities": 2}),
    (
        "counts_by_relation",
        {},
        lambda rows: [r["relations"] for r in rows if r["type"] == "SUPPORTS"],
        [2 + 1, 2],
    ),
    ("list_entities", {"types": ["ResearchInstitute"]}, names, ["云台研究院", "孤山研究所"]),
    ("documents", {}, one("title", "passages", "entities"), ("样例规划", 11, 14)),
    ("shelf", {}, one("title", "short", "source"), ("样例规划", "样例规划", "sample.txt")),
    (
        "passage",
        {"line": 6, "around": 1},
        each("line", "hit"),
        [(5, False), (6, True), (7, False)],
    ),
    ("passage", {"line": 1}, each("line"), [1, 2, 3]),
    ("passage", {"line": 999}, list, []),
    ("page_passages", {"page": 2}, each("line"), [6, 7, 8, 9, 10, 11]),
    (
        "shared_institutions",
        {"field": "quantum", "other": "matter"},
        each("institution", "field_basis", "other_basis"),
        [(INSTITUTE, "stated", "derived")],
    ),
    (
        "shared_institutions",
        {"field": "quantum", "other": "matter", "default_only": False},
        each("institution"),
        [INSTITUTE, UNI],
    ),
    (
        "bridges",
        {},
        one("institution", "field_count", "stated", "derived", "fields"),
        (INSTITUTE, 2, 1, 1, ["quantum", "matter"]),
    ),
    ("bridges", {"default_only": False}, each("institution"), [INSTITUTE, UNI]),
    ("gaps_fields", {}, each("field", "stated"), [("matter", 0), ("quantum", 2)]),
    ("gaps_fields", {"at_most": 1}, each("field"), ["matter"]),
    (
        "gaps_types",
        {},
        each("field", "type"),
        [("matter", "Enterprise"), ("matter", "University")],
    ),
    (
        "gaps_institutions",
        {},
        names,
        ["星河大学附属医院", "海棠实验室", "孤山研究所"],
    ),
    ("gaps_hosts", {}, list, []),
    ("gaps_chains", {}, list, []),
    (
        "gaps_chains",
        {"types": ["IndustryChain", "IndustryCluster"]},
        each("id", "places", "participants", "projects"),
        [("IndustryCluster:未来产业集群", 0, 0, 0)],
    ),
    (
        "schema_relations",
        {},
        lambda rows: [tuple(row.values()) for row in rows if row["type"] == "SUPPORTS"],
        [
            ("ResearchInstitute", "SUPPORTS", "TechField", 2),
            ("University", "SUPPORTS", "TechField", 2),
            ("Enterprise", "SUPPORTS", "TechField", 1),
        ],
    ),
    ("subgraph_nodes", {}, len, 14),
    ("subgraph_nodes", {"types": ["Project"]}, each("id"), [PROJECT]),
    ("subgraph_edges", {}, len, 14),
    ("subgraph_edges", {"weaker": False}, len, 13),
    (
        "subgraph_edges",
        {"types": ["IndustryChain", "Project"]},
        each("type", "source", "target"),
        [("HAS_PROJECT", CHAIN, PROJECT)],
    ),
    (
        "subgraph_field_nodes",
        {"field": "quantum"},
        lambda rows: sorted(column(rows, "id")),
        sorted([CHAIN, FIRM, INSTITUTE, UNI, "quantum"]),
    ),
    (
        "subgraph_entity_nodes",
        {"entity": LAB, "hops": 1},
        lambda rows: sorted(column(rows, "id")),
        sorted([LAB, UNI]),
    ),
    ("subgraph_entity_nodes", {"entity": LAB, "hops": 0}, each("id"), [LAB]),
    ("subgraph_entity_nodes", {"entity": LAB, "hops": 4}, len, 10),
    (
        "subgraph_edges_among",
        {"ids": [CHAIN, PARK, FIRM]},
        lambda rows: sorted(column(rows, "type")),
        ["BASED_IN", "PARTICIPATES_IN"],
    ),
    (
        "path_between",
        {"source": LAB, "target": "quantum"},
        lambda rows: [n["id"] for n in rows[0]["nodes"]],
        [LAB, UNI, "quantum"],
    ),
    ("path_between", {"source": LAB, "target": "ResearchInstitute:孤山研究所"}, list, []),
]


@pytest.fixture
def full(store: Store) -> Store:
    load(store, sample())
    return store


def test_answers(full: Store) -> None:
    wrong = []
    for name, params, look, expected in ANSWERS:
        found = look(run(full, name, **params))
        if found != expected:
            wrong.append((name, params, found, expected))
    assert wrong == []


def test_passage_entities(full: Store) -> None:
    passage = run(full, "passage", line=2, around=0)[0]["id"]
    assert names(run(full, "passage_entities", passage=passage)) == [
        "云台研究院",
        "星河大学",
        "量子领域",
    ]


def test_every_basic_query_has_an_answer_above() -> None:
    """Those that only the app asks have theirs in test_app_queries.py, those on the library and
    on lenses and tables in test_plans.py, test_lenses.py and test_attributes.py."""
    elsewhere = {"entity_attributes", "plan", "shelf", "lens_counts", "lens_plans", "lens_supports"}
    tested = {name for name, *_ in ANSWERS} | {"passage_entities"} | elsewhere
    basic = {name for name in library() if "/" not in name and not name.startswith("app_")}
    assert basic <= tested


def test_every_query_runs_on_an_empty_graph(store: Store) -> None:
    """Nothing fails before the first load; what returns a row then returns zeros."""
    samples = {"string": "x", "integer": 1, "float": 0.5, "boolean": True, "strings": ["x"]}
    for query in library().values():
        params = {p.name: samples[p.type] for p in query.params if p.required}
        assert len(run(store, query.name, **params)) <= 1, query.name


def test_heads_document_each_query_in_both_languages() -> None:
    for query in library().values():
        assert query.doc["zh"] and query.doc["en"], query.name
        for param in query.params:
            assert param.doc["zh"] and param.doc["en"], (query.name, param.name)


@pytest.mark.parametrize(
    ("name", "params", "key"),
    [
        ("no_such_query", {}, "store.query.unknown"),
        ("field_supports", {}, "store.query.missing"),
        ("field_supports", {"field": "quantum", "limit": 3}, "store.query.excess"),
        ("field_supports", {"field": 3}, "store.query.type"),
        ("field_supports", {"field": None}, "store.query.type"),
        ("neighbours", {"entity": "x", "hops": True}, "store.query.type"),
        ("neighbours", {"entity": "x", "hops": "1"}, "store.query.type"),
        ("neighbours", {"entity": "x", "hops": 2**63}, "store.query.type"),
        ("subgraph_edges_among", {"ids": "x"}, "store.query.type"),
        ("subgraph_edges_among", {"ids": [1]}, "store.query.type"),
    ],
)
def test_what_does_not_fit_is_refused(
    embedded_store: Store, name: str, params: dict[str, Any], key: str
) -> None:
    with pytest.raises(QueryError) as caught:
        run(embedded_store, name, **params)
    assert caught.value.key == key
    assert name in caught.value.say("zh") and name in caught.value.say("en")


@pytest.mark.parametrize(
    ("query", "param", "text", "value"),
    [
        ("neighbours", "hops", "2", 2),
        ("neighbours", "weaker", "True", True),
        ("neighbours", "entity", "12", "12"),
        ("field_matrix", "types", "University,Hospital", ["University", "Hospital"]),
        ("field_matrix", "types", "University，Hospital", ["University", "Hospital"]),
        ("passage", "document", "null", None),
    ],
)
def test_words_of_a_command_line(query: str, param: str, text: str, value: object) -> None:
    assert parse_argument(library()[query], param, text) == value


def test_a_word_that_is_no_number_is_refused() -> None:
    with pytest.raises(QueryError) as caught:
        parse_argument(library()["neighbours"], "hops", "two")
    assert caught.value.key == "store.query.type"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("// zh: 问\nRETURN 1", "no en: text"),
        ("// zh: 问\n// en: ask\nRETURN $x", "parameters used and declared differ: ['x']"),
        ("// zh: 问\n// en: ask\n// param y: string\nRETURN 1", "['y']"),
        ("// zh: 问\n// en: ask\n// param y: text\nRETURN $y", "param y: text"),
    ],
)
def test_a_file_that_is_not_right_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, why: str
) -> None:
    (tmp_path / "bad.cypher").write_text(text, "utf-8")
    monkeypatch.setattr(lib, "HERE", tmp_path)
    with pytest.raises(QueryError) as caught:
        library.__wrapped__()
    assert why in str(caught.value) and "bad.cypher" in str(caught.value)


def test_a_variant_stands_in_on_its_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head = "// zh: 问\n// en: ask\n"
    (tmp_path / "arcadedb").mkdir()
    (tmp_path / "q.cypher").write_text(head + "RETURN 1 AS x", "utf-8")
    (tmp_path / "arcadedb" / "q.cypher").write_text(head + "RETURN 2 AS x", "utf-8")
    monkeypatch.setattr(lib, "HERE", tmp_path)
    query = library.__wrapped__()["q"]
    assert (query.text("Neo4j")[-6], query.text("ArcadeDB")[-6]) == ("1", "2")
