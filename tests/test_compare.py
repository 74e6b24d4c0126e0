"""Two plans side by side: what differs, each with both plans' words."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from graph.load import load
from graph.store import Store
from ingest.pipeline import read_plan
from queries.comparing import Change, Comparison, compare, report, written
from queries.comparing.targets import aligned_targets, growth, meaning

HEAD = (
    "云岭科创湾发展“{number}”规划（{years}年）\n\n一、打造创新高地\n\n"
    "（一）重点布局{count}大标志性科技领域\n\n"
)
SEA = "深海探测。研究耐压材料、水声通信、深海机器人等技术，形成自主装备能力。\n\n"
FARM = "高原农业。开展青稞育种、牧草改良和冻土耕作研究，突破良种繁育技术。\n\n"
LIFE = "合成生物。研究基因编辑、酶分子设计与细胞工厂构建技术，开发生物基材料。\n\n"
STORE = "清洁储能。发展钠离子电池、液流电池和氢储能，开发长寿命电极材料。\n\n"
OLD = (
    HEAD.format(number="十四五", years="2021—2025", count="三")
    + SEA
    + LIFE
    + FARM
    + "（二）建设创新平台\n\n依托云岭大学建设星槎实验室，依托青屏研究院建设深海探测技术创新中心。"
    "支持沧澜科技有限公司发展。\n"
)
NEW = (
    HEAD.format(number="十五五", years="2026—2030", count="三")
    + SEA
    + LIFE
    + STORE
    + "（二）建设创新平台\n\n依托明江大学建设星槎实验室，依托青屏研究院建设深海探测技术创新中心。"
    "支持沧澜深海科技股份有限公司（以下简称沧澜科技有限公司）发展。支持云岭大学建设银沙实验室。\n"
)


def figure(name: str, unit: str, base: str, target: str, id: str = "") -> dict[str, str]:
    return {"id": id or name, "name": name, "unit": unit, "base": base, "target": target}


@pytest.fixture
def found(embedded_store: Store, tmp_path: Path) -> Comparison:
    for name, text in (("old", OLD), ("new", NEW)):
        path = tmp_path / f"{name}.txt"
        path.write_text(text, "utf-8")
        load(embedded_store, read_plan(path))
    return compare(embedded_store, "十四五", "十五五")


def of(found: Comparison, section: str, change: str) -> dict[str, Change]:
    rows = (c for c in found.changes if (c.section, c.change) == (section, change))
    return {f"{c.name}>{c.other}" if c.other else c.name: c for c in rows}


def test_what_is_new_gone_and_renamed(found: Comparison) -> None:
    assert {"明江大学", "银沙实验室"} <= of(found, "things", "new").keys()
    renamed = of(found, "things", "renamed")["沧澜深海科技股份有限公司"]
    assert renamed.a and renamed.b and renamed.a.name == "沧澜科技有限公司"
    assert not of(found, "things", "gone")


def test_hosts_and_fields_that_changed(found: Comparison) -> None:
    assert "星槎实验室>明江大学" in of(found, "ties", "new")
    assert "星槎实验室>云岭大学" in of(found, "ties", "gone")
    assert of(found, "fields", "new").keys() == {"清洁储能"}
    assert of(found, "fields", "gone").keys() == {"高原农业"}
    assert of(found, "fields", "kept").keys() == {"深海探测", "合成生物"}


def test_each_side_has_its_own_plan_s_words(found: Comparison) -> None:
    for change in found.changes:
        assert change.a or change.b
        for side, row, text in ((change.a, found.a, OLD), (change.b, found.b, NEW)):
            for quote in side.evidence if side else ():
                assert quote.document == row["id"] and quote.plan == row["short"]
                assert quote.quote in "".join(text.split())


def test_every_form_holds_the_same(found: Comparison) -> None:
    told = report(found, "zh")
    assert 0 < len(told.summary) <= 10
    plain = json.loads(written(found, "json", "zh"))
    assert len(plain["changes"]) == len(found.changes) == sum(len(s.rows) for s in told.sections)
    markdown = written(found, "md", "zh").decode("utf-8")
    assert "明江大学" in markdown and markdown.startswith("# ")
    book = openpyxl.load_workbook(io.BytesIO(written(found, "xlsx", "en")))
    assert len(book.sheetnames) == len(told.sections) + 1
    paper = Document(io.BytesIO(written(found, "docx", "zh")))
    assert len(paper.tables) == len(told.sections)
    assert written(found, "md", "zh") == written(found, "md", "zh")


PAIRS = [
    (
        figure("研发经费投入强度", "%", "4.1", "4.8"),
        figure("R&D经费支出占GDP比重", "％", "5", "6.5"),
    ),
    (figure("中试平台", "个", "21", "60"), figure("中试平台数量", "家", "9", "20")),
    (figure("国家级高新技术企业", "家", "1", "2"), figure("高新技术企业数", "家", "2", "3")),
    (figure("年度开放应用场景数", "项", "1", "100"), figure("开放应用场景", "项", "45", "150")),
    (figure("数字经济规模", "万亿元", "1", "2"), figure("数字经济规模", "亿元", "9000", "30000")),
]
APART = [
    (figure("人才总量", "万人", "1", "2"), figure("人才总量增速", "%", "1", "2")),
    (figure("营业收入", "亿元", "1", "2"), figure("营业收入增速", "%", "1", "2")),
    (figure("省级实验室数量", "个", "1", "2"), figure("国家级实验室数量", "个", "1", "2")),
]


def test_targets_meet_by_meaning_and_unit() -> None:
    ours, theirs = ([pair[side] for pair in PAIRS + APART] for side in (0, 1))
    for rows, side in ((ours, "a"), (theirs, "b")):
        for number, row in enumerate(rows):
            row["id"] = f"{side}{number}"
    met = {(one["id"], other["id"]) for one, other in aligned_targets(ours, theirs)}
    assert met == {(f"a{n}", f"b{n}") for n in range(len(PAIRS))}
    assert growth(*PAIRS[4]) == 0.5 and growth(*PAIRS[1]) == round(-40 / 60, 4)
    assert growth(figure("x", "%", "", "—"), figure("x", "%", "", "3")) is None
    assert meaning("每万人口高价值发明专利拥有量（件）") == meaning("每万人高价值发明专利拥有量")
