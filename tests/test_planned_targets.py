"""Planned figures in the graph: asked by their year, compared, and gone with their plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.load import load, unload
from graph.store import Store
from ingest.pipeline import read_plan
from queries.ask import ask
from queries.comparing import compare

HEAD = "云岭科创湾发展“{number}”规划（{years}年）\n\n一、总体要求\n\n（一）主要目标\n\n"
LAB = "\n二、重点任务\n\n依托云岭大学建设星槎实验室。\n"
OLD = HEAD.format(number="十四五", years="2021—2025") + (
    "到2025年，研发经费投入强度达到3.2%，技术合同成交额突破400亿元，建成中试平台20个。\n" + LAB
)
NEW = HEAD.format(number="十五五", years="2026—2030") + (
    "到2027年，研发经费投入强度达到3.6%。到2030年，研发经费投入强度达到4.1%，"
    "技术合同成交额由2025年的380亿元增至700亿元，每年发布应用场景不少于60项。"
    "地区生产总值年均增长6%以上。\n" + LAB
)


@pytest.fixture
def plans(embedded_store: Store, tmp_path: Path) -> Store:
    for name, text in (("old", OLD), ("new", NEW)):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    load(embedded_store, read_plan(tmp_path / "new.txt"))
    return embedded_store


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2027年研发经费投入强度目标是多少", 3.6),
        ("研发投入强度2030年要达到多少", 4.1),
        ("2027年到2030年研发经费投入强度提高多少", 0.5),
        ("技术合同成交额2025年是多少", 380),
        ("技术合同成交额2030年要到多少", 700),
        ("技术合同成交额增加多少", 320),
        ("地区生产总值增长目标是多少", 6),
    ],
)
def test_a_stated_target_is_told_for_its_year(plans: Store, question: str, value: float) -> None:
    told = ask(plans, question)
    assert (told.status, told.value) == ("answered", value)
    assert told.answers[0].evidence[0].plan and told.answers[0].evidence[0].quote


@pytest.mark.parametrize(
    "question", ["2028年研发经费投入强度目标是多少", "2028年到2030年研发经费投入强度提高多少"]
)
def test_a_year_without_a_figure_is_not_made_up(plans: Store, question: str) -> None:
    assert ask(plans, question).value is None


def test_an_increase_without_a_base_is_not_told(plans: Store) -> None:
    assert ask(plans, "研发经费投入强度提高多少").value is None


def test_the_quote_is_that_of_the_year(plans: Store) -> None:
    quotes = ask(plans, "2027年研发经费投入强度目标是多少").answers[0].evidence
    assert [quote.quote for quote in quotes] == ["研发经费投入强度达到3.6%"]


def test_two_plans_are_compared_with_every_year(plans: Store, tmp_path: Path) -> None:
    load(plans, read_plan(tmp_path / "old.txt"))
    found = {
        c.name: c for c in compare(plans, "十四五", "十五五").changes if c.section == "targets"
    }
    share = found["研发经费投入强度"]
    assert share.change == "changed" and share.a and share.b
    assert (share.a.value, share.b.value) == ("3.2%（2025）", "3.6%（2027） → 4.1%（2030）")
    assert [q.quote for q in share.b.evidence] == [
        "研发经费投入强度达到3.6%",
        "研发经费投入强度达到4.1%",
    ]
    assert found["中试平台"].change == "gone" and found["发布应用场景"].change == "new"
    growth, each = found["地区生产总值"].b, found["发布应用场景"].b
    assert (growth and growth.value == "+6%以上（2030）") or (
        growth and growth.value == "+6% 以上（2030）"
    )
    assert each and each.value.startswith("60项/年")


def test_targets_are_no_entities_and_go_with_their_plan(plans: Store) -> None:
    assert plans.read("MATCH (e:Indicator) RETURN count(e) AS c") == [{"c": 0}]
    (plan,) = plans.read("MATCH (t:Target) RETURN DISTINCT t.document AS id")
    unload(plans, plan["id"])
    assert plans.read("MATCH (t:Target) RETURN count(t) AS c") == [{"c": 0}]
