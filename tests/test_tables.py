"""Boxes are put together again, whatever the page break cuts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.facts.lists import split_list
from ingest.kinds import name_parts
from ingest.layout.reading import Reading, rebuild
from ingest.sources import document_from_text
from tests.typeset import flatten, pages

LABS = [
    "高原冻土力学国家重点实验室",
    "深海装备与材料国家重点实验室",
    "南岭稀有金属分离国家重点实验室（在建）",
    "草原生态修复重点实验室*",
    "航天器热控技术国家重点实验室",
    "茶树种质创新省重点实验室",
]
HOSTS = ["云岭大学", "海陵理工大学", "南岭有色金属研究院", "北原农业大学", "星火航天科技有限公司"]
DIRECTIONS = [
    "研究高原冻土的力学特性、冻融循环下路基稳定性以及寒区工程灾害防治的理论与方法。",
    "开展耐压结构、深海动力和特种材料研究，形成深海装备自主设计能力。",
    "面向稀有金属高效分离，突破萃取剂设计、流程强化和废渣利用等技术。",
    "围绕退化草地的成因、修复与利用开展系统研究。",
]
PROSE = (
    "加快建设面向全国的创新平台体系，推动科研设施开放共享，支持高校和企业联合开展攻关。"
    "完善成果转化服务链条，健全技术交易市场，培育一批专业化机构。推动人才引进和培养，"
    "支持企业加大研发投入，推进关键技术研发与应用示范，营造尊重知识的氛围，形成协同创新的良好局面。深化体制机制改革，扩大科研单位自主权。"
)
WIDTHS = (8, 6, 20)


def read(text: str) -> Reading:
    return rebuild(document_from_text(text, "box.txt"))


def rows_of(reading: Reading) -> list[tuple[str, ...]]:
    return [
        tuple(cell.text for cell in row.cells) for table in reading.tables for row in table.rows
    ]


rows = st.lists(
    st.tuples(st.sampled_from(LABS), st.sampled_from(HOSTS), st.sampled_from(DIRECTIONS)),
    min_size=2,
    max_size=6,
    unique_by=lambda row: row[0],
)


@settings(max_examples=60, deadline=None)
@given(rows)
def test_rows_come_back_from_one_page(table: list[tuple[str, str, str]]) -> None:
    lines = [line for row in flatten(table, WIDTHS) for line in row]
    text = pages("实验室体系建设", "名称 依托单位 研究方向", lines, PROSE, 200)
    assert rows_of(read(text)) == table


@settings(max_examples=40, deadline=None)
@given(rows, st.integers(6, 16))
def test_most_rows_come_back_over_page_breaks(
    table: list[tuple[str, str, str]], per_page: int
) -> None:
    lines = [line for row in flatten(table, WIDTHS) for line in row]
    text = pages("实验室体系建设", "名称 依托单位 研究方向", lines, PROSE, per_page)
    found = rows_of(read(text))
    assert len(set(found) & set(table)) >= len(table) - 1 - len(lines) // per_page


def test_prose_between_parts_is_whole() -> None:
    table = list(zip(LABS[:4], HOSTS[:4], DIRECTIONS[:4]))
    lines = [line for row in flatten(table, WIDTHS) for line in row]
    text = pages("实验室体系建设", "名称 依托单位 研究方向", lines, PROSE, 14)
    prose = "".join(block.text for block in read(text).blocks if block.kind != "heading")
    assert PROSE in prose


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [
                "1 高原电网装备研制 星火电气有限公司",
                "2 深海机器人研",
                "发与应用",
                "海陵智能装备有限",
                "公司",
            ],
            [
                ("1", "高原电网装备研制", "星火电气有限公司"),
                ("2", "深海机器人研发与应用", "海陵智能装备有限公司"),
            ],
        ),
    ],
)
def test_serial_numbers_begin_rows(lines: list[str], expected: list[tuple[str, ...]]) -> None:
    text = pages("攻关项目", "序号 项目名称 实施单位", lines, PROSE, 200)
    assert rows_of(read(text)) == expected


def test_wandered_bracket_is_put_right() -> None:
    lines = [
        "新型显示",
        "云岭光谷（南",
        "区）产业园",
        "星火光电有限公司等",
        "1、星火光电总部（一期",
        "项目（12亿元）",
    ]
    heads = "产业链 主要产业平台 重点企业和机构 重大项目"
    (row,) = rows_of(read(pages("重点产业链", heads, lines, PROSE, 200)))
    assert row == (
        "新型显示",
        "云岭光谷（南区）产业园",
        "星火光电有限公司等",
        "1、星火光电总部（一期）项目（12亿元）",
    )


def test_a_group_head_holds_until_the_next() -> None:
    lines = ["提升", *flatten([(LABS[0], HOSTS[0], DIRECTIONS[0])], WIDTHS)[0]]
    lines += ["创建", *flatten([(LABS[1], HOSTS[1], DIRECTIONS[1])], WIDTHS)[0]]
    text = pages("实验室", "类型 名称 依托单位 研究方向", lines, PROSE, 200)
    assert [row.group for row in read(text).tables[0].rows] == ["提升", "创建"]


def test_a_group_head_beside_the_number_on_one_line() -> None:
    text = """ 专栏 1：实验室

类型 序号 名称 依托单位 研究方向
提升 1
高原冻土力学国

家重点实验室
云岭大学等离子

体研究所
研究高原冻土的力学特性以及寒区工程灾害防治。
2
草原生态修复重

点实验室
云岭高等研究院

围绕退化草地的成因、修复与利用开展研究。
创建 3 航天器热控实验室 云岭大学
开展航天器热控技术与材料的系统研究。
"""
    found = rows_of(read(text))
    assert [row[-3:-1] for row in found] == [
        ("高原冻土力学国家重点实验室", "云岭大学等离子体研究所"),
        ("草原生态修复重点实验室", "云岭高等研究院"),
        ("航天器热控实验室", "云岭大学"),
    ]
    assert [row.group for row in read(text).tables[0].rows] == ["提升", "提升", "创建"]


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("云岭高等研究院", ["云岭高等研究院"]),
        ("云岭大学等离子体研究所", ["云岭大学等离子体研究所"]),
        ("云岭大学、海陵高等研究院等", ["云岭大学", "海陵高等研究院"]),
        ("云岭大学等众多企业和机构", ["云岭大学"]),
    ],
)
def test_what_closes_a_list_and_what_is_part_of_a_name(cell: str, items: list[str]) -> None:
    assert list(split_list(cell)) == items


def test_a_phase_in_a_bracket_is_no_part_of_the_name() -> None:
    parts = name_parts("深海观测网（二期）")
    assert (parts.name, parts.aliases) == ("深海观测网", ("深海观测网（二期）",))
