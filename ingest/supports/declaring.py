"""Phrases that declare fields: 五大主攻领域, 优先发展方向, 四条技术主线."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.supports.leads import field_words

DIGITS = {char: n for n, char in enumerate("零一二三四五六七八九十")} | {"两": 2}
COUNT = (
    r"(?<![0-9第])(?P<count>[两二三四五六七八九十]{1,2}|1?[0-9])"
    r"[大个条项类张支种座道根股块门台片极][”\"]?"
)
NONE = r"(?P<count>(?!))?"
COUNTED = 3.5
KEPT = 20_000  # texts whose phrases are kept: each is asked for every list below it


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that declares fields: how many (0: uncounted), how much it says, whether what it
    calls so is technical by that; ``what`` it calls them."""

    count: int
    weight: float
    technical: bool
    what: str = ""


UNSAID = Phrase(0, 0, False)


@cache
def what() -> str:
    """What is counted or chosen, as a regular expression."""
    said = field_words()
    noun = rf"(?:{said['nouns']}|{said['figures']})(?!{said['goes_on']}|{said['nouns']})"
    return rf"(?P<what>[^，。；：“”（）、]{{0,10}}{noun})"


@lru_cache(maxsize=KEPT)
def phrases(text: str) -> tuple[Phrase, ...]:
    """Every phrase of a text that may declare fields."""
    found: list[Phrase] = []
    end = 0
    for counted in re.finditer(COUNT + what(), text):
        found.append(said(counted))
        found += (said(m) for m in re.finditer(NONE + what(), text[end : counted.start()]))
        end = counted.end()
    return (*found, *(said(m) for m in re.finditer(NONE + what(), text[end:])))


def said(found: re.Match[str]) -> Phrase:
    """What a phrase says: 3 where it counts fields, 2 where it chooses them."""
    said, what = field_words(), found["what"]
    chosen = re.search(said["choosing"], what) is not None
    noun = re.search(rf"(?:{said['nouns']})$", what) is not None
    stressed = noun and not what.endswith("产业") and re.search(said["stressing"], what)
    technical = what != "产业" and re.search(said["technical"], what) is not None
    counted = found["count"]
    if counted:
        weight = COUNTED if noun else 2.0 if technical or chosen else 0.0
    else:
        weight = 2.0 if chosen or (noun and stressed) else 0.0
    weight -= 0.25 * what.endswith("产业")
    return Phrase(_number(counted) if counted else 0, weight, technical, what)


def best(phrases: Iterable[Phrase], count: int) -> Phrase:
    """The phrase that says most of as many as there are."""
    fits = (p for p in phrases if p.count in (0, count))
    return max(fits, key=lambda p: (p.weight, p.technical), default=UNSAID)


def weight_of(phrase: Phrase) -> str:
    """How much a phrase says, as a clue."""
    return f"{'counted ' if phrase.count else ''}{math.floor(phrase.weight)}"


def _number(said: str) -> int:
    if said.isdecimal():
        return int(said)
    value = sum(DIGITS[char] for char in said)
    return DIGITS[said[0]] * 10 if len(said) == 2 and said[1] == "十" else value
