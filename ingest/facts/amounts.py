"""Numbers with units as sentences print them: 3.2%, 10个以上, 82万辆, 3至5个, 四成."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.lexicon import LEXICON

BOUNDS = ((">=", "least_behind"), ("<=", "most_behind"), ("≈", "about_behind"))
SIZES = {"千": 1000, "百": 100, "十": 10, "": 1}
DIGITS = "〇一二三四五六七八九"
NUMBER = r"[0-9][0-9,]*(?:\.[0-9]+)?"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit in a text (offsets in it).

    ``counted``: things are counted, nothing is measured; ``bound``: what stands behind it, >=, <=,
    ≈ or empty; ``spelt``: written in Chinese signs. Of a range the lower end is the value.
    """

    start: int
    end: int
    value: float
    unit: str
    counted: bool
    bound: str
    spelt: bool


def amounts(said: str) -> Iterator[Amount]:
    """Every number with a unit in ``said``; years, ordinals and rough counts (60余家) are none."""
    for found in _pattern().finditer(said):
        spelt = not found["value"][0].isdigit()
        value = _spelt(found["value"]) if spelt else float(found["value"].replace(",", ""))
        unit = found["unit"].replace("％", "%")
        counted = found["noun"] in words()["counted"]
        yield Amount(*found.span(), value, unit, counted, _bound(found["bound"]), spelt)


def _bound(behind: str | None) -> str:
    return next((sign for sign, name in BOUNDS if behind in words()[name]), "")


def _spelt(said: str) -> float:
    """A number in Chinese signs up to 九千九百九十九."""
    total = 0
    for digit, size in re.findall("([一二两三四五六七八九]?)([千百十]?)", said):
        if digit or size:
            number = 2 if digit == "两" else DIGITS.index(digit) if digit else 1
            total += number * SIZES[size]
    return float(total)


@cache
def words() -> Mapping[str, Sequence[str]]:
    """The words of planned figures (targets.toml)."""
    return tomllib.loads((LEXICON / "targets.toml").read_text("utf-8"))


@cache
def _pattern() -> re.Pattern[str]:
    every = sorted((*words()["counted"], *words()["measured"]), key=len, reverse=True)
    nouns = "|".join(map(re.escape, every))
    bounds = "|".join(word for _, name in BOUNDS for word in words()[name])
    return re.compile(
        rf"(?<![0-9.A-Za-z第院“])(?!20\d\d年)(?P<value>{NUMBER}|[一二两三四五六七八九十百千]+)"
        rf"(?:(?:至|到|—|－|-|~|～){NUMBER})?"
        rf"(?P<unit>[百千万亿]*(?P<noun>(?:{nouns})(?:/[百千万亿]*(?:{nouns}|日))?))"
        rf"(?P<bound>{bounds})?(?![多余])"
    )
