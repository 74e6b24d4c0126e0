"""Enterprises of the central government and listed companies, by the names that everybody knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.naming.rules.found import Found
from ingest.naming.rules.sentence import Sentence
from ingest.naming.rules.words import (
    bare,
    central_firms,
    is_ordinary,
    listed_firms,
    place_at_start,
    places,
    proper_part,
    table,
)

SPEAKS_OF_FIRMS = re.compile(r"央企|国企|企业|公司|集团|厂商|运营商")
BEFORE_FIRM = re.compile(r"(?:^|[、，与和及同]|携手|联合|支持|引进|引入|依托|对接)$")
LONGEST, SHORTEST = 6, 3
LANDSCAPE = "山湖江河海岛峡湾"
BEHIND_FIRM = re.compile(r"(?:$|[、，与和及同等])")


def by_central(sentence: Sentence) -> Iterator[Found]:
    """Those that an enumeration or a joining word sets apart; 中建 only where firms are meant."""
    speaks = SPEAKS_OF_FIRMS.search(sentence.text) is not None
    for found in _pattern().finditer(sentence.text):
        listed = _is_listed(sentence.text, *found.span())
        both = found.group() in words_too()
        if listed and (speaks or not both):
            yield Found(found.start(), found.end(), "Enterprise", "firm.central")


def by_listed(sentence: Sentence) -> Iterator[Found]:
    """Listed companies where a word of the tagger's begins: 甲乙科技人工智能基地."""
    for word in sentence.words:
        sizes = range(LONGEST, SHORTEST - 1, -1)
        text = sentence.text[word.start : word.start + LONGEST]
        if size := next((n for n in sizes if is_certain(text[:n])), 0):
            yield Found(word.start, word.start + size, "Enterprise", "firm.listed")


@cache
def is_certain(name: str) -> bool:
    """Whether a listed company has the name and nothing else is called so."""
    listed = len(name) >= SHORTEST and name in listed_firms() and name[-1] not in LANDSCAPE
    new = name[0] == "新" and is_ordinary(name[1:])  # 新产业
    own = listed and not new and not is_ordinary(name) and name not in places()
    return own and bool(bare(name, ("quality", "level", "topic"))) and bool(proper_part(name))


def _is_listed(text: str, start: int, end: int) -> bool:
    opens = BEFORE_FIRM.search(text[max(0, start - 2) : start])
    closes = BEHIND_FIRM.match(text, end) or _goes_on_with_place(text, start, end)
    return opens is not None and bool(closes) and not among_topics(text, start, end)


def among_topics(text: str, start: int, end: int) -> bool:
    """医疗健康、科教、国家电网: a member of a list of topics is meant as one."""
    before = re.split(r"[，。；：]", text[:start])[-1].split("、")[:-1]
    behind = re.split(r"[，。；：]", text[end:])[0].split("、")[1:]
    beside = [*before[-1:], *behind[:1]]
    return bool(beside) and all(not proper_part(item) for item in beside)


def _goes_on_with_place(text: str, start: int, end: int) -> bool:
    """国网某山, 华电某县: where the firm builds; 中国 with a word opens other names too."""
    return text[start:end] not in words_too() and bool(place_at_start(text[end:]))


@cache
def words_too() -> frozenset[str]:
    """Short names that are ordinary words or more than one firm's."""
    return frozenset(table("central")["also_words"]["names"])


@cache
def _pattern() -> re.Pattern[str]:
    forms = central_firms() | words_too()
    return re.compile("|".join(sorted(map(re.escape, forms), key=lambda f: (-len(f), f))))
