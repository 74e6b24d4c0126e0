"""Choosing subgraphs of the made-up plan, on every engine; each answer known by heart."""

from __future__ import annotations

from typing import Any

import pytest

from graph.export import Subgraph, of_extraction, render
from graph.load import load
from graph.store import Store
from ingest.errors import InnographError, QueryError, UsageError
from queries.subgraph import choose
from tests.builders import plan, sample

UNI, INSTITUTE = "University:星河大学", "ResearchInstitute:云台研究院"
FIRM, LAB = "Enterprise:北斗科技有限公司", "Laboratory:海棠实验室"
CHAIN, PLATFORM = "IndustryChain:量子产业链", "TechPlatform:石墨烯测试平台"
PARK, AREA = "IndustrialPark:松间小镇", "Area:南片区"
PROJECT, CLUSTER = "Project:石墨烯产业化项目", "IndustryCluster:未来产业集群"
HOSPITAL = "Hospital:星河大学附属医院"

#: What is asked for, the ids of the nodes, how many edges.
CHOICES: list[tuple[dict[str, Any], set[str], int]] = [
    ({"field": "quantum"}, {"quantum", UNI, INSTITUTE, FIRM, CHAIN}, 4),
    ({"field": "量子领域"}, {"quantum", UNI, INSTITUTE, FIRM, CHAIN}, 4),
    ({"field": "QUANTUM", "types": ["enterprise"]}, {"quantum", FIRM}, 1),
    ({"field": "quantum", "basis": ["stated"]}, {"quantum", UNI, INSTITUTE}, 2),
    ({"field": "quantum", "min_confidence": 0.92}, {"quantum", INSTITUTE, FIRM, CHAIN}, 2),
    ({"field": "matter"}, {"matter", INSTITUTE, PLATFORM}, 2),
    ({"field": "matter", "weaker": True}, {"matter", INSTITUTE, PLATFORM, UNI, LAB}, 4),
    ({"field": "matter", "neighbours": True}, {"matter", INSTITUTE, PLATFORM, "quantum"}, 3),
    ({"entity": "星大", "hops": 0}, {UNI}, 0),
    ({"entity": "星河大学"}, {UNI, LAB, HOSPITAL, "quantum"}, 3),
    ({"entity": UNI, "weaker": True}, {UNI, LAB, HOSPITAL, "quantum", "matter"}, 4),
    ({"entity": "南片区", "hops": 2}, {AREA, PARK, CHAIN}, 2),
    ({"area": "南片区"}, {AREA, PARK, CHAIN}, 2),
    ({"area": "南片区", "field": "quantum"}, {AREA, CHAIN, "quantum"}, 0),
    ({"relations": ["hosted_by"]}, {LAB, UNI, PLATFORM, INSTITUTE}, 2),
    ({"types": ["Project", "Enterprise"]}, {PROJECT, FIRM}, 1),
    ({"basis": ["name"]}, {HOSPITAL, UNI}, 1),
    (
        {"query": "field_supports", "params": {"field": "matter"}},
        {"matter", INSTITUTE, PLATFORM},
        2,
    ),
    ({"cypher": "MATCH (a)-[r:PART_OF]->(b) RETURN a, r, b"}, {CHAIN, CLUSTER}, 1),
    ({"cypher": "MATCH (a)-[r:PART_OF]->(b) RETURN r"}, {CHAIN, CLUSTER}, 1),
    ({"cypher": "MATCH p = (:Project)-[:UNDERTAKEN_BY]->() RETURN p"}, {PROJECT, FIRM}, 1),
    ({"cypher": "MATCH (n:Area) RETURN [n] AS found, {x: n} AS map"}, {AREA}, 0),
    ({"question": "谁在做量子领域"}, {"quantum", UNI, INSTITUTE, FIRM, CHAIN}, 4),
]
#: What is off, the catalogue's key, a word that the message must hold.
MISTAKES: list[tuple[dict[str, Any], str, str]] = [
    ({"field": "量子领"}, "export.unknown.field", "量子领域"),
    ({"field": "zzz"}, "export.unknown.field", "材料领域"),
    ({"field": UNI}, "export.unknown.field", "量子领域"),
    ({"entity": "星河大雪"}, "export.unknown.entity", "星河大学"),
    ({"entity": "x" * 5000}, "export.unknown.entity", "…"),
    ({"area": "南片"}, "export.unknown.area", "南片区"),
    ({"types": ["Labratory"]}, "export.unknown.type", "Laboratory"),
    ({"relations": ["HOSTED"]}, "export.unknown.relation", "HOSTED_BY"),
    ({"basis": ["said"]}, "export.unknown.basis", "stated"),
    ({"entity": "星大", "hops": 9}, "export.hops", "9"),
    ({"entity": "星大", "hops": -1}, "export.hops", "-1"),
    ({"min_confidence": 7}, "export.confidence", "7"),
    ({"query": "x", "cypher": "RETURN 1"}, "export.one_of", ""),
    ({"question": "x", "field": "quantum"}, "export.one_of", ""),
]


@pytest.fixture
def loaded(store: Store) -> Store:
    load(store, sample())
    return store


def test_the_whole_graph_is_what_was_read(loaded: Store) -> None:
    found, read = choose(loaded), of_extraction(sample())
    assert (found.nodes, found.edges) == (read.nodes, read.edges)


def test_a_second_ingest_gives_the_same_bytes(loaded: Store) -> None:
    before = render(choose(loaded), "json")
    load(loaded, sample())
    assert render(choose(loaded), "json") == before


def test_choices(loaded: Store) -> None:
    for asked, ids, edges in CHOICES:
        found = choose(loaded, **asked)
        assert ({node.id for node in found.nodes}, len(found.edges)) == (ids, edges), asked


def test_two_documents_share_entities_and_keep_their_proofs(loaded: Store) -> None:
    other = sample(plan("另一规划", "other.txt"))
    load(loaded, other)
    found = choose(loaded)
    assert len(found.nodes) == 14 and len(found.edges) == 14
    lab = next(node for node in found.nodes if node.id == LAB)
    documents = {sample().document.id, other.document.id}
    assert set(lab.attributes["documents"]) == documents
    assert set(lab.attributes["evidence_documents"]) == documents
    assert all(set(e.attributes["documents"]) == documents for e in found.edges)
    assert all(len(e.attributes["quotes"]) in (2, 4) for e in found.edges)


def test_a_passage_that_typed_cypher_returns_is_a_node(loaded: Store) -> None:
    cypher = "MATCH (e:Laboratory)-[m:MENTIONED_IN]->(p) RETURN e, m, p"
    found = choose(loaded, cypher=cypher)
    assert sorted(node.type for node in found.nodes) == ["Laboratory", "Passage"]
    assert [edge.type for edge in found.edges] == ["MENTIONED_IN"]


def test_typed_cypher_without_a_node_says_so(loaded: Store) -> None:
    found = choose(loaded, cypher="MATCH (n:Area) RETURN n.name AS name")
    assert (found.nodes, found.note) == ((), "export.note.scalars")


def test_typed_cypher_that_writes_is_refused(loaded: Store) -> None:
    with pytest.raises(QueryError):
        choose(loaded, cypher="MATCH (n) DETACH DELETE n RETURN n")


def test_what_nothing_fits_is_empty(loaded: Store) -> None:
    found = choose(loaded, types=["Government"])
    assert (found.nodes, found.edges, found.note) == ((), (), "export.note.empty")


def test_a_question_without_an_answer_is_empty_and_says_so(loaded: Store) -> None:
    found = choose(loaded, question="谁在做咖啡")
    assert (found.nodes, found.note) == ((), "export.note.unanswered")


def test_mistakes_name_what_is_near(loaded: Store) -> None:
    for asked, key, word in MISTAKES:
        error = _refused(loaded, asked)
        assert isinstance(error, UsageError), asked
        assert (error.key, word in error.say("zh")) == (key, True), (asked, error.say("zh"))
        assert len(error.say("en")) < 400


def test_a_name_of_several_things_asks_which(loaded: Store) -> None:
    loaded.write(
        "MERGE (e:Entity:Project {id: $id}) SET e.name = $name, e.type = $type",
        id="Project:松间小镇",
        name="松间小镇",
        type="Project",
    )
    with pytest.raises(UsageError, match="IndustrialPark:松间小镇, Project:松间小镇"):
        choose(loaded, entity="松间小镇")
    assert next(iter(choose(loaded, entity="Project:松间小镇").nodes)).type == "Project"


def test_an_empty_graph_is_an_empty_file(store: Store) -> None:
    assert choose(store) == Subgraph()


def _refused(store: Store, asked: dict[str, Any]) -> InnographError:
    with pytest.raises(InnographError) as caught:
        choose(store, **asked)
    return caught.value
