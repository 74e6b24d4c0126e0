"""What a bracket or a cell says of a project: its status, its investment."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from ingest.facts.projects import Stated, stated
from ingest.pipeline import read_plan

STATES = {"在建": "在建", "谋划": "谋划", "已投产": "建成", "前期": "谋划", "续建": "在建"}
SUMS = {"投资6.5亿元": 6.5, "98亿元": 98.0, "3200万元": 0.32, "": None}


@pytest.mark.parametrize(("state", "amount"), product(STATES, SUMS))
def test_a_bracket_tells_state_and_investment_in_any_order(state: str, amount: str) -> None:
    parts = [part for part in ("甲公司", amount, state) if part]
    for order in (parts, parts[::-1]):
        assert stated("，".join(order)) == Stated(STATES[state], SUMS[amount])


def test_what_is_no_state_is_none() -> None:
    assert stated("海岳科技有限公司，佛北产业园") == Stated()


@pytest.mark.parametrize(
    "body",
    [
        "<p>光电芯片产业链：明湖晶圆生产线项目（明湖半导体有限公司，投资12.5亿元，在建）。</p>",
        "<table><tr><th>产业链</th><th>项目名称</th><th>实施单位</th><th>总投资（亿元）</th><th>状态</th></tr>"
        "<tr><td>光电芯片产业链</td><td>明湖晶圆生产线项目</td><td>明湖半导体有限公司</td><td>12.5</td>"
        "<td>在建</td></tr></table>",
    ],
    ids=["bracket", "table"],
)
def test_a_project_keeps_its_status_and_investment(tmp_path: Path, body: str) -> None:
    plan = tmp_path / "plan.html"
    head = "<h1>海岳市产业发展行动计划</h1><p>海岳市推进重大项目建设。</p>"
    plan.write_text(f"<html><body>{head}{body}</body></html>", "utf-8")
    (project,) = [e for e in read_plan(plan).entities if e.label == "Project"]
    assert project.name == "明湖晶圆生产线项目"
    assert (project.status, project.attributes["amount"]) == ("在建", 12.5)
    quotes = "".join(evidence.quote for evidence in project.evidence)
    assert all(told in quotes for told in ("明湖晶圆生产线项目", "12.5", "在建"))


def test_a_bracket_that_says_nothing_of_the_project_is_no_part_of_its_quote(tmp_path: Path) -> None:
    plan = tmp_path / "plan.html"
    told = "光电芯片产业链：明湖晶圆生产线项目（明湖半导体有限公司）。"
    plan.write_text(f"<html><body><h1>海岳市产业规划</h1><p>{told}</p></body></html>", "utf-8")
    (project,) = [e for e in read_plan(plan).entities if e.label == "Project"]
    assert {evidence.quote for evidence in project.evidence} == {"明湖晶圆生产线项目"}


@pytest.mark.parametrize(
    "words",
    ["不再引进整车项目", "审慎发展医美类项目", "每年组织多项目流片", "对种子期项目予以支持"],
)
def test_what_is_not_to_be_done_is_no_project(tmp_path: Path, words: str) -> None:
    plan = tmp_path / "plan.html"
    text = f"光电芯片产业链总投资12.5亿元，{words}，{words}。"
    plan.write_text(f"<h1>海岳市产业发展行动计划</h1><p>{text}</p>", "utf-8")
    assert not [e.name for e in read_plan(plan).entities if e.label == "Project"]


def test_each_chain_is_no_chain(tmp_path: Path) -> None:
    plan = tmp_path / "plan.html"
    text = "每条产业链由一名市领导任链长。光电芯片产业链由明湖半导体有限公司任链主。"
    plan.write_text(f"<h1>海岳市产业发展行动计划</h1><p>{text}</p>", "utf-8")
    found = [e.name for e in read_plan(plan).entities if e.label == "IndustryChain"]
    assert found == ["光电芯片产业链"]
