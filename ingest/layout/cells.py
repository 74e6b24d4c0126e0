"""How well a piece of text fills a cell: small reasons with names, added up."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache

from ingest.lexicon import LEXICON
from ingest.typography import unclosed, width

MARKS = re.compile(r"(?:[*＊]|（[^（）]{1,30}）|\([^()]{1,30}\))+$")
SENTENCE = re.compile(r"[。；]")
NUMBERED = re.compile(r"^\d{1,2}、")
GROUP_WIDTH = 16
ORGANISATION_WIDTH = 50
LABEL_WIDTH = 24
OPTIONAL = frozenset({"group", "serial"})


@cache
def knowledge() -> Mapping[str, dict[str, object]]:
    """The lexicon of cells."""
    return tomllib.loads((LEXICON / "cells.toml").read_text("utf-8"))


@cache
def _ending(role: str) -> re.Pattern[str] | None:
    pattern = knowledge()["endings"].get(role)
    return re.compile(str(pattern)) if pattern else None


def fits(role: str, text: str) -> bool:
    """Whether ``text`` ends as one item under a head of ``role`` does."""
    ending = _ending(role)
    return bool(ending and ending.search(bare(text)))


def bare(text: str) -> str:
    """``text`` without flagship marks and brackets at its end."""
    return MARKS.sub("", text)


def cell_score(role: str, text: str) -> float:
    """How well ``text`` is a whole cell under a head of ``role``; higher is better, 0 neutral."""
    judge = JUDGES.get(role, _any_text)
    return judge(role, text) + _punctuation(role, text)


def _punctuation(role: str, text: str) -> float:
    starts = -3.0 if text[0] in "、，。；：" else 0.0
    ends = -2.5 if text[-1] in "、，（(《“" else 0.0
    brackets = -0.7 * abs(unclosed(text))
    numbered = -4.0 if role != "projects" and NUMBERED.match(text) else 0.0
    return starts + ends + brackets + numbered


def _organisations(role: str, text: str) -> float:
    """Each item of the list ends like an organisation, the last one may be 等…."""
    ending = _ending(role)
    items = [bare(item) for item in text.split("、")]
    fits = [bool(ending and ending.search(item)) and width(item) > 4 for item in items]
    if SENTENCE.search(text):
        return -4.0
    long = 2.0 * any(width(item) > ORGANISATION_WIDTH for item in items)
    return (3.0 if all(fits) else -4.0) - long


def _ends_well(role: str, text: str) -> float:
    ending = _ending(role)
    return 3.0 if ending and ending.search(bare(text)) else -3.0


def _name(role: str, text: str) -> float:
    return _ends_well(role, text) - 4.0 * bool(SENTENCE.search(text)) - 2.0 * (width(text) < 8)


def _enterprise(role: str, text: str) -> float:
    return _ends_well(role, text) - 3.0 * bool(re.search(r"[、，。]", text))


def _sentences(role: str, text: str) -> float:
    """A direction or task: it goes on for a while and mostly ends with a full stop."""
    ending = _ending(role)
    long = 0.0 if width(text) > 16 else -2.0
    return long + (1.5 if ending and ending.search(text) else -0.5)


def _business(role: str, text: str) -> float:
    ending = _ending(role)
    company = 3.0 * bool(re.search(r"公司$", text))
    return (1.0 if ending and ending.search(text) else 0.0) - company


def _project(role: str, text: str) -> float:
    return -3.0 * bool(re.search(r"公司$", text)) - 2.0 * (width(text) < 10)


def _chain(role: str, text: str) -> float:
    return (1.0 if 4 <= width(text) <= 24 else -4.0) - 3.0 * bool(re.search(r"[、，。]", text))


def _list(role: str, text: str) -> float:
    ending = _ending(role)
    return 2.0 if ending and ending.search(bare(text)) else -1.0


def _projects(role: str, text: str) -> float:
    opening = re.match(str(knowledge()["openings"]["projects"]), text)
    ending = _ending(role)
    return (2.0 if opening else -3.0) + (2.0 if ending and ending.search(text) else -2.0)


@cache
def group_words() -> frozenset[str]:
    """Words that head several rows."""
    words = knowledge()["groups"]["words"]
    assert isinstance(words, list)
    return frozenset(words)


def _group(role: str, text: str) -> float:
    if text in group_words():
        return 2.5
    return -1.5 if width(text) <= GROUP_WIDTH and text.isalpha() else -6.0


def _serial(role: str, text: str) -> float:
    return 1.0 if text.isdigit() else -8.0


def _label(role: str, text: str) -> float:
    short = width(text) <= LABEL_WIDTH
    return (1.0 if short else -6.0) - 6.0 * bool(re.search(r"[，。；]", text))


def _any_text(role: str, text: str) -> float:
    return 0.0


JUDGES: Mapping[str, Callable[[str, str], float]] = {
    "serial": _serial,
    "group": _group,
    "name": _name,
    "host": _organisations,
    "undertaker": _organisations,
    "direction": _sentences,
    "task": _sentences,
    "enterprise": _enterprise,
    "business": _business,
    "project": _project,
    "chain": _chain,
    "parks": _list,
    "members": _list,
    "projects": _projects,
    "label": _label,
}
