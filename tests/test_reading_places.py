"""Where things are, as prose and names say it, on text of the genre with invented names."""

from __future__ import annotations

import pytest

from ingest.identity.entities import join
from ingest.identity.names import NO_NAMES
from ingest.layout.reading import rebuild
from ingest.model import Extraction, Naming
from ingest.pipeline import extract
from ingest.sources import document_from_text
from tests.test_prose_facts import CHAINS, ties

ZONES = """（一）优化空间布局

——松涛城。打造门户，对标世界。

——青岚科技城。培育海洋装备。

——烟台高新区。引育人才。

"""


def read(text: str) -> Extraction:
    document = document_from_text(text, "t.txt")
    return extract(rebuild(document), NO_NAMES)


@pytest.mark.parametrize(
    ("sentence", "tie"),
    [
        ("依托松岚研究院（青岚科技城）等机构。", "松岚研究院 LOCATED_IN 青岚科技城"),
        ("设立青岚科技城管委会，推进改革。", "青岚科技城管委会 LOCATED_IN 青岚科技城"),
        ("开放青岚科技城成果转移中心资源。", "青岚科技城成果转移中心 LOCATED_IN 青岚科技城"),
    ],
)
def test_the_text_puts_a_thing_into_a_zone(sentence: str, tie: str) -> None:
    assert tie in ties(f"{ZONES}（二）提升能力\n\n{sentence}\n")
    assert tie not in ties(f"（二）提升能力\n\n{sentence}\n")


def test_a_place_that_is_called_a_zone_needs_no_list_of_zones() -> None:
    sentence = "在青岚科技城启动舟山第二医院建设。"
    for before in (ZONES, ""):
        found = ties(f"{before}（二）提升能力\n\n{sentence}\n")
        assert "舟山第二医院 LOCATED_IN 青岚科技城" in found


def test_what_is_only_served_by_a_zone_is_not_in_it() -> None:
    found = ties(f"{ZONES}（二）提升能力\n\n青岚科技城对接舟山第二医院，在烟台建设舟山第三医院。\n")
    assert not any("LOCATED_IN" in tie for tie in found)


def test_a_chain_is_based_where_it_is_built() -> None:
    sentence = "二是协同发展。依托舟山深蓝小镇，打造深海探测、智能航运产业链，扩大规模。"
    found = ties(f"{CHAINS}\n（五）区县\n\n{sentence}\n")
    assert "深海探测产业链 BASED_IN 舟山深蓝小镇" in found
    assert "智能航运产业链 BASED_IN 舟山深蓝小镇" in found
    assert "海工材料 BASED_IN 舟山深蓝小镇" not in found


def test_a_zone_is_found_everywhere_under_all_its_forms() -> None:
    prose = "提升烟台松涛城功能，培育松涛城产业，制定烟台高新区（莱山）标准，在高新区（莱山）共建。"
    entities = {e.name: e for e in read(f"{ZONES}（二）提升能力\n\n{prose}\n").entities}
    assert entities["松涛城"].aliases == ("烟台松涛城",)
    assert [e.line for e in entities["松涛城"].evidence] == [3, 11, 11]
    assert set(entities["烟台高新区"].aliases) == {"烟台高新区（莱山）", "高新区（莱山）"}


ANNEX = """推进余杭水声创新发展区建设，支持水声创新发展区扩容。

专篇一：{zone}片区

一、主要任务

加快水声创新发展区建设。
"""


@pytest.mark.parametrize(("zone", "located"), [("富阳", False), ("余杭", True)])
def test_a_short_form_means_no_thing_of_another_district(zone: str, located: bool) -> None:
    found = ties(ANNEX.format(zone=zone))
    assert any(tie.endswith(f"创新发展区 LOCATED_IN {zone}片区") for tie in found) is located


WORLD = "建好联合国全球海洋信息知识与创新中心，依托海洋信息知识与创新中心汇聚资源。"
HEADED = "推动先进质子束、深海观测网等重大科技基础装置建设。建设深海观测网试验装置。"


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        (WORLD, "联合国全球海洋信息知识与创新中心", {"海洋信息知识与创新中心"}),
        (HEADED, "深海观测网试验装置", set()),
    ],
)
def test_one_thing_under_two_printed_forms(text: str, name: str, aliases: set[str]) -> None:
    found = {entity.name: set(entity.aliases) for entity in read(text).entities}
    assert found[name] == aliases


@pytest.mark.parametrize(
    ("label", "short", "long", "one"),
    [
        ("Area", "松涛山国际旅游度假区", "国家级松涛山旅游度假区", True),
        ("Area", "松涛山国际旅游度假区", "国家级青岚山旅游度假区", False),
        ("ResearchInstitute", "烟台声机所", "烟台声学精密机械研究所", True),
        ("ResearchInstitute", "烟台声机所", "舟山声学精密机械研究所", False),
        ("ResearchInstitute", "烟台声机所", "烟台机械声学精密研究所", False),
        ("TechPlatform", "深海药物评价服务平台", "浙江省青岚科技城深海药物评价服务平台", True),
        ("Enterprise", "烟台松芯", "松芯半导体", True),
        ("Enterprise", "烟台松芯半导体", "松芯生物", False),
        ("Enterprise", "烟台松芯", "舟山松芯半导体", False),
        ("TechPlatform", "深海药物评价服务平台", "浙江省松涛药谷深海药物评价服务平台", False),
    ],
)
def test_forms_are_joined_by_evidence(label: str, short: str, long: str, one: bool) -> None:
    zone = Naming("Area", "青岚科技城", (), "areas.item")
    groups = join([Naming(label, name, (), "row.name") for name in (short, long)] + [zone])
    assert len(groups) == (2 if one else 3)


def test_a_brand_that_two_firms_share_goes_to_neither() -> None:
    names = ("烟台松芯", "松芯半导体", "松芯生物")
    assert len(join([Naming("Enterprise", name, (), "row.name") for name in names])) == 3


def test_a_zone_has_what_its_area_covers() -> None:
    text = "专篇一：松涛片区\n\n一、范围\n\n北至江南大道，主要覆盖区东岚小镇、西岚小镇。\n"
    assert "西岚小镇 LOCATED_IN 松涛片区" in ties(text)


@pytest.mark.parametrize(
    ("clause", "located"),
    [
        ("推进松岚科技总部二期项目建设", True),
        ("推进松岚科技水声产业化项目建设", False),
    ],
)
def test_a_firms_project_is_not_the_firm(clause: str, located: bool) -> None:
    known = "支持松岚科技股份有限公司发展。"
    text = f"{known}\n\n专篇一：松涛片区\n\n一、任务\n\n{clause}。\n"
    found = ties(text)
    assert any(t.startswith("松岚科技") and "LOCATED_IN" in t for t in found) is located


def test_what_is_built_together_is_here_and_the_partner_is_not() -> None:
    clause = "加快推动与舟山大学联合共建深海工程国家重点实验室"
    found = ties(f"专篇一：松涛片区\n\n一、任务\n\n{clause}。\n")
    assert {t for t in found if "LOCATED_IN" in t} == {"深海工程国家重点实验室 LOCATED_IN 松涛片区"}


def test_what_a_university_founds_belongs_to_it() -> None:
    found = ties("推动烟台大学整合学科建立水声信息高等研究院，支持舟山大学发展。\n")
    assert {t for t in found if "AFFILIATED" in t} == {
        "水声信息高等研究院 AFFILIATED_WITH 烟台大学"
    }
