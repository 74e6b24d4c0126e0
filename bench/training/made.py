"""Names made up by the forms of the language, from general lists: what no text taught yet.

A brand is listed, or joined from pieces of two listed ones, so that no list knows it; a zone,
a hospital, a branch is a place with its class word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from random import Random

from ingest.naming.rules.words import (
    central_firms,
    every_brand,
    is_ordinary,
    listed_firms,
    places,
    school_shorts,
    table,
    universities,
    well_known,
)

ZONES = (
    *("综合保税区", "综保区", "高新区", "经开区", "高新技术产业开发区", "经济技术开发区"),
    *("经济开发区", "工业园区", "化工园区", "产业园", "保税物流中心", "跨境经济合作区"),
    *("边境经济合作区", "国家农业高新技术产业示范区", "国家自主创新示范区", "国际陆港"),
)
HOSPITALS = (
    *("人民医院", "第一人民医院", "第二人民医院", "中心医院", "中医医院", "中医院"),
    *("妇幼保健院", "儿童医院", "肿瘤医院", "口腔医院", "胸科医院", "传染病医院"),
)
ATTACHED = ("附属医院", "附属第一医院", "第一附属医院", "第二附属医院", "附属肿瘤医院")
BUSINESS = (
    *("能源", "水务", "交投", "城投", "文旅", "电力", "钢铁", "石化", "化纤", "化工", "水泥"),
    *("铝业", "矿业", "药业", "航空", "港务", "农垦", "农发", "国投", "金控", "燃气", "机场"),
)
LEGAL = ("集团", "集团", "控股", "股份", "公司", "有限公司", "股份有限公司")
LONGEST = 4
Made = Callable[[Random], str]


def firm(random: Random) -> str:
    """By a listed brand, an invented one, a central enterprise, or a place and a business."""
    way = random.random()
    if way < 0.15:
        return random.choice(_known())
    if way < 0.35:
        return random.choice(_brands()) + _kind(random)
    if way < 0.6:
        return _invented(random) + _kind(random)
    if way < 0.8:
        return random.choice(_central())
    return random.choice(towns()) + random.choice(BUSINESS) + random.choice(("", "集团"))


def school(random: Random) -> str:
    """A listed university, at times by its usual short form."""
    return random.choice(_shorts() if random.random() < 0.15 else _schools())


def hospital(random: Random) -> str:
    """A town's, or a university's."""
    if random.random() < 0.3:
        return random.choice(_schools()) + random.choice(ATTACHED)
    return random.choice(towns()) + random.choice(("", "", "市", "省")) + random.choice(HOSPITALS)


def zone(random: Random) -> str:
    """A place with the class of its zone."""
    return random.choice(towns()) + random.choice(ZONES)


MADE: Mapping[str, Made] = {
    "Enterprise": firm,
    "University": school,
    "Hospital": hospital,
    "IndustrialPark": zone,
}


def _invented(random: Random) -> str:
    one, other = random.choice(_brands()), random.choice(_brands())
    return one[: random.choice((1, 1, 2))] + other[-random.choice((1, 1, 2)) :]


def _kind(random: Random) -> str:
    way = random.random()
    if way < 0.6:
        return ""
    return random.choice(_kinds()) if way < 0.85 else random.choice(LEGAL)


@cache
def _kinds() -> Sequence[str]:
    kinds = table("firms")["kinds"]
    return sorted({*kinds["always"], *kinds["last"]})


@cache
def _brands() -> Sequence[str]:
    listed = (b for b in every_brand() if len(b) <= LONGEST and not is_ordinary(b))
    return sorted(brand for brand in listed if brand not in places())


@cache
def _central() -> Sequence[str]:
    return sorted(central_firms())


@cache
def _known() -> Sequence[str]:
    return sorted(listed_firms() | well_known())


@cache
def _schools() -> Sequence[str]:
    return sorted(name.replace("(", "（").replace(")", "）") for name in universities())


@cache
def _shorts() -> Sequence[str]:
    return sorted(school_shorts())


@cache
def towns() -> Sequence[str]:
    """Places by a short name."""
    return sorted(place for place in places() if 1 < len(place) <= LONGEST)
