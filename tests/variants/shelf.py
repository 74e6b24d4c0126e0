"""Any number of made-up plans with known truth: names, place, period and fields drawn anew.

``drawn(n)`` has the names of plan ``n``, ``page`` of tests/variants/plan.py is the plan, ``truth``
is what it says. Reading takes seconds a plan; where thousands are wanted, ``redrawn`` makes what
would be read from plan ``n`` out of what was read from another one: all that differs between two
plans are words of equal length, so that every place in the text stays where it is.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from ingest.model import Extraction, content_hash
from ingest.naming.rules.words import places, tag
from tests.variants.plan import Drawn, laboratories, projects

FRONTS = "云青松白沧栖澜岚碧苍霁翠岫汀屿泓漪朔砚墨笙箫珩璟琅瑶琼璇澄泠沁汐瀚渺霏霓虹霄曦煦"
MIDDLES = "槎屏涧鹭浪霞溪麓陂垣圩埭坞岬滩汊渚泮浒潭塬峁岌峦嶂岑崖"
ENDS = "原川湾洲台坪岗桥堰浦"
FIELDS = (
    ("深海探测", "低温材料", "智能育种", "精密光学", "绿色冶炼", "数字测绘"),
    ("深海探测", "量子计算", "合成生物", "精密光学", "氢能储运", "数字测绘"),
    ("脑机交互", "量子计算", "合成生物", "空间信息", "氢能储运", "柔性电子"),
    ("脑机交互", "低温材料", "智能育种", "空间信息", "绿色冶炼", "柔性电子"),
)
PERIODS = ("十五五", "十四五", "十三五", "十二五")
COMMON = 40  # universities that many plans name
T = TypeVar("T")


def drawn(number: int) -> Drawn:
    """The names of plan ``number``: its own bodies, and two universities that others name too."""
    city, period = _home(number)[1], PERIODS[number // len(_cities()) % len(PERIODS)]
    own = tuple(_word(COMMON + 8 * number + at) for at in range(8))
    known, other = common(number)
    kinds = FIELDS[number % len(FIELDS)]
    return Drawn(
        f"{city}“{period}”科技创新规划",
        f"围绕{kinds[0]}、{kinds[1]}和{kinds[2]}三个方向，依托{known}大学、{other}大学等单位，"
        "统筹布局实验室和中试平台，形成协同高效的区域创新体系。",
        own,
        kinds,
        f"建设{own[0]}科学数据中心，向高校院所和企业开放。",
        "".join(_chapter(kinds, known, other)),
    )


def common(number: int) -> tuple[str, str]:
    """What two universities that plan ``number`` shares with others are called after."""
    first = 2 * number % COMMON
    return _word(first), _word(first + 1)


def truth(plan: Drawn) -> frozenset[tuple[str, str, str]]:
    """What the tables of a plan say: (head, relation, tail) by name."""
    hosts = {(name, "HOSTED_BY", host) for _, name, host in laboratories(plan)}
    return frozenset(hosts | {(name, "UNDERTAKEN_BY", firm) for name, firm in projects(plan)})


def redrawn(read: Extraction, first: int, number: int) -> Extraction:
    """What reading plan ``number`` would give, from what was read from plan ``first``."""
    words = _pairs(first, number)
    made = _mapped(read, words)
    id = content_hash(read.document.id, str(number)) * 4
    ids = {read.document.id: id, read.document.id[:12]: id[:12]}
    return _mapped(made, {**ids, read.document.source: f"plan-{number}.html"})


def _chapter(kinds: tuple[str, ...], known: str, other: str) -> Iterator[str]:
    yield "<h2>第二章 重点发展六大前沿领域</h2>"
    for number, kind in enumerate(kinds, 1):
        body = known if number % 2 else other
        work = f"面向{kind}开展攻关，支持{body}大学建设{kind}研究平台。"
        yield f"<h3>{number}.{kind}</h3><p>{work}</p>"


def _pairs(first: int, number: int) -> Mapping[str, str]:
    """Each word of one plan → the word in its place of the other."""
    one, two = drawn(first), drawn(number)
    homes = zip(_home(first), _home(number), strict=True)
    shared = zip(common(first), common(number), strict=True)
    periods = (one.title[4:7], two.title[4:7])
    own = zip((*one.places, *one.fields), (*two.places, *two.fields), strict=True)
    return dict([*own, *homes, *shared, periods])


def _mapped(value: T, words: Mapping[str, str]) -> T:
    """The record with every text in it put in the other words."""
    return _Mapper(words).mapped(value)


class _Mapper:
    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = words
        self.known: dict[str, str] = {}

    def mapped(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._text(value)
        if is_dataclass(value) and not isinstance(value, type):
            told = {each.name: self.mapped(getattr(value, each.name)) for each in fields(value)}
            return replace(value, **told)
        if isinstance(value, Mapping):
            return MappingProxyType({self.mapped(k): self.mapped(v) for k, v in value.items()})
        if isinstance(value, tuple):
            return tuple(map(self.mapped, value))
        return value

    def _text(self, text: str) -> str:
        """At once, so that what one word becomes is not taken for another."""
        if text not in self.known:
            made = text
            for number, word in enumerate(self.words):
                made = made.replace(word, chr(0xE000 + number))
            for number, word in enumerate(self.words.values()):
                made = made.replace(chr(0xE000 + number), word)
            self.known[text] = made
        return self.known[text]


@cache
def _words() -> tuple[str, ...]:
    """Three signs each, none of them a word or a place that a dictionary knows; neighbours begin
    differently."""
    made = (front + middle + end for end, middle, front in product(ENDS, MIDDLES, FRONTS))
    return tuple(word for word in made if not tag(word) and word not in places())


def _word(number: int) -> str:
    return _words()[number]


def _home(number: int) -> tuple[str, str]:
    """Province and city."""
    return _cities()[number % len(_cities())]


@cache
def _cities() -> tuple[tuple[str, str], ...]:
    spec = find_spec("companynameparser")
    assert spec and spec.origin
    data = Path(spec.origin).parent / "data" / "pca.csv"
    with data.open(encoding="utf-8", newline="") as rows:
        pairs = {(row["sheng"], row["shi"]) for row in csv.DictReader(rows)}
    usual = ((p, c) for p, c in pairs if len(p) == 3 and p[-1] == "省" and len(c) == 3)
    return tuple(sorted(pair for pair in usual if pair[1].endswith("市")))
