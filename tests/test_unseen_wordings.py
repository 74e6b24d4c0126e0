"""Whole kinds that plans left out said otherwise: zones, projects with a firm's name in front,
clusters over their chains, fields whose passages have parts, chains called otherwise in a head."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.layout.understanding import TOTAL
from ingest.model import Extraction
from ingest.pipeline import read_plan
from tests.test_constructions import page


def read(text: str, folder: Path) -> Extraction:
    path = folder / "plan.html"
    path.write_text(page(text), "utf-8")
    return read_plan(path)


def ties(found: Extraction, relation: str) -> set[tuple[str, str]]:
    names = {entity.id: entity.name for entity in found.entities}
    return {(names[c.head], names[c.tail]) for c in found.claims if c.type == relation}


HEADINGS = ["五、优化布局，错位发展", "五、一核一带，各展所长", "五、重塑空间承载"]
ZONES = [
    "（一）星湾创新核。核内有云川大学和滨东药谷产业园，三年东扩2平方公里。\n"
    "（二）提升海岳发展带。带内有海岳核电产业园，岸线72公里。",
    "（一）培育星湾创新核。云川大学、滨东药谷产业园已经入驻。\n"
    "（二）海岳发展带。新辟海岳核电产业园，占地900亩。",
    "“一核”是星湾创新核。云川大学、滨东药谷产业园均在核内。\n"
    "“一带”有所侧重。海岳发展带集中临港功能，海岳核电产业园坐落于此；岳东片区只做配套。",
]


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("told", ZONES)
def test_what_a_zones_own_passage_names_lies_in_it(heading: str, told: str, tmp_path: Path) -> None:
    found = ties(read(f"## {heading}\n{told}", tmp_path), "LOCATED_IN")
    assert found == {
        ("云川大学", "星湾创新核"),
        ("滨东药谷产业园", "星湾创新核"),
        ("海岳核电产业园", "海岳发展带"),
    }


def test_a_zone_in_a_passage_of_industries_stays_none(tmp_path: Path) -> None:
    found = read("## 五、培育产业集群\n（一）光电信息。云川大学做强光电信息港。", tmp_path)
    assert not [e for e in found.entities if e.label == "Area"]


FIRM = "辰岳机器人（海岳）有限公司（以下简称辰岳）扩大产能，云川电器集团股份有限公司配套。"
PROJECTS = [
    ("- 辰岳重载机器人扩能项目（辰岳，20亿元，在建）；", "辰岳重载机器人扩能项目"),
    ("- 辰岳芯片应用产业基地项目（辰岳，20亿元，在建）；", "辰岳芯片应用产业基地项目"),
    ("机器人产业链：辰岳Mini LED整机工厂项目（投资9亿元，谋划）。", "辰岳Mini LED整机工厂项目"),
    ("【机器人产业链】辰岳中央工厂二期项目，企业自筹资金12亿元。", "辰岳中央工厂二期项目"),
    ("机器人产业链：辰岳投资7.2亿元建设的关节模组量产项目。", "关节模组量产项目"),
    ("机器人产业链：支持辰岳的关节模组量产项目，投资3亿元。", "关节模组量产项目"),
]


@pytest.mark.parametrize(("line", "name"), PROJECTS)
def test_a_firm_in_front_is_a_part_of_a_projects_name(line: str, name: str, tmp_path: Path) -> None:
    found = read(f"## 四、项目\n{FIRM}\n机器人产业链\n{line}", tmp_path)
    assert [e.name for e in found.entities if e.label == "Project"] == [name]


@pytest.mark.parametrize("over", ["之下有", "下辖", "囊括", "包括"])
def test_a_cluster_is_over_the_chains_that_it_is_said_to_hold(over: str, tmp_path: Path) -> None:
    told = f"星湾家居产业集群{over}智能家电产业链、铝基材料产业链和建筑陶瓷产业链。"
    chains = ("智能家电产业链", "铝基材料产业链", "建筑陶瓷产业链")
    lines = [told, *(f"### {n}.{chain}\n补齐短板。" for n, chain in enumerate(chains, 1))]
    found = ties(read("\n".join(["## 四、做强产业链", *lines]), tmp_path), "PART_OF")
    assert found == {(chain, "星湾家居产业集群") for chain in chains}


def test_a_field_whose_passage_has_parts_is_one_of_those_counted(tmp_path: Path) -> None:
    parts = "一是降成本，膜电极单价下降；二是拓用途，示范氨氢燃烧。"
    fields = ("氢电装备", "智能机器人", "先进陶瓷", "端侧智能家居")
    told = [f"（{n}）{f}赛道。突破膜电极、谐波减速器。" for n, f in zip("一二三四", fields)]
    told[1] += parts
    found = read("## 三、跑好四条前沿赛道\n" + "\n".join(told), tmp_path)
    assert {e.name for e in found.entities if e.label == "TechField"} == set(fields)


@pytest.mark.parametrize("head", ["链别", "链名", "产业链"])
def test_a_chain_column_by_any_of_its_names(head: str, tmp_path: Path) -> None:
    rows = "".join(
        f"<tr><td>{chain}</td><td>{project}</td><td>云川光电有限公司</td><td>12</td></tr>"
        for chain, project in (("卫星应用", "总装厂房项目"), ("光电显示", "直显模组项目"))
    )
    plan = tmp_path / "plan.html"
    plan.write_text(
        "<html><body><h1>海岳市行动计划</h1><p>做强卫星应用产业链和光电显示产业链。</p><table><tr>"
        f"<th>{head}</th><th>项目</th><th>业主</th><th>总投资（亿元）</th></tr>{rows}"
        "<tr><td>2项总计</td><td></td><td></td><td>24</td></tr></table></body></html>",
        "utf-8",
    )
    found = ties(read_plan(plan), "HAS_PROJECT")
    assert found == {("卫星应用产业链", "总装厂房项目"), ("光电显示产业链", "直显模组项目")}
    assert TOTAL.match("2项总计") and not TOTAL.match("2项项目总计")


@pytest.mark.parametrize(
    "told", ["加快引进星岳银行，吸引资本。", "主动开展与星岳银行的合作，搭建平台。"]
)
def test_who_shall_come_or_is_worked_with_takes_no_part(told: str, tmp_path: Path) -> None:
    found = read(f"## 四、做强产业\n### （一）创投产业\n创投产业。{told}", tmp_path)
    assert not ties(found, "PARTICIPATES_IN")
