"""Names that another place of the text knows, found again; marks as in ``sentences.txt``."""

from __future__ import annotations

import pytest

from ingest.facts.affiliation import is_brand
from ingest.model import Block, Naming
from ingest.naming.alike import company_shorts
from ingest.naming.mentions import find_mentions
from tests.test_reading_sentences import MARK, mark

KNOWN = [
    ("TechPlatform", "栖霞大学先进水声加工与测试平台"),
    ("Laboratory", "栖霞大学深海声学国家重点实验室"),
    ("IndustrialPark", "栖霞大学城海洋健康科创园区"),
    ("Area", "国家级松涛山旅游度假区"),
]


def as_known(marked: str, known: list[tuple[str, str]]) -> str:
    """The sentence as read in a text whose boxes name ``known`` (type, name)."""
    text = MARK.sub("", marked)
    namings = [Naming(label, name, (), "row.name") for label, name in known]
    return mark(text, find_mentions([Block("paragraph", text, tuple(range(len(text))))], namings))


@pytest.mark.parametrize(
    "marked",
    [
        "发挥[[栖霞大学|University]先进水声加工与测试平台|TechPlatform]作用。",
        "依托[[栖霞大学|University]深海声学国家重点实验室|Laboratory]等。",
        "以[栖霞大学城海洋健康科创园区|IndustrialPark]为重点。",
        "依托[栖霞大学|University]、烟台等地。",
        "[松涛山旅游度假区|Area]东至镇界。",
    ],
)
def test_the_longer_known_name_wins(marked: str) -> None:
    assert as_known(marked, KNOWN) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "推动松涛区成为新时代海洋文化创新中心，做强[松涛文化创新中心|InnovationCenter]。",
        "整合淘汰低小散旧 IDC数据中心，打造智能计算中心。",
        "推动长三角区域大科学装置共建试验场地，建设[长三角射电天文大科学装置|Facility]。",
        "依托[烟台松涛经济开发区|IndustrialPark]高能级平台，聚焦智能制造。",
        "加快水声计算、AbC平台等关键技术和产品研发产业化。",
        "打通松涛谷与[高铁新城|Area]（西延）、[青岚湖科技城|IndustrialPark]与主城区。",
    ],
)
def test_what_only_reads_like_a_name_is_none(marked: str) -> None:
    assert as_known(marked, []) == marked


def test_general_words_are_no_short_form_of_a_firm() -> None:
    known = [("Enterprise", "阿里健康信息技术有限公司"), ("Enterprise", "松岚信息技术有限公司")]
    marked = "推进健康信息服务，支持[松岚信息|Enterprise]发展，引进[松岚|Enterprise]。"
    assert as_known(marked, known) == marked


@pytest.mark.parametrize(
    ("text", "brand"),
    [("青岚激光与青岚公司、青岚人共进。", True), ("青岚激光进驻青岚科技城，青岚人共进。", False)],
)
def test_what_a_zone_is_called_after_is_no_brand(text: str, brand: bool) -> None:
    assert is_brand("青岚激光", text) is brand


@pytest.mark.parametrize(
    "marked",
    [
        "挂牌“[海交所服务浙江基地|IndustrialPark]”和“[海交所科创板服务浙江基地|IndustrialPark]”等试点。",
        "打造“全国水声产业基地”和“深海产业基地”。",
        "依托[[烟台师范大学|University]教育部“移动水声系统工程中心”|InnovationCenter]等研究平台。",
        "积极承接[航天八院502所|ResearchInstitute]、[504所|ResearchInstitute]等项目落地。",
        "包括[硅湾小镇5G产业基地|IndustrialPark]、[受松生物信息产业基地|IndustrialPark]、"
        "[银桥光通信产业基地|IndustrialPark]、[富岚湾光电产业基地|IndustrialPark]、"
        "[滨岚高端智造基地|IndustrialPark]等。",
        "推进[[省人民医院|Hospital]临安院区|Hospital]建设，启动[[浙江医院|Hospital]分院|Hospital]建设。",
        "充分发挥[芯岚双创基地|IndustrialPark]、[5G联合创新中心|InnovationCenter]、"
        "[公安部一所检测中心|TechPlatform]作用，以平台带动。",
        "发挥高校、双创基地、创新中心作用。",
        "[国家级烟台山高新技术产业开发区|IndustrialPark]、[国家级烟台山国际旅游度假区|Area]核心区。",
        "发挥[联合国水声数据全球平台中国区域中心|TechPlatform]等平台作用。",
    ],
)
def test_names_of_lists_and_quotations_are_found_whole(marked: str) -> None:
    assert as_known(marked, []) == marked


def test_a_group_is_known_by_its_brand_too() -> None:
    known = [("Enterprise", "松岚科技集团股份有限公司"), ("Enterprise", "青岚科技有限公司")]
    marked = "依托[松岚集团|Enterprise]、青岚集团等企业。"
    assert "松岚集团" in {form for _, name in known for form in company_shorts(name)}
    assert as_known(marked, known).startswith("依托[松岚集团|Enterprise]、")


@pytest.mark.parametrize(
    "marked",
    [
        "包括[“水声+AI”基地|IndustrialPark]、[“水声+通航”基地|IndustrialPark]等。",
        "打造“水声+”产业基地，建设“水声+AI”基地。",
        "建设[烟台松溪论坛|ResearchInstitute]等新型研发机构。",
        "建设烟台沿海等新型研发机构。",
        "推动[滨岚特别合作区|Area]发展。",
    ],
)
def test_members_that_end_like_no_name(marked: str) -> None:
    assert as_known(marked, []) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "以[声学质量研究院|ResearchInstitute]（[松岚研究院|ResearchInstitute]）等落地为契机。",
        "建设企业研究院（[松岚研究院|ResearchInstitute]）。",
        "推动[烟台大学|University]整合学科建立[水声信息高等研究院|ResearchInstitute]，培养人才。",
        "推动企业建立水声信息高等研究院，支持[烟台大学|University]成立研究院。",
    ],
)
def test_what_a_bracket_or_a_founder_names(marked: str) -> None:
    assert as_known(marked, []) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "依托松涛路、[浙江（杭州）水声知识创新产业|IndustrialPark]等科创空间。",
        "整合[浙江（杭州）水声知识创新产业园|IndustrialPark]功能。",
        "发展浙江（杭州）水声知识创新产业，培育浙江杭州水声知识创新产业集群。",
    ],
)
def test_a_city_in_brackets_and_a_lost_last_character(marked: str) -> None:
    assert as_known(marked, [("IndustrialPark", "浙江杭州水声知识创新产业园")]) == marked
