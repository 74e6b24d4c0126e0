"""Searches as people type them: the right thing first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from queries.finding import Finder

HERE = Path(__file__).parent
Row = dict[str, Any]


def searches(name: str = "shipped") -> Iterator[tuple[str, set[str], str]]:
    for line in (HERE / "searches" / f"{name}.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            typed, right, kind = line.split("\t")
            yield typed, set(right.split("|")), kind


@cache
def shipped() -> Finder:
    """The finder over the things of the plan that ships, as its graph had them."""
    lines = (HERE / "searches" / "things.jsonl").read_text("utf-8").splitlines()
    return Finder(map(json.loads, lines))


@pytest.mark.parametrize(
    ("name", "count", "first", "five"),
    [("shipped", 120, 0.95, 0.99), ("drawn", 300, 0.95, 0.99), ("typed", 60, 0.85, 0.93)],
)
def test_the_right_thing_comes_first(name: str, count: int, first: float, five: float) -> None:
    asked = list(searches(name))
    assert len(asked) >= count
    wrong = []
    for typed, right, kind in asked:
        hits = [hit.row["name"] for hit in shipped().find(typed).hits]
        place = next((at for at, name in enumerate(hits) if name in right), 99)
        if place:
            wrong.append((kind, typed, place, hits[:3]))
    assert len(wrong) <= len(asked) * (1 - first), wrong
    assert len([each for each in wrong if each[2] > 4]) <= len(asked) * (1 - five), wrong


def test_a_slip_is_only_offered_and_says_so() -> None:
    for typed in ("之江试验室", "Zhejang Lab", "zhejiang daxeu"):
        assert not shipped().find(typed).sure
    assert shipped().find("之江实验室").sure and shipped().find("zjsys").sure


def test_nothing_is_found_for_nothing() -> None:
    for typed in ("", "  ", "？？", "𠮷𠮷𠮷𠮷𠮷𠮷"):
        assert shipped().find(typed).hits == ()


def row(kind: str, name: str, relations: int = 0, **more: Any) -> Row:
    return {"id": f"{kind}:{name}", "type": kind, "name": name, "relations": relations, **more}


#: Things of no real plan.
INVENTED = [
    row("Indicator", "云岭实验室数量", 40),
    row("Laboratory", "云岭实验室", 3, name_en="Yunling Lab"),
    row("University", "云岭大学", 9, aliases=["云大"], names_en=["Yunling University", "YU"]),
    row("Hospital", "云岭大学附属医院", 1),
    row("Area", "云岭新区", 30),
    row("Government", "云岭新区管委会", 31),
    row("TechPlatform", "银行数据协作平台", 2, name_en="Collaboration Platform for Banks"),
]


@pytest.mark.parametrize(
    ("typed", "how", "right"),
    [
        ("云岭实验室", "name", ["云岭实验室"]),
        ("云大", "alias", ["云岭大学"]),
        ("yu", "english", ["云岭大学"]),
        ("云岭", "begins", ["云岭大学", "云岭实验室"]),
        ("新区", "inner", ["云岭新区", "云岭新区管委会"]),
        ("yunlingdaxue", "pinyin", ["云岭大学"]),
        ("ylsys", "initials", ["云岭实验室"]),
        ("yinhang", "pinyin", ["银行数据协作平台"]),
        ("yunling lab", "english", ["云岭实验室"]),
        ("云岭 医院", "inner", ["云岭大学附属医院"]),
        ("云大 医院", "inner", ["云岭大学附属医院"]),
        ("云医院", "abbreviated", ["云岭大学附属医院"]),
        ("云岭试验室", "slip", ["云岭实验室"]),
        ("Yunlig Lab", "slip", ["云岭实验室"]),
    ],
)
def test_why_it_was_found(typed: str, how: str, right: list[str]) -> None:
    hits = Finder(INVENTED).find(typed).hits
    assert [hit.row["name"] for hit in hits[: len(right)]] == right
    assert hits[0].how == how


def test_institutions_come_before_figures() -> None:
    kinds = [hit.row["type"] for hit in Finder(INVENTED).find("实验室").hits]
    assert kinds == ["Laboratory", "Indicator"]


def test_a_part_of_an_english_word_is_no_find() -> None:
    assert not Finder(INVENTED).find("lab platform").sure
