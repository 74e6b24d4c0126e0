"""Where in the country a phrase puts itself: province, city and county by a general list.

The list (companynameparser) has all provinces, prefectures and counties. What it does not have
is known by its class word alone: 某某省, 某某市.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

PROVINCE_KIND = re.compile(r"(?<=..)(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)$")
CITY_KIND = re.compile(r"(?<=..)(?:市|地区|盟|[\u4e00-\u9fff]{0,9}自治州)$")
COUNTY_KIND = re.compile(r"(?<=..)(?:市|区|县|旗|新区)$")
CLASS_ONLY = re.compile(r"直辖|^县$")
NEW_PROVINCE = re.compile(r"(?![全各本我外跨多数该两三])[\u4e00-\u9fff]{2}省")
NEW_CITY = re.compile(
    r"(?![全各本我该城都超股门上楼集夜早])[\u4e00-\u9fff]{2,3}?市(?!场|民|政|值|区|域)"
)
KINDS = frozenset("省市区县州盟旗")
SHORTEST, LONGEST = 2, 11


@dataclass(frozen=True, slots=True)
class Where:
    """A province, a city in it, a county in that; ``size`` characters of the phrase say so."""

    province: str = ""
    city: str = ""
    county: str = ""
    size: int = 0

    def __bool__(self) -> bool:
        return bool(self.province or self.city or self.county)

    @property
    def is_municipality(self) -> bool:
        """Whether the province is itself a city: 重庆市."""
        return self.province.endswith("市")


NOWHERE = Where()


def where(phrase: str) -> Where:
    """What place a phrase begins with; NOWHERE where it begins with none."""
    found = _province(phrase)
    found = _city(phrase, found)
    return _county(phrase, found)


def short_province(full: str) -> str:
    """浙江 for 浙江省."""
    return PROVINCE_KIND.sub("", full)


def short_city(full: str) -> str:
    """杭州 for 杭州市."""
    return CITY_KIND.sub("", full)


def short_county(full: str) -> str:
    """德清 for 德清县."""
    return COUNTY_KIND.sub("", full)


@cache
def city_names() -> Mapping[str, Where]:
    """Every city by its full name."""
    return {c: Where(p, c) for p, c, _ in _rows() if c and not CLASS_ONLY.search(c)}


def _province(phrase: str) -> Where:
    for name in _openings(phrase, _provinces()):
        return Where(_provinces()[name], size=len(name))
    new = NEW_PROVINCE.match(phrase)
    return Where(new.group(), size=new.end()) if new else NOWHERE


def _city(phrase: str, found: Where) -> Where:
    rest = phrase[found.size :]
    if found.is_municipality:
        return found
    for name in _openings(rest, _cities()):
        fits = [w for w in _cities()[name] if found.province in ("", w.province)]
        if len(fits) == 1:
            return replace(fits[0], size=found.size + len(name))
    new = NEW_CITY.match(rest)
    known = new and new.group() in _counties()
    return (
        replace(found, city=new.group(), size=found.size + new.end())
        if new and not known
        else found
    )


def _county(phrase: str, found: Where) -> Where:
    rest = phrase[found.size :]
    for name in _openings(rest, _counties()):
        whole = COUNTY_KIND.search(name) is not None
        fits = [w for w in _counties()[name] if _inside(w, found)]
        if len(fits) == 1 and (whole or found):
            return replace(fits[0], size=found.size + len(name))
    return found


def _inside(county: Where, found: Where) -> bool:
    return found.province in ("", county.province) and found.city in ("", county.city)


def _openings(phrase: str, names: Mapping[str, object]) -> Iterator[str]:
    """The names that a phrase begins with, the longest first."""
    for size in range(min(LONGEST, len(phrase)), SHORTEST - 1, -1):
        whole = phrase[size - 1] in KINDS or phrase[size : size + 1] not in KINDS
        if phrase[:size] in names and whole:
            yield phrase[:size]


@cache
def _provinces() -> Mapping[str, str]:
    full = {province for province, _, _ in _rows()}
    return {name: one for one in sorted(full) for name in (one, short_province(one))}


@cache
def _cities() -> Mapping[str, tuple[Where, ...]]:
    return _by_name(city_names().items(), CITY_KIND)


@cache
def _counties() -> Mapping[str, tuple[Where, ...]]:
    places = ((county, _place(p, c, county)) for p, c, county in _rows() if county)
    return _by_name(places, COUNTY_KIND)


def _place(province: str, city: str, county: str) -> Where:
    own = "" if CLASS_ONLY.search(city) or city == province else city
    return Where(province, own, county)


def _by_name(
    places: Iterable[tuple[str, Where]], kind: re.Pattern[str]
) -> Mapping[str, tuple[Where, ...]]:
    found: dict[str, dict[Where, None]] = defaultdict(dict)
    for full, place in places:
        for name in {full, kind.sub("", full)}:
            found[name][place] = None
    return {name: tuple(homes) for name, homes in found.items()}


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    spec = find_spec("companynameparser")
    assert spec and spec.origin
    data = Path(spec.origin).parent / "data" / "pca.csv"
    with data.open(encoding="utf-8", newline="") as rows:
        return tuple((r["sheng"], r["shi"], r["qu"]) for r in csv.DictReader(rows))
