"""Ties that prose gives, on text of the genre with invented names: ``head TYPE tail``."""

from __future__ import annotations

import pytest

from ingest.identity.names import NO_NAMES
from ingest.layout.reading import rebuild
from ingest.pipeline import extract
from ingest.sources import document_from_text


def ties(text: str) -> set[str]:
    document = document_from_text(text, "t.txt")
    extraction = extract(rebuild(document), NO_NAMES)
    names = {entity.id: entity.name for entity in extraction.entities}
    return {f"{names[c.head]} {c.type} {names[c.tail]}" for c in extraction.claims}


CHAINS = """（三）加快形成两大新兴产业集群

建设国际一流海洋装备产业集群。面向深海开发需求，推进研发与制造融合发展。

——深海探测产业链。以舟山深海小镇、烟台海洋科技产业园为产业布局重点，依托舟山海洋大学、舟山深海实验室等研发机构，突破水声通信等技术。

——海工材料。依托烟台海工材料重点实验室等研究平台，加快耐蚀材料研发。

——智能航运产业链。以舟山港航小镇为产业布局重点，充分发挥舟山智能航运研究院作用，打造智慧航运高地。

（四）前瞻布局未来产业

培育新动能。氢能储能产业，依托舟山海洋大学、烟台理工大学等创新平台，研究高效电解水技术。
"""


def test_chains_clusters_and_future_industries() -> None:
    found = ties(CHAINS)
    assert {
        "深海探测产业链 PART_OF 海洋装备产业集群",
        "智能航运产业链 PART_OF 海洋装备产业集群",
        "海工材料 PART_OF 海洋装备产业集群",
        "深海探测产业链 BASED_IN 舟山深海小镇",
        "深海探测产业链 BASED_IN 烟台海洋科技产业园",
        "舟山海洋大学 PARTICIPATES_IN 深海探测产业链",
        "舟山深海实验室 PARTICIPATES_IN 深海探测产业链",
        "舟山智能航运研究院 PARTICIPATES_IN 智能航运产业链",
        "舟山海洋大学 PARTICIPATES_IN 氢能储能产业",
        "烟台理工大学 PARTICIPATES_IN 氢能储能产业",
    } <= found
    assert not any("PARTICIPATES_IN 海洋装备产业集群" in tie for tie in found)


ZONES = """（一）优化空间布局

——舟山科技城。聚焦海洋装备，发挥舟山海洋大学作用，建好舟山深海实验室，对标烟台理工大学打造高水平学科。

——烟台新城。依托烟台海洋科技产业园，联动云栖国家实验室，构建成果转化体系。
"""


def test_a_zone_builds_on_what_its_own_paragraph_relies_on() -> None:
    found = ties(ZONES)
    assert "舟山海洋大学 LOCATED_IN 舟山科技城" in found
    assert "舟山深海实验室 LOCATED_IN 舟山科技城" in found
    assert "烟台海洋科技产业园 LOCATED_IN 烟台新城" in found
    assert "烟台理工大学 LOCATED_IN 舟山科技城" not in found
    assert "云栖国家实验室 LOCATED_IN 烟台新城" not in found


@pytest.mark.parametrize(
    ("sentence", "tie"),
    [
        (
            "由舟山海洋大学牵头建设深海工程国家重点实验室。",
            "深海工程国家重点实验室 HOSTED_BY 舟山海洋大学",
        ),
        (
            "与舟山海洋大学联合共建深海工程国家重点实验室。",
            "深海工程国家重点实验室 HOSTED_BY 舟山海洋大学",
        ),
        (
            "支持舟山海洋大学牵头建设深海工程国家重点实验室。",
            "深海工程国家重点实验室 HOSTED_BY 舟山海洋大学",
        ),
        (
            "依托舟山海洋大学建设深海工程国家重点实验室。",
            "深海工程国家重点实验室 HOSTED_BY 舟山海洋大学",
        ),
        (
            "深海工程国家重点实验室由舟山海洋大学牵头建设。",
            "深海工程国家重点实验室 HOSTED_BY 舟山海洋大学",
        ),
        (
            "加快深海工程国家重点实验室（依托舟山海洋大学）建设。",
            "深海工程国家重点实验室 HOSTED_BY 舟山海洋大学",
        ),
        (
            "支持舟山海洋大学建设深海工程国家重点实验室、舟山深海实验室。",
            "舟山深海实验室 HOSTED_BY 舟山海洋大学",
        ),
        (
            "推动舟山海洋大学与烟台理工大学联合建设舟山深海实验室。",
            "舟山深海实验室 HOSTED_BY 舟山海洋大学",
        ),
        (
            "以舟山海洋大学为依托，建设深海工程国家重点实验室。",
            "深海工程国家重点实验室 HOSTED_BY 舟山海洋大学",
        ),
        (
            "建好舟山海洋大学深海技术研究院，支持舟山海洋大学发展。",
            "舟山海洋大学深海技术研究院 AFFILIATED_WITH 舟山海洋大学",
        ),
    ],
)
def test_hosts_and_owners(sentence: str, tie: str) -> None:
    assert tie in ties(sentence + "\n")


@pytest.mark.parametrize(
    "sentence",
    [
        "支持舟山海洋大学、烟台理工大学发展，建设舟山深海实验室。",
        "依托深海工程国家重点实验室，支持舟山海洋大学建设一流学科。",
    ],
)
def test_a_thing_in_another_clause_has_no_host(sentence: str) -> None:
    assert not any("HOSTED_BY" in tie for tie in ties(sentence + "\n"))


PROJECTS = """一、重点产业

 专栏 1：重点产业链
产业链 主要产业平台 重点企业和机构 重大项目
海洋装备
舟山深海小镇
舟山海擎重工股份有限公司等
1、海擎重工总部项目（12亿元）
2、岚屿瑞航新材料基地项目
（3.5亿元）

二、保障

加强领导。
"""


def test_a_projects_own_name_tells_whose_it_is() -> None:
    found = ties(PROJECTS)
    assert "海擎重工总部项目 UNDERTAKEN_BY 舟山海擎重工股份有限公司" in found
    assert "海洋装备 HAS_PROJECT 海擎重工总部项目" in found
    assert "舟山海擎重工股份有限公司 PARTICIPATES_IN 海洋装备" in found
