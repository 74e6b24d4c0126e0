"""Names known from one place of a text, found again in others, also in their usual short forms."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.model import Block, Span
from ingest.naming.alike import company_shorts
from ingest.naming.rules.sentence import Sentence, sentences
from ingest.naming.rules.words import (
    cities,
    goes_on_pattern,
    is_ordinary,
    place_at_start,
    places,
    provinces,
    usual_shorts,
)

Named = tuple[str, str]
SHORT = 4
BRACKETS = str.maketrans("()", "（）")
TYPED = re.compile(r"[（(][A-Z]型[）)]$")
SPECIFIC = 5
WORLDWIDE = frozenset({"InnovationCenter", "TechPlatform", "Laboratory", "Facility"})
WORLD = re.compile("联合国(?:全球)?")
LONG = 6
SLIP = 10
LEVEL = "国家级"
CITY = re.compile(r"[^（）]{2,4}（[^（）]{2,4}）")
AREA = re.compile(r"[：:](?P<area>[^：:]+)$")


@dataclass(frozen=True, slots=True)
class Form:
    """What is known under a form: its type; ``place``, which alone stands before it in full.

    ``full`` is the name where the form lacks its last character, a slip of the pen.
    """

    label: str
    place: str = ""
    full: str = ""


def forms(named: Sequence[Named]) -> Mapping[str, Form]:
    """What each form means for (type, name) pairs: the names, and short forms usual for them."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    dropped: dict[str, set[str]] = defaultdict(set)
    for label, name in named:
        for form in {name, *_shorts(label, name)}:
            votes[form][label] += 1
            dropped[form].add(name[: -len(form)] if name.endswith(form) else "")
    known = {
        form: Form(count.most_common(1)[0][0], min(dropped[form], key=len))
        for form, count in votes.items()
        if len(form) > 1 and not is_ordinary(form)
    }
    return dict(_slips(named)) | known


def _slips(named: Iterable[Named]) -> Iterator[tuple[str, Form]]:
    """Long names of a city's things without their last character."""
    for label, name in named:
        for form in (name, *_bracketed(name)):
            if len(name) > SLIP and CITY.match(form):
                yield form[:-1], Form(label, full=name)


def _shorts(label: str, name: str) -> Iterator[str]:
    yield name.translate(BRACKETS)
    yield from _bracketed(name)
    if label == "University":
        yield from usual_shorts(name)
    if label == "Enterprise" and name.endswith("公司"):
        yield from company_shorts(name)
    if label == "IndustrialPark":
        rest = name[len(place_at_start(name)) :]
        if rest != name and (TYPED.search(rest) or len(rest) > SPECIFIC):
            yield rest
    if label == "Area" and name.startswith(LEVEL) and len(name) > len(LEVEL) + SPECIFIC:
        yield name.removeprefix(LEVEL)
    if label in WORLDWIDE and (world := WORLD.match(name)) and len(name) > world.end() + LONG:
        yield name[world.end() :]


def _bracketed(name: str) -> Iterator[str]:
    """甲省（乙州）丙园 for 甲省乙州丙园."""
    province = place_at_start(name)
    city = place_at_start(name[len(province) :])
    if province in provinces() and city in cities():
        yield f"{province}（{city}）{name[len(province + city) :]}"


def pattern(known: Mapping[str, Form]) -> re.Pattern[str] | None:
    """Finds the forms, the longest first; None where there are none."""
    ordered = sorted(known, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ordered))) if ordered else None


def echoes(
    block: Block,
    taken: Sequence[Span],
    known: Mapping[str, Form],
    finder: re.Pattern[str],
) -> Iterator[tuple[Span, Form]]:
    """Where known forms stand in the block and no name does yet, or but a part of it."""
    here = _annex_place(block)
    for sentence in sentences(block.text):
        longer = [m.span() for m in goes_on_pattern().finditer(sentence.text)]
        for match in finder.finditer(sentence.text):
            start, end = match.span()
            span = Span(sentence.offset + start, sentence.offset + end)
            free = all(_apart(span, t) or _is_longer(span, t) for t in taken)
            cut = any(a < end < b for a, b in longer)
            form = known[match.group()]
            far = here and _is_district(form.place) and form.place != here
            part = form.full and not _is_item(sentence, start, end)
            if free and not (cut or far or part) and _stands_alone(sentence, start, end):
                yield span, form


def _is_item(sentence: Sentence, start: int, end: int) -> bool:
    """Whether an item of a list stands there whole."""
    lower, upper = sentence.item_at(start)
    listed = sentence.text[lower - 1 : lower] == "、"
    return listed and lower == start and (end == upper or sentence.text.startswith("等", end))


def _annex_place(block: Block) -> str:
    """The district whose own annex the block stands in: 甲 under ``专篇三：甲片区``."""
    area = next((found["area"] for head in block.trail if (found := AREA.search(head))), "")
    place = place_at_start(area)
    return place if _is_district(place) else ""


def _is_district(place: str) -> bool:
    return place in places() and place not in provinces() and place not in cities()


def _apart(one: Span, other: Span) -> bool:
    return one.end <= other.start or other.end <= one.start


def _is_longer(one: Span, other: Span) -> bool:
    return one != other and one.start <= other.start and other.end <= one.end


def _stands_alone(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a short form is a word of its own and no part of another one."""
    if end - start >= SHORT:
        return True
    first, last = sentence.word_at(start), sentence.word_at(end - 1)
    after = sentence.text[end : end + 1]
    return first.start == start and (last.end == end or after.isascii())
