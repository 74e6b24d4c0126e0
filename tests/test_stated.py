"""Planned figures in sentences: text in; name, unit, value, year and what else is told out."""

from __future__ import annotations

import pytest

from ingest.evidence import Quoter
from ingest.facts.amounts import amounts
from ingest.facts.stated import stated_targets
from ingest.facts.targets import Target
from ingest.model import Block, Document, Line

PERIOD = (2026, 2030)


def told(text: str, *trail: str) -> list[Target]:
    """The targets of a paragraph under these headings."""
    document = Document("0" * 64, "规划", "a.txt", text, (Line(1, 0, text),), (1,))
    block = Block("paragraph", text, tuple(range(len(text))), trail)
    return list(stated_targets([block], Quoter(document), PERIOD))


def short(text: str, *trail: str) -> list[str]:
    """Each target as 名称 数值单位 年."""
    return [f"{t.name} {t.value:g}{t.unit} {t.year}" for t in told(text, *trail)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("到2028年，研发经费投入强度达到3.2%。", ["研发经费投入强度 3.2% 2028"]),
        ("建成中试平台30个。", ["中试平台 30个 2030"]),
        ("建成10个以上产业园区。", ["产业园区 10个 2030"]),
        ("新增国家级平台3至5个。", ["新增国家级平台 3个 2030"]),
        (
            "培育50家以上特色企业和100个以上应用场景。",
            ["特色企业 50家 2030", "应用场景 100个 2030"],
        ),
        (
            "2027年产业产值达到5000亿元、2030年达到8000亿元。",
            ["产业产值 5000亿元 2027", "产业产值 8000亿元 2030"],
        ),
        (
            "完成交通投资2300亿元、能源投资2100亿元。",
            ["交通投资 2300亿元 2030", "能源投资 2100亿元 2030"],
        ),
        ("河湖、海湾建成率分别达到30%、50%。", ["河湖建成率 30% 2030", "海湾建成率 50% 2030"]),
        ("甲公司的大功率电堆，寿命提高到3万小时。", ["大功率电堆寿命 3万小时 2030"]),
        ("单位能耗比2025年下降12%。", ["单位能耗下降 12% 2030"]),
        ("车辆电动化比例不低于六成。", ["车辆电动化比例 6成 2030"]),
    ],
)
def test_a_sentence_states_its_figures(text: str, wanted: list[str]) -> None:
    assert short(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "2025年，全市技术合同成交额达到160亿元。",
        "目前全市已有高新技术企业1860家。",
        "设立总规模80亿元的产业基金，投早投小比例不低于50%。",
        "对入选团队给予300万元补助。",
        "单户最高1500万元。",
        "抓好甲乙丙等17个领域降碳。",
        "推进3个先导区建设。",
        "吸纳上下游单位60余家。",
    ],
)
def test_what_has_been_and_terms_of_money_are_no_targets(text: str) -> None:
    assert short(text) == []


def test_a_chapter_on_what_has_been_tells_none() -> None:
    text = "高新技术企业达到1860家。"
    assert short(text, "第一章发展基础") == []
    assert short(text, "第一章发展基础与总体要求", "第二节主要目标") == ["高新技术企业 1860家 2030"]


def test_base_bound_kind_and_growth() -> None:
    (cars,) = told("到2028年，汽车年产量由2025年的82万辆增至120万辆。")
    assert (cars.base, cars.base_year, cars.value, cars.year) == (82, 2025, 120, 2028)
    (share,) = told("2025年，研发投入比重为2.9%，到2028年要提高到3.4%。")
    assert (share.name, share.base, share.base_year, share.value) == (
        "研发投入比重",
        2.9,
        2025,
        3.4,
    )
    (rate,) = told("地区生产总值年均增长5%以上。")
    assert rate.growth and rate.bound == ">=" and rate.name == "地区生产总值"
    (least,) = told("单位能耗三年下降11%，此项为约束性指标。")
    assert least.kind == "约束性" and not least.growth
    (each,) = told("每年发布场景不少于60项。")
    assert each.yearly and each.bound == ">="
    (most,) = told("失业率控制在5.5%以内。")
    assert most.bound == "<="


def test_a_year_is_the_nearest_that_is_said() -> None:
    goals = "到2028年，产业收入达到800亿元。平台达到30家。"
    assert [t.year for t in told(goals, "三、目标")] == [2028, 2028]
    assert [t.year for t in told(goals, "三、任务")] == [2028, 2030]
    assert [t.year for t in told("平台总数达到30家。", "二、2027年目标")] == [2027]


def test_a_year_that_is_printed_nowhere_is_told_as_assumed() -> None:
    assert [(t.year, t.year_assumed) for t in told("建成中试平台30个。")] == [(2030, True)]
    printed = ["到2028年，平台达到30家。", "平台由2025年的8家增至30家，到2030年投入强度达到3%。"]
    assert [t.year_assumed for text in printed for t in told(text)] == [False, True, False]
    assert not told("平台达到30家。", "二、2027年目标")[0].year_assumed
    (grown,) = told("到2028年，汽车年产量由82万辆增至120万辆。")
    assert (grown.base, grown.base_year) == (82, 0)


def test_the_quote_is_cut_from_the_text() -> None:
    text = "到2028年，投入强度达到3%，建成平台（中心）30个。"
    assert [t.evidence[0].quote for t in told(text)] == ["投入强度达到3%", "建成平台（中心）30个"]


def test_amounts_are_numbers_with_units() -> None:
    found = [
        (a.value, a.unit, a.bound) for a in amounts("2030年82万辆、3至5个、十家以上、第3个、60余家")
    ]
    assert found == [(82, "万辆", ""), (3, "个", ""), (10, "家", ">=")]
