"""Whole kinds that plans left out said otherwise: projects in lines under their chain, things
that only a sentence on who builds them names, heads that say little, other names in brackets."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.layout.understanding import understood
from ingest.model import Block, Grid, GridCell, Span
from ingest.supports.topics import Declared, profiles
from tests.test_unseen_wordings import read, ties

BODIES = (
    "云川大学、海岳光电股份有限公司（以下简称海岳光电）和星湾机器人有限公司各有所长，"
    "滨东产业园扩建。"
)


@pytest.mark.parametrize(
    "count", ["（2项）", "（共2个项目）", "：计2项", "（2项，总投资15亿元）", ""]
)
def test_projects_in_lines_belong_to_the_chain_over_them(count: str, tmp_path: Path) -> None:
    lines = [
        BODIES,
        f"光电显示产业链{count}",
        "1．直显模组扩能项目。海岳光电承担，建在滨东产业园，总投资9亿元，2027年投产。",
        "2．驱动芯片封测项目。星湾机器人有限公司承担，建在滨东产业园，总投资6亿元，2028年建成。",
    ]
    found = read("## 附件 重大项目\n" + "\n".join(lines), tmp_path)
    projects = {"直显模组扩能项目", "驱动芯片封测项目"}
    assert ties(found, "HAS_PROJECT") == {("光电显示产业链", one) for one in projects}
    assert ties(found, "UNDERTAKEN_BY") == {
        ("直显模组扩能项目", "海岳光电股份有限公司"),
        ("驱动芯片封测项目", "星湾机器人有限公司"),
    }
    assert not ties(found, "BASED_IN") | ties(found, "PARTICIPATES_IN")


TOLD = [
    ("一是牡蛎种质追溯平台由云川大学运营，每年开放。", "牡蛎种质追溯平台"),
    ("云川大学与星湾机器人有限公司共建微显示封装联合实验室，三年见效。", "微显示封装联合实验室"),
    ("抓紧攻关。海岳光电建设光电器件失效分析平台，面向全市开放。", "光电器件失效分析平台"),
]
NOT_TOLD = [
    "公共服务平台由云川大学运营，每年开放。",
    "支持云川大学建设创新平台，面向全市开放。",
    "云川大学建设国家级重点实验室，三年见效。",
]


@pytest.mark.parametrize(("told", "name"), TOLD)
def test_who_builds_something_says_that_it_is(told: str, name: str, tmp_path: Path) -> None:
    found = read(f"## 三、平台\n{BODIES}\n{told}", tmp_path)
    assert name in {e.name for e in found.entities}
    assert name in {head for head, _ in ties(found, "HOSTED_BY")}


@pytest.mark.parametrize("told", NOT_TOLD)
def test_a_class_that_somebody_builds_is_nothing_of_its_own(told: str, tmp_path: Path) -> None:
    found = read(f"## 三、平台\n{BODIES}\n{told}", tmp_path)
    assert not [e for e in found.entities if e.label in ("TechPlatform", "Laboratory")]


@pytest.mark.parametrize(("head", "role"), [("名号", "work"), ("字号", "work"), ("序号", "serial")])
def test_a_head_like_a_number_over_names_is_no_number(head: str, role: str) -> None:
    names = ("云川光子实验室", "星湾海洋实验室") if role == "work" else ("1", "2")
    rows = [(head, "牵头单位"), *((name, "云川大学") for name in names)]
    cells = tuple(
        GridCell(Block("cell", text, tuple(range(len(text)))), y, x, head=not y)
        for y, row in enumerate(rows)
        for x, text in enumerate(row)
    )
    assert understood(Grid("", cells)).roles == (role, "host")


@pytest.mark.parametrize("called", ["又名", "又称", "亦称", "别名"])
def test_another_name_in_a_bracket_is_the_same_thing(called: str, tmp_path: Path) -> None:
    told = f"云川实验室（{called}面向海洋智能感知星湾省实验室）由云川大学牵头建设。"
    found = read(f"## 三、平台\n{told}", tmp_path)
    labs = [e for e in found.entities if e.label == "Laboratory"]
    assert [(e.name, e.aliases) for e in labs] == [
        ("云川实验室", ("面向海洋智能感知星湾省实验室",))
    ]


@pytest.mark.parametrize("heading", ["预置储备产业", "前瞻产业", "未来产业"])
def test_industries_told_one_by_one_in_a_sentence(heading: str, tmp_path: Path) -> None:
    told = "一是深海采矿产业，依托云川大学开展试验；二是脑机接口产业，依托海岳光电建设产线。"
    found = read(f"{BODIES}\n## （三）{heading}\n着眼长远。{told}", tmp_path)
    assert ties(found, "PARTICIPATES_IN") >= {
        ("云川大学", "深海采矿产业"),
        ("海岳光电股份有限公司", "脑机接口产业"),
    }


def test_service_industries_told_in_a_running_sentence(tmp_path: Path) -> None:
    told = "壮大检验检测服务业，支持海岳光电拓展业务；培育软件服务业，引进人才。"
    found = read(f"{BODIES}\n## 第五节 科技服务业\n{told}", tmp_path)
    named = {e.name for e in found.entities if e.label == "ServiceIndustry"}
    assert named == {"检验检测服务业", "软件服务业"}


def test_who_holds_the_secretariat_or_runs_it_day_by_day_hosts(tmp_path: Path) -> None:
    told = (
        "星湾市机器人产业联盟由海岳光电担任理事长单位，秘书处挂靠云川大学。"
        "光子器件检测平台由海岳光电建设，星湾机器人有限公司负责日常运维。"
    )
    found = ties(read(f"## 三、平台\n{BODIES}\n{told}", tmp_path), "HOSTED_BY")
    assert ("星湾市机器人产业联盟", "云川大学") in found
    assert ("光子器件检测平台", "星湾机器人有限公司") in found


def test_a_heart_and_a_ring_are_zones_too_and_a_centre_is_none(tmp_path: Path) -> None:
    told = "云创策源心。集中布置云川大学。\n滨江制造环。串联滨东产业园。\n研发中心。支持企业。"
    found = read(f"## 五、优化“一心一环”布局\n{told}", tmp_path)
    assert {e.name for e in found.entities if e.label == "Area"} == {"云创策源心", "滨江制造环"}


@pytest.mark.parametrize("when", ["到2030年", "力争2028年底前", "2027年", "三年内"])
def test_when_something_shall_be_reached_is_no_topic_of_a_field(when: str) -> None:
    text = f"硅光芯片。突破片上激光，{when}，攻克薄膜调制器。"
    block = Block("paragraph", text, tuple(range(len(text))))
    (profile,) = profiles([Declared("f", "硅光芯片", block, Span(0, 4))])
    assert [t.text for t in profile.topics] == ["硅光芯片", "片上激光", "薄膜调制器"]
