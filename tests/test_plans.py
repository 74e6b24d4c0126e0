"""The library: which plans there are, which one is meant, narrowing to some, taking one out."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

import cli
from graph.load import load
from graph.store import Store
from ingest.about import About, Told
from ingest.errors import QueryError
from ingest.model import Extraction
from ingest.pipeline import read_plan
from queries import plans
from queries.anchored import anchored
from queries.library import library, run
from queries.narrowing import ask_plans, held_to
from queries.plans import chosen, narrowed, one, with_plans
from queries.subgraph import choose
from tests.builders import LINES, plan, sample
from tests.engines import dump
from tests.test_queries import ANSWERS

#: What counts how much there is, whatever is asked.
PLANS = MappingProxyType(
    {
        "江东省科技创新发展规划": "江东省",
        "海西省科技创新发展规划": "海西省",
    }
)
TEXT = """{province}科技创新发展规划

支持省科学院、省人民医院建设新型研发机构，推动高新区与市第一人民医院共建中心。依托浙江大学建设实验室。
"""


def other(**facts: str) -> Extraction:
    """Another plan that names the same things and some more."""
    made = sample(plan("另一规划", "other.txt", (*LINES, "结语")))
    told = {name: Told(value, "title") for name, value in {"short": "另一规划", **facts}.items()}
    entities = tuple(
        replace(e, aliases=("星河",), status="提升") if e.name == "星河大学" else e
        for e in made.entities
    )
    return replace(made, entities=entities, about=About(MappingProxyType(told)))


def test_a_query_narrowed_to_one_plan_answers_as_if_it_stood_alone(store: Store) -> None:
    load(store, sample())
    alone = [(name, params, run(store, name, **params)) for name, params, *_ in ANSWERS]
    load(store, other())
    own = [sample().document.id]
    wrong = []
    for name, params, rows in alone:
        if any(param.name == "plans" for param in library()[name].params):
            found = run(store, name, **params, plans=own)
            if _bare(found) != _bare(rows):
                wrong.append((name, params, _bare(found), _bare(rows)))
    assert wrong == []


def test_of_one_plan_nothing_of_the_others_is_looked_at(store: Store) -> None:
    """A statement begins at the plan; which plans there are is told without counting in them."""
    load(store, sample())
    load(store, other())
    assert [row["short"] for row in run(store, "shelf")] == ["另一规划", "样例规划"]
    begun, params = anchored(library()["app_supports"].cypher, {}, ["one"])
    assert "(:Document {id: $one_plan})<-[:DESCRIBED_IN]-(i:Entity)" in begun
    assert params == {"one_plan": "one"}
    for plans_chosen in (None, [], ["one", "two"]):
        assert anchored(begun, {}, plans_chosen) == (begun, {})
    assert anchored("MATCH (e:Entity {id: $id}) RETURN e", {}, ["one"])[1] == {}
    assert "{document: $one_plan}" in anchored("MATCH (p:Passage)\nRETURN p", {}, ["one"])[0]
    rows = anchored('MATCH (p:Passage {kind: "row"})\nRETURN p', {}, ["one"])[0]
    assert rows.startswith('MATCH (p:Passage {kind: "row", document: $one_plan})')
    assert "$one_plan" not in anchored("MATCH (p:Passage {document: $document})", {}, None)[0]


def test_the_names_of_a_choice_are_read_once_until_it_changes(store: Store) -> None:
    load(store, sample())
    load(store, other())
    own = [sample().document.id]
    first = held_to(store, own)
    assert held_to(store, own) is first and held_to(store, [other().document.id]) is not first
    assert ask_plans(store, "谁在做量子领域", ids=own).status == "answered"
    changed = sample()
    load(store, replace(changed, entities=changed.entities[:-1]))
    assert held_to(store, own) is not first


def _bare(rows: Any) -> Any:
    """Rows without what an entity carries of all its plans."""
    left = ("aliases", "status", "properties", "documents", "nodes")
    return [{k: v for k, v in row.items() if k not in left} for row in rows]


def test_an_export_narrowed_to_one_plan_holds_nothing_of_another(store: Store) -> None:
    load(store, sample())
    alone = choose(store)
    load(store, other())
    both, own = choose(store), choose(store, plans=[sample().document.id])
    assert [n.id for n in own.nodes] == [n.id for n in alone.nodes]
    assert [e.attributes for e in own.edges] == [e.attributes for e in alone.edges]
    assert {tuple(n.attributes["plans"]) for n in own.nodes} == {("样例规划",)}
    edge = next(iter(both.edges)).attributes
    assert sorted(edge["plans"]) == ["另一规划", "样例规划"]
    assert len(edge["evidence_documents"]) == len(edge["quotes"])


def test_a_plan_is_meant_by_its_id_or_a_part_of_title_or_place(store: Store) -> None:
    load(store, sample())
    load(store, other(place="浙江省杭州市"))
    mine, others = sample().document.id, other().document.id
    assert chosen(store, []) is None
    assert chosen(store, ["样例"]) == chosen(store, [mine[:12]]) == [mine]
    assert chosen(store, ["浙江省"]) == [others]
    assert sorted(chosen(store, ["规划"]) or ()) == sorted([mine, others])
    with pytest.raises(QueryError, match="样例规划"):
        chosen(store, ["样列规划"])
    with pytest.raises(QueryError, match="several"):
        one(store, "规划")


def test_rows_name_the_plan_of_each_document(store: Store) -> None:
    load(store, sample())
    rows = with_plans(store, narrowed(store, "list_entities", ["样例"]))
    assert {row["plan"] for row in rows} == {"样例规划"}
    with pytest.raises(QueryError, match="cannot be narrowed"):
        narrowed(store, "app_pages", ["样例"], document=sample().document.id)


def test_a_plan_taken_out_leaves_nothing(store: Store) -> None:
    load(store, sample())
    before = dump(store)
    load(store, other())
    plans.remove(store, other().document.id)
    assert dump(store) == before


def spoken(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = cli.main([*words, "--lang", "en"])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_the_commands_on_the_library(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INNOGRAPH_HOME", str(tmp_path / "home"))
    for number, province in enumerate(PLANS.values()):
        file = tmp_path / f"{number}.txt"
        file.write_text(TEXT.format(province=province), "utf-8")
        assert spoken(capsys, "ingest", str(file))[0] == 0
    rows = json.loads(spoken(capsys, "plans", "--json")[1])
    assert {row["title"]: row["place"] for row in rows} == PLANS
    assert all(row["level"] == "province" and row["entities"] == 5 for row in rows)
    found = _entities(capsys)
    assert len(found) == 9 and "ResearchInstitute:江东省科学院" in found
    shown = json.loads(spoken(capsys, "plans", "show", "江东", "--json")[1])
    assert next(f for f in shown["facts"] if f["fact"] == "province")["quote"] == "江东省"
    assert spoken(capsys, "plans", "set", "江东", "--place", "江西省")[0] == 0
    assert "ResearchInstitute:江西省科学院" in _entities(capsys)
    assert "ResearchInstitute:江东省科学院" not in _entities(capsys)
    assert "Already in the graph" in spoken(capsys, "ingest", str(tmp_path / "0.txt"))[1]
    status, _, error = spoken(capsys, "plans", "set", "江东", "--level", "continent")
    assert (status, error.count("\n")) == (2, 1)
    assert spoken(capsys, "plans", "remove", "江东")[0] == 0
    assert len(_entities(capsys)) == 5
    assert len(list((tmp_path / "home" / "plans").iterdir())) == 1
    assert "江西" not in (tmp_path / "home" / "plans.tsv").read_text("utf-8")
    assert spoken(capsys, "plans", "remove")[0] == 2


def _entities(capsys: pytest.CaptureFixture[str]) -> set[str]:
    rows = json.loads(spoken(capsys, "query", "list_entities", "--json")[1])
    return {row["id"] for row in rows}


def test_a_question_is_answered_from_the_plans_that_are_chosen(
    embedded_store: Store, tmp_path: Path
) -> None:
    for name, lab in (("合肥", "北湾实验室"), ("宁波", "银沙实验室")):
        path = tmp_path / f"{name}.txt"
        text = f"{name}市科技创新发展规划\n\n依托浙江大学建设{lab}，支持{name}大学发展。\n"
        path.write_text(text, "utf-8")
        load(embedded_store, read_plan(path))

    def labs(question: str, *given: str) -> set[str]:
        ids = chosen(embedded_store, given)
        return {found.name for found in ask_plans(embedded_store, question, ids=ids).answers}

    assert labs("有哪些实验室") == {"北湾实验室", "银沙实验室"}
    assert labs("有哪些实验室", "宁波") == labs("宁波有哪些实验室") == {"银沙实验室"}
    assert labs("浙江大学有哪些实验室", "合肥") == {"北湾实验室"}
    answer = ask_plans(embedded_store, "宁波有哪些高校")
    assert {quote.plan for found in answer.answers for quote in found.evidence} == {
        "宁波市科技创新发展规划"
    }
    assert "宁波市科技创新发展规划" in answer.reading


def test_which_plans_speak_of_something(embedded_store: Store) -> None:
    load(embedded_store, sample())
    assert ask_plans(embedded_store, "哪些规划提到了结语").intent != "plans_saying"
    load(embedded_store, other())
    found = ask_plans(embedded_store, "哪些规划提到了结语？")
    assert [(one.type, one.name) for one in found.answers] == [("Document", "另一规划")]
    assert found.answers[0].evidence[0].plan == "另一规划"
    both = ask_plans(embedded_store, "哪些规划提到星大")
    assert len(both.answers) == 2 and "星河大学" in both.answers[0].evidence[0].quote
    assert ask_plans(embedded_store, "which plans mention 石墨烯?").language == "en"
    assert ask_plans(embedded_store, "哪些规划提到没有的东西").status == "empty"
