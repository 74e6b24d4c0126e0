"""Zones of which a place has one: 甲州、乙州、丙州3个综保区 are three; 甲省自贸试验区."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.naming.rules.found import Found
from ingest.naming.rules.lists import listed_before, without_lead
from ingest.naming.rules.sentence import Sentence
from ingest.naming.rules.words import place_before, places, provinces, table

TRADE = re.compile(
    r"(?P<head>中国（[\u4e00-\u9fff]{2,6}）)?(?:自由贸易|自贸)试验区"
    r"(?P<part>[\u4e00-\u9fff]{2,6}?片区)?"
)
PROVINCE_KIND = re.compile(r"(?<=..)(?:省|市|(?:壮族|回族|维吾尔)?自治区)$")
COUNTED = r"(?:等?(?:[0-9]+|[二两三四五六七八九十]+)[个家大]|等)?(?:国家级|省级)?"


def by_shared_zone(sentence: Sentence) -> Iterator[Found]:
    """Cities and counties before the class of a zone that each of them has."""
    for zone in _pattern().finditer(sentence.text):
        members = [
            (without_lead(sentence.text, lower, upper), upper)
            for lower, upper in listed_before(sentence, zone.start())
        ]
        if len(members) > 1 and all(_is_town(sentence.text[a:b]) for a, b in members):
            for start, end in members:
                name = sentence.text[start:end] + zone["zone"]
                whole = zone.end() if end == zone.start("zone") else end
                yield Found(start, whole, "IndustrialPark", "list.zone", name=name)


def by_trade_zone(sentence: Sentence) -> Iterator[Found]:
    """中国（甲省）自由贸易试验区乙州片区, 甲省自贸试验区: told apart by a place or a part."""
    for zone in TRADE.finditer(sentence.text):
        place = "" if zone["head"] else place_before(sentence.text, zone.start())
        if zone["head"] or place or zone["part"]:
            yield _trade_zone(sentence.text, zone, place)


def _trade_zone(text: str, zone: re.Match[str], place: str) -> Found:
    """With the name in full where the text has a province's short one: 甲省自贸试验区."""
    start, printed = zone.start() - len(place), text[zone.start() - len(place) : zone.end()]
    head = zone["head"] or (f"中国（{_bare(place)}）" if place in provinces() else place)
    name = f"{head}自由贸易试验区{zone['part'] or ''}" if head else printed
    short = (printed,) if name != printed else ()
    return Found(start, zone.end(), "IndustrialPark", "zone.trade", name=name, aliases=short)


def _bare(province: str) -> str:
    return PROVINCE_KIND.sub("", province)


def _is_town(text: str) -> bool:
    return text in places() and text not in provinces()


@cache
def _pattern() -> re.Pattern[str]:
    kinds = "|".join(sorted(table("lists")["zones"]["of_a_city"], key=len, reverse=True))
    return re.compile(rf"{COUNTED}(?P<zone>{kinds})")
