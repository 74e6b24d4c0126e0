"""Which institution supports which field: on an invented plan, and frozen on the one that ships."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.measuring.evaluate import score_plan
from ingest.model import Block, Extraction, Span
from ingest.pipeline import read_plan
from ingest.supports.meeting import meetings
from ingest.supports.support import SHOWN
from ingest.supports.topics import Declared, Profile, profiles
from tests.plans import FIELDS, PLAN, SHORT_PLAN

ROOT = Path(__file__).resolve().parent
SHIPPED = ROOT.parent / "data" / "hangzhou-west-corridor-14fyp.txt"
ANNOTATED = ROOT / "annotated"
FROZEN = ROOT / "frozen" / "supports.tsv"

STATED = {
    ("星野飞行器国家重点实验室", "低空经济"),
    ("海岳航空学院", "低空经济"),
    ("酶工程与绿色制造省重点实验室", "合成生物制造"),
    ("滨东理工大学", "合成生物制造"),
    ("遥感信息国家重点实验室", "空天信息"),
    ("海岳大学", "空天信息"),
    ("海岳能源研究院", "先进储能"),
    ("滨东理工大学", "先进储能"),
    ("北湾光子研究所", "光电芯片"),
    ("海岳大学", "光电芯片"),
}


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Extraction:
    path = tmp_path_factory.mktemp("plan") / "invented.txt"
    path.write_text(PLAN, "utf-8")
    return read_plan(path)


@pytest.fixture(scope="module")
def shipped() -> Extraction:
    return read_plan(SHIPPED)


def named(extraction: Extraction) -> dict[str, str]:
    return {entity.id: entity.name for entity in extraction.entities}


def test_the_fields_are_those_that_the_text_declares(invented: Extraction) -> None:
    names = named(invented)
    declared = {names[e.id] for e in invented.entities if e.label == "TechField"}
    assert declared == set(FIELDS)
    assert {names[s.field] for s in invented.supports} <= declared


def test_who_supports_what_in_an_invented_plan(invented: Extraction) -> None:
    names = named(invented)
    shown = {(names[s.institution], names[s.field]) for s in invented.supports if s.default}
    assert shown == STATED


def test_fields_that_stand_in_one_sentence_only(tmp_path: Path) -> None:
    path = tmp_path / "short.txt"
    path.write_text(SHORT_PLAN, "utf-8")
    plan = read_plan(path)
    names = named(plan)
    assert {(names[s.institution], names[s.field]) for s in plan.supports if s.default} == {
        ("翔宇航空科技有限公司", "低空经济"),
        ("明江合成生物技术研究院", "合成生物"),
        ("云川理工大学", "合成生物"),
        ("深海装备国家重点实验室", "深海装备"),
        ("云川大学", "深海装备"),
    }


OF_ONE_FIELD = """ 云川市产业行动计划

二、重点领域

聚焦以下三大优先领域。

（一）碳基材料。开展球形石墨、碳陶复合材料、金刚石散热片研发。

（二）高端轴承。研制盾构机主轴承、风电主轴轴承。

（三）合成生物。突破高通量菌株构建、酶定向进化。

三、协同攻关

云川科技大学、云川工业大学两家分别做强球形石墨和碳陶复合材料。

高通量菌株构建、酶定向进化两件事，依次由云川农业大学、云川师范大学领办。

明江实验室由云川大学牵头，云川医科大学参与，聚焦金刚石散热片。

支持云川理工大学建设航天轴承润滑重点实验室。
"""


def test_each_who_is_told_of_one_field_supports_it(tmp_path: Path) -> None:
    path = tmp_path / "told.txt"
    path.write_text(OF_ONE_FIELD, "utf-8")
    plan = read_plan(path)
    names = named(plan)
    shown = {(names[s.institution], names[s.field]) for s in plan.supports if s.default}
    assert {
        ("云川科技大学", "碳基材料"),
        ("云川工业大学", "碳基材料"),
        ("云川农业大学", "合成生物"),
        ("云川师范大学", "合成生物"),
        ("明江实验室", "碳基材料"),
        ("航天轴承润滑重点实验室", "高端轴承"),
    } <= shown


def test_two_rows_that_say_the_same_are_quoted_each_from_its_own(tmp_path: Path) -> None:
    path = tmp_path / "twice.txt"
    row = "甲川{}省重点实验室 甲川{}学院 遥感数据处理；资源环境监测。"
    first = "遥感信息国家重点实验室 海岳大学 遥感数据处理；资源环境监测。"
    path.write_text(PLAN.replace(first, f"{first}\n\n{row.format('湖泊', '水利')}"), "utf-8")
    plan = read_plan(path)
    names = named(plan)
    lines = path.read_text("utf-8").splitlines()
    labs = [s for s in plan.supports if names[s.institution].endswith("实验室")]
    said = [s for s in labs if names[s.field] == "空天信息"]
    assert len(said) == 2
    for support in said:
        rows = {lines[e.line - 1].split()[0] for e in support.evidence if "遥感" in e.quote}
        assert names[support.institution] in rows
        assert len(rows) == 2  # its own row and the field's paragraph


def test_a_support_carries_both_sides_words_and_a_reason_in_each_language(
    invented: Extraction,
) -> None:
    fields = {field.id: field for field in invented.entities if field.label == "TechField"}
    for support in invented.supports:
        lines = {one.line for one in support.evidence}
        assert {one.line for one in fields[support.field].evidence} & lines
        assert len(lines) > 1
        assert all(reason.zh and reason.en for reason in support.reasons)


def test_what_the_view_shows_is_sure_enough(shipped: Extraction) -> None:
    assert all(support.default == (support.confidence >= SHOWN) for support in shipped.supports)
    assert any(not support.default for support in shipped.supports)


def test_what_goes_over_an_industry_is_never_stated(shipped: Extraction) -> None:
    """Its row lists the firm, the field's paragraph the technology: nobody wrote both together."""
    stated = [support for support in shipped.supports if support.basis == "stated"]
    over = re.compile("参与.*(?:产业链|产业)；|列入.*的重大项目；")
    assert len(stated) > 30
    assert not [s for s in stated if all(over.search(reason.zh) for reason in s.reasons)]
    firms = {s.institution.partition(":")[2] for s in shipped.supports if s.basis == "derived"}
    assert {"菜鸟网络科技有限公司", "杭叉集团股份有限公司"} <= firms


def test_derived_supports_say_through_what(shipped: Extraction) -> None:
    ids = named(shipped)
    derived = [s for s in shipped.supports if s.default and s.basis == "derived" and s.via]
    assert derived
    assert all(via in ids for support in derived for via in support.via)


def test_supports_of_the_plan_that_ships_stay_as_they_are_frozen(shipped: Extraction) -> None:
    """Where a change is meant, write the rows of ``frozen_rows`` to the file."""
    assert frozen_rows(shipped) == FROZEN.read_text("utf-8").splitlines()


def frozen_rows(extraction: Extraction) -> list[str]:
    names = named(extraction)
    shown = (s for s in extraction.supports if s.default)
    return [f"{s.field}\t{names[s.institution]}\t{s.basis}\t{s.confidence}" for s in shown]


def field(name: str, text: str) -> Profile:
    whole = f"{name}。{text}"
    block = Block("paragraph", whole, tuple(range(len(whole))))
    return profiles([Declared(name, name, block, Span(0, len(name)))])[0]


def met(text: str, profile: Profile, shared: str = "") -> float:
    return max((m.strength for m in meetings(text, [profile], shared)), default=0.0)


ROBOTS = field("智能装备", "开展工业机器人、超精密数控机床的研发。")
MATERIALS = field("前沿新材料", "开展智能材料、能源材料、可降解材料等先进材料研发。")
SENSING = field("智能感知", "发展精密测量技术。")


@pytest.mark.parametrize(
    ("text", "profile"),
    [
        ("水下机器人控制", ROBOTS),
        ("智能化焊接装备", ROBOTS),
        ("锂离子电池关键材料", MATERIALS),
        ("石墨烯复合材料", MATERIALS),
        ("车载多传感融合", SENSING),
    ],
)
def test_texts_that_fall_under_a_field(text: str, profile: Profile) -> None:
    assert met(text, profile) >= SHOWN


@pytest.mark.parametrize(
    ("text", "profile"),
    [
        ("大型空分装备", ROBOTS),
        ("智能交通，电气装备", ROBOTS),
        ("智能医用机器人耗材的包装材料", MATERIALS),
        ("电子材料", MATERIALS),
        ("智能传感材料", MATERIALS),
        ("信息服务", SENSING),
        ("满足传感器需求的电源", SENSING),
    ],
)
def test_texts_that_only_touch_a_field(text: str, profile: Profile) -> None:
    assert met(text, profile) < SHOWN


def test_a_reach_of_a_river_tells_no_field() -> None:
    breeding = field("智慧育种", "端牢长江中游油瓶子，开展基因编辑育种。")
    assert met("长江中游高校创新联盟", breeding) < SHOWN


def test_a_name_counts_with_what_is_said_of_it() -> None:
    text = "完备的系统集成与装备技术"
    assert met(text, ROBOTS) < SHOWN <= met(text, ROBOTS, "列车智能化工程研究中心")


def test_the_default_view_is_what_two_annotators_saw(shipped: Extraction) -> None:
    score = score_plan(shipped, ANNOTATED).supports.score
    assert score.precision >= 0.97
    assert score.recall >= 0.97


CORRIDOR = {
    ("漯河锐芒激光股份有限公司", "先进激光"),
    ("霁光实验室", "先进激光"),
    ("虹彩显示科技有限公司", "先进激光"),
    ("漯河理工大学", "先进激光"),
    ("北京大学漯河碳基电子研究院", "碳基电子"),
    ("漯河碳芯科技有限公司", "碳基电子"),
    ("漯河灵犀机器人有限公司", "智能机器人"),
    ("漯河理工大学", "智能机器人"),
    ("中车漯河氢能装备有限公司", "氢能与燃料电池"),
    ("漯河农业科学院", "生物育种"),
    ("隆穗种业科技集团有限公司", "生物育种"),
    ("天枢星图信息技术(漯河)有限公司", "空间信息"),
}


def test_fields_of_other_technologies_are_supported_too() -> None:
    extraction = read_plan(ROOT / "reading" / "corridor.txt")
    named = {entity.id: entity.name for entity in extraction.entities}
    shown = {(named[s.institution], named[s.field]) for s in extraction.supports if s.default}
    assert shown == CORRIDOR


ANOTHERS_NAME = """ 云川市科技创新行动计划

二、主攻领域

主攻两大技术领域。

（一）稀土新材料。突破高丰度永磁体、抛光材料。

（二）绿色冶金。突破富氢高炉、稀土钢、冶金渣利用。

三、平台建设

依托云川稀土研究院建设云川稀土湿法分离重点实验室。支持云川冶金研究院开展富氢高炉研究。
"""


def test_words_of_one_fields_name_are_no_hint_of_another(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(ANOTHERS_NAME, "utf-8")
    plan = read_plan(path)
    names = named(plan)
    found = {(names[s.institution], names[s.field]) for s in plan.supports}
    assert ("云川稀土研究院", "绿色冶金") not in found
    assert ("云川冶金研究院", "绿色冶金") in found
