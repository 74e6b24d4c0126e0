"""How sure a stretch is a name, by all that is known of it: the recogniser's chance of it, general
lists, what stands before and behind, what stands beside it in its enumeration, what rules say.

The weights are those of a logistic regression over left-out documents
(``bench/training/weigh.py``), so the number is a chance, not a score.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from ingest.naming.learned.recogniser import WEIGHTS, Learned
from ingest.naming.mended import is_common, is_known, is_planned
from ingest.naming.rules.found import Found
from ingest.naming.rules.lists import is_general
from ingest.naming.rules.sentence import Sentence
from ingest.naming.rules.words import (
    brands,
    ending_pattern,
    is_ordinary,
    place_at_start,
    place_before,
    places,
    well_known,
)

FILE = "weighed.json"
ROUNDED = 3
MOST, LEAST = 5.0, -4.0
STRONG = 0.8
ALL, SURE = "all", "sure"
LONGEST = 9
CLAUSE = re.compile("[，,：:。；;！？\n]")
CLASSES = {
    "firms": re.compile("等[^，。、]{0,12}?(?:企业|公司|央企|民企|集团)"),
    "projects": re.compile(
        "[^，。]{0,30}?等?[^，。、]{0,12}?(?:项目|工程|投产|达产|开工|下线|建设)"
    ),
    "places": re.compile("等(?:地|省|市|县|区|城市|地区|国家)"),
    "topics": re.compile("等[^，。、]{0,8}?(?:产业|领域|技术|行业|产品|品牌|材料|特产)"),
    "parks": re.compile("等[^，。、]{0,12}?(?:园区|基地|平台|载体|开发区|中心)"),
}
QUOTES = '“”"'


@dataclass(frozen=True, slots=True)
class Spans:
    """Where stretches begin and end, both in order: how many lie over one is told without looking
    at each, since thousands may lie over each other in one line."""

    starts: Sequence[int]
    ends: Sequence[int]

    def over(self, one: Learned) -> int:
        """How many have a sign in common with it, itself among them."""
        return bisect_left(self.starts, one.end) - bisect_right(self.ends, one.start)


def _spans(said: Iterable[Learned]) -> Spans:
    held = list(said)
    return Spans(sorted(one.start for one in held), sorted(one.end for one in held))


@dataclass(frozen=True, slots=True)
class Around:
    """The sentence of a stretch: what rules find there, what was learned (the surest first), the
    names that are sure as they begin, where its clauses part; where all that was learned lies, what
    of it is sure, and what of each type."""

    sentence: Sentence
    ruled: Mapping[tuple[int, int], str]
    said: Sequence[Learned]
    strong: Sequence[Learned]
    breaks: Sequence[int]
    spans: Mapping[str, Spans]
    held: frozenset[Learned]

    def sure_in(self, start: int, end: int) -> Sequence[Learned]:
        """The sure names that begin there."""
        first = bisect_left(self.strong, start, key=_start)
        return self.strong[first : bisect_left(self.strong, end, key=_start)]

    def clause(self, one: Learned) -> tuple[int, int]:
        """Where the clause of a stretch begins and ends."""
        before, behind = bisect_right(self.breaks, one.start - 1), bisect_left(self.breaks, one.end)
        start = self.breaks[before - 1] + 1 if before else 0
        end = self.breaks[behind] if behind < len(self.breaks) else len(self.sentence.text)
        return start, end


def _start(one: Learned) -> int:
    return one.start


def around(sentence: Sentence, said: Sequence[Learned], ruled: Sequence[Found]) -> Around:
    """What the stretches of a sentence have in common."""
    strong = sorted((one for one in said if one.probability >= STRONG), key=_start)
    rules = {(one.start, one.end): one.rule for one in ruled}
    spans = {
        label: _spans(n for n in said if n.label == label) for label in {n.label for n in said}
    }
    spans |= {ALL: _spans(said), SURE: _spans(strong)}
    surest = sorted(said, key=lambda one: -one.probability)
    breaks = [found.start() for found in CLAUSE.finditer(sentence.text)]
    return Around(sentence, rules, surest, strong, breaks, spans, frozenset(said))


def sureness(one: Learned, near: Around) -> float:
    """How sure it is that the stretch is a name of its type, from 0 to 1."""
    weights = _weights()[kind_of(one)]
    total = sum(weights.get(name, 0.0) * value for name, value in features(one, near))
    return round(1 / (1 + math.exp(-total)), ROUNDED)


def kind_of(one: Learned) -> str:
    """Firms have weights of their own."""
    return one.label if one.label == "Enterprise" else "else"


def features(one: Learned, near: Around) -> Iterator[tuple[str, float]]:
    """What is known of the stretch, by name."""
    yield "always", 1.0
    chance = min(max(one.probability, 0.001), 0.999)
    yield "chance", min(max(math.log(chance / (1 - chance)), LEAST), MOST)
    yield "chance over a half", float(chance > 0.5)
    yield "label " + one.label, 1.0
    for name in (*_own(one, near.sentence), *_neighbours(one, near), *_ruled(one, near)):
        yield name, 1.0


def _own(one: Learned, sentence: Sentence) -> Iterator[str]:
    text = sentence.text[one.start : one.end]
    yield f"length {min(len(text), LONGEST)}"
    listed, known = is_known(sentence, one), text in well_known()
    if listed:
        yield "listed"
    if known:
        yield "well known" if len(text) > 2 else "well known, short"
    if text in brands():
        yield "brand"
    if is_ordinary(text):
        yield "ordinary"
    if is_common(sentence, one):
        yield "common, known" if listed or known else "common"
    if is_planned(sentence, one):
        yield "planned"
    yield from _made_of(text)
    yield from _tagged(one, sentence)


def _made_of(text: str) -> Iterator[str]:
    place = place_at_start(text)
    if place:
        yield "a place" if place == text else "place first"
        if is_ordinary(text[len(place) :]):
            yield "place and word"
    elif any(text.endswith(tail) and tail in places() for tail in (text[-2:], text[-3:])):
        yield "place last"
    if ending_pattern().search(text, max(0, len(text) - 6)):
        yield "ending of names"
        if is_general(text):
            yield "general"
    if any(mark in text for mark in QUOTES):
        yield "quotation"
    if not "\u4e00" <= text[0] <= "\u9fff":
        yield "other letters first"


def _tagged(one: Learned, sentence: Sentence) -> Iterator[str]:
    first, last = sentence.word_at(one.start), sentence.word_at(one.end - 1)
    if first.start != one.start:
        yield "begins in a word"
    if last.end != one.end:
        yield "ends in a word"
    if first == last:
        yield "one word " + first.tag
    else:
        yield "first " + first.tag
        yield "last " + last.tag


def _neighbours(one: Learned, near: Around) -> Iterator[str]:
    text = near.sentence.text
    yield "before " + _before(one, near.sentence)
    yield "behind " + _behind(one, near.sentence)
    yield from _in_row(one, near.sentence)
    start, end = near.clause(one)
    tail = text[one.end : end]
    for name, shape in CLASSES.items():
        if shape.match(tail if name == "projects" else tail[max(0, tail.rfind("等")) :]):
            yield "row of " + name
    others = [n for n in near.sure_in(start, end) if not _touch(n, one)]
    beside = sum(other.label == one.label for other in others)
    yield f"beside {min(beside, 3)}"
    if beside < len(others):
        yield "beside others"
    yield from _over(one, near)


def _over(one: Learned, near: Around) -> Iterator[str]:
    """What else was learned of the same signs."""
    none, own = Spans((), ()), one in near.held
    every, sure, same = (near.spans.get(name, none).over(one) for name in (ALL, SURE, one.label))
    if sure > (own and one.probability >= STRONG):
        yield "over a sure one"
    surer = takewhile(lambda other: other.probability > one.probability, near.said)
    if not any(_touch(other, one) for other in surer):
        yield "surest here"
    if same - own < (every - own) / 2:
        yield "of many types"


def _in_row(one: Learned, sentence: Sentence) -> Iterator[str]:
    """How it stands in its item of an enumeration."""
    lower, upper = sentence.item_at(one.start)
    listed = "、" in (sentence.text[lower - 1 : lower], sentence.text[upper : upper + 1])
    closes = one.end == upper or sentence.text.startswith("等", one.end)
    if lower == one.start:
        yield ("whole item" if closes else "opens item") + (" of a row" if listed else "")
    elif closes:
        yield "closes item" + (" of a row" if listed else "")


def _touch(one: Learned, other: Learned) -> bool:
    return one.start < other.end and other.start < one.end


def _before(one: Learned, sentence: Sentence) -> str:
    text = sentence.text
    if one.start == 0:
        return "nothing"
    mark = text[one.start - 1]
    if mark in "、，。：；和与及“（":
        return mark
    if place_before(text, one.start):
        return "a place"
    return sentence.word_at(one.start - 1).tag


def _behind(one: Learned, sentence: Sentence) -> str:
    text = sentence.text
    if one.end >= len(text):
        return "nothing"
    mark = text[one.end]
    if mark in "、，。：；和与及等”（）":
        return mark
    if place_at_start(text[one.end : one.end + 6]):
        return "a place"
    return sentence.word_at(one.end).tag


def _ruled(one: Learned, near: Around) -> Iterator[str]:
    rule = near.ruled.get((one.start, one.end))
    if rule:
        yield "rule"
        yield "rule " + rule
    elif any(one.start < end and start < one.end for start, end in near.ruled):
        yield "against a rule"


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    found: Mapping[str, Mapping[str, float]] = json.loads((WEIGHTS / FILE).read_text("utf-8"))
    return found
