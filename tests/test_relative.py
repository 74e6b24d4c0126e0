"""Names that mean something only in their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.identity.relative import front_of, is_general, is_relative
from ingest.model import Extraction
from ingest.pipeline import read_plan

TEXT = """{province}省科技创新发展规划

为建设科技强省，制定本规划。

支持省科学院、省人民医院建设新型研发机构，推动高新区与市第一人民医院共建临床医学研究中心。支持浙江大学\
建设分院。依托省科学院建设{province}实验室。
"""
CITY = """合肥市科技创新发展规划

支持市第一人民医院、市第二人民医院建设新型研发机构，推动高新区与中国科学技术大学共建产业园，依托市一院建设中心。\
安徽省农业科学院和省农科院水稻研究所开展研究，支持省农科院建设育种平台。
"""


def read(folder: Path, text: str) -> Extraction:
    folder.mkdir(exist_ok=True)
    path = folder / "plan.txt"
    path.write_text(text, "utf-8")
    return read_plan(path)


def forms(extraction: Extraction) -> dict[str, tuple[str, ...]]:
    return {entity.id: entity.aliases for entity in extraction.entities}


def test_the_bodies_of_two_provinces_are_eight_things_and_a_university_is_one(
    tmp_path: Path,
) -> None:
    one, two = (
        forms(read(tmp_path / name, TEXT.format(province=name))) for name in ("江东", "海西")
    )
    assert one["ResearchInstitute:江东省科学院"] == ("省科学院",)
    assert two["Hospital:海西省人民医院"] == ("省人民医院",)
    assert "Hospital:江东省科技创新发展规划·市第一人民医院" in one
    assert "IndustrialPark:海西省科技创新发展规划·高新区" in two
    assert one.keys() & two.keys() == {"University:浙江大学"}
    assert len([i for i in (*one, *two) if i.endswith(("科学院", "医院", "高新区"))]) == 8


def test_a_city_completes_its_own_and_its_province_s(tmp_path: Path) -> None:
    found = forms(read(tmp_path, CITY))
    assert found["Hospital:合肥市第一人民医院"] == ("市第一人民医院",)
    assert found["Hospital:合肥市第二人民医院"] == ("市第二人民医院",)
    assert found["Hospital:合肥市一院"] == ("市一院",)
    assert "高新区" in found["IndustrialPark:合肥高新区"]
    assert "省农科院" in found["ResearchInstitute:安徽省农业科学院"]


WORKS = """{city}市科技创新发展规划

一、平台
建设低温材料测试平台，依托浙江大学建设国家海洋技术创新中心。支持科创中心建设，打造高端装备产业集群。
二、集群
高端装备产业集群由船舶产业链、机器人产业链组成。
"""


def test_what_only_says_what_a_thing_is_is_that_of_its_place(tmp_path: Path) -> None:
    texts = {"one": "合肥", "two": "宁波", "later": "合肥"}
    one, two, later = (
        forms(read(tmp_path / name, WORKS.format(city=city) + name)).keys()
        for name, city in texts.items()
    )
    assert "IndustryCluster:安徽省合肥市·高端装备产业集群" in one & later
    assert "IndustryCluster:浙江省宁波市·高端装备产业集群" in two
    shared = {id for id in one & two if not id.startswith("IndustryChain:")}
    assert "InnovationCenter:国家海洋技术创新中心" in shared
    assert not [id for id in shared if id.endswith("集群")]


@pytest.mark.parametrize(
    ("label", "name", "general"),
    [
        ("IndustryCluster", "装备产业集群", True),
        ("Facility", "深海极端环境模拟装置", False),
        ("TechPlatform", "疫苗中试公共服务平台", False),
        ("Laboratory", "人机交互联合实验室", True),
        ("Laboratory", "动物疫病防控全国重点实验室", False),
        ("InnovationCenter", "国家大豆技术创新中心", False),
        ("Facility", "转化医学重大科技基础设施", False),
        ("IndustryCluster", "苏州市电子信息产业集群", False),
        ("IndustryCluster", "新一代信息技术产业集群", True),
        ("IndustrialPark", "张江科学城", False),
        ("IndustrialPark", "天目医药港", False),
        ("TechPlatform", "公安部一所检测中心", False),
        ("IndustryChain", "生物医药产业链", False),
        ("University", "星河大学", False),
    ],
)
def test_a_general_name_has_no_word_of_its_own(label: str, name: str, general: bool) -> None:
    assert is_general(label, name) == general


def test_two_universities_are_two_where_a_short_form_fits_both(tmp_path: Path) -> None:
    text = (
        "黑龙江省科技创新发展规划\n\n哈尔滨工业大学（以下简称哈工大）建设实验室，哈尔滨工程大学"
        "（以下简称哈工程）建设平台。依托哈工大建设甲中心，依托哈工程建设乙中心。\n"
    )
    found = forms(read(tmp_path, text))
    assert found["University:哈尔滨工业大学"] == ("哈工大",)
    assert found["University:哈尔滨工程大学"] == ("哈工程",)


def test_what_the_text_itself_explains_is_left_to_it(tmp_path: Path) -> None:
    text = (
        "浙江省医学发展规划\n\n支持浙江大学医学院附属邵逸夫医院（以下简称省人民医院）建设，"
        "依托省人民医院建设实验室。\n"
    )
    assert not any("浙江省人民医院" in own for own in forms(read(tmp_path, text)))


@pytest.mark.parametrize("name", ["区块链平台", "市场研究院", "省级实验室", "市北医院", "县域医院"])
def test_a_word_that_only_begins_so_is_no_front(name: str) -> None:
    assert not front_of(name) or name == "市北医院"


def test_zones_that_only_lie_somewhere_are_the_plan_s_own() -> None:
    assert is_relative("Area", "东部片区") and is_relative("Area", "核心区")
    assert is_relative("IndustrialPark", "高新区")
    assert not is_relative("Area", "紫金港科技城") and not is_relative("Project", "省道改造")
