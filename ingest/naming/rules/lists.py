"""Enumerations: members that share a head, and members that vouch for one another.

先进甲、乙等重大科技基础设施 names two facilities; 甲、乙、丙三大实验室 three laboratories.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.naming.kinds import kind_of
from ingest.naming.rules.found import Found
from ingest.naming.rules.sentence import Sentence
from ingest.naming.rules.words import (
    ending_pattern,
    endings,
    proper_part,
    words,
)

HEAD = re.compile(
    r"(?:等(?:一批|多个|若干|[0-9一二三四五六七八九十]+[个家所]?)?|[二两三四五六七八九]大|[二两三四五六七八九0-9]+个|[两二三四五六七八九]家)"
    r"(?P<class>(?:国家|省级?|国家级|重点|重大|高能级|新型)*|[\u4e00-\u9fff]{2,3}?)"
    r"(?P<head>重大科技基础装置|重大科技基础设施|大科学装置|科学装置|国家重点实验室|全国重点实验室|省实验室|省级实验室|国家实验室|实验室)"
)
SHARED = re.compile(r"(?<![家点级省市])实验室")
LONGEST_SHARED = 4
PHASE = re.compile(r"[一二三四五六]期(?:工程)?$")
DIGITS = frozenset("0123456789")
FOUNDING = ("建立", "成立", "组建", "设立")
CLAUSE = re.compile("[，。；：]")
LISTED_ON = re.compile("[、和与及暨]|等|[0-9一二两三四五六七八九十]+[个家所大]")
SHARING = frozenset(
    {"Laboratory", "Facility", "InnovationCenter", "IndustrialPark", "TechPlatform"}
)
LONGEST_MEMBER = 22


def by_shared_head(sentence: Sentence) -> Iterator[Found]:
    """Members of a list whose head comes last and once."""
    for head in HEAD.finditer(sentence.text):
        members = list(_members(sentence, head.start()))
        if len(members) > 1:
            yield from (f for m in members if (f := _member(sentence, *m, head)))


def by_shared_ending(sentence: Sentence) -> Iterator[Found]:
    """甲、乙、丙湖实验室: names of places before a name that only the last one ends."""
    for ending in SHARED.finditer(sentence.text):
        members = list(_members(sentence, ending.end()))[1:]
        last = sentence.item_at(ending.start())[0], ending.start()
        if not members or not _is_bare_name(sentence, *last):
            continue
        leadless = [(without_lead(sentence.text, lower, upper), upper) for lower, upper in members]
        if all(_is_bare_name(sentence, start, upper) for start, upper in leadless):
            for start, upper in leadless:
                name = sentence.text[start:upper] + "实验室"
                yield Found(start, upper, "Laboratory", "list.ending", name=name)


def _is_bare_name(sentence: Sentence, start: int, end: int) -> bool:
    """Whether nothing but one proper name stands there."""
    if not 2 <= end - start <= LONGEST_SHARED or ending_pattern().search(sentence.text[start:end]):
        return False
    word = sentence.word_at(start)
    tagged = (word.start, word.end) == (start, end) and word.tag in {"LOC", "ORG", "PER", "nz"}
    return tagged or sentence.text[start:end] == proper_part(sentence.text[start:end])


def _members(sentence: Sentence, end: int) -> Iterator[tuple[int, int]]:
    """Items of the enumeration that ends at ``end``, last first."""
    for lower, upper in reversed(sentence.items):
        if lower >= end:
            continue
        if min(upper, end) <= lower or sentence.text[lower] in DIGITS:
            return
        yield lower, min(upper, end)
        if sentence.text[lower - 1 : lower] != "、":
            return


def _member(sentence: Sentence, lower: int, end: int, head: re.Match[str]) -> Found | None:
    start = without_lead(sentence.text, lower, end)
    text = PHASE.sub("", sentence.text[start:end])
    end = start + len(text)
    ended = any(m.end() == end for m in ending_pattern().finditer(sentence.text, start, end))
    if ended or not 2 <= len(text) <= LONGEST_MEMBER or text in words("generic", "level"):
        return None
    if head.group("head").endswith("实验室"):
        full = text + head.group("head")
        return Found(start, end, "Laboratory", "list.head", name=full, aliases=(text,))
    full = text + head.group("head").replace("基础装置", "基础设施")
    whole = kind_of(text) == "Facility"
    name, alias = (text, full) if whole else (full, text)
    return Found(start, end, "Facility", "list.head", name=name, aliases=(alias,))


def without_lead(text: str, start: int, end: int) -> int:
    """Where an item begins behind the verbs that lead it."""
    leads = words("boundaries", "verbs") | words("generic", "front")
    while size := next((n for n in range(5, 1, -1) if text[start : start + n] in leads), 0):
        if text[start : start + size] in words("boundaries", "inner"):
            break
        start += size
    return min(start, end)


def completed(sentence: Sentence, found: Found) -> Found:
    """A member of an enumeration with the ending of its type that only the list's end says."""
    text = sentence.text[found.start : found.end]
    if any(m.end() == len(text) for m in ending_pattern().finditer(text)):
        return found
    if found.label not in SHARING or not LISTED_ON.match(sentence.text, found.end):
        return found
    clause = CLAUSE.split(sentence.text[found.end :])[0]
    last = (m.group() for m in ending_pattern().finditer(clause))
    ending = next((e for e in last if endings()[e].label == found.label), "")
    return replace(found, name=text + ending, aliases=(text,)) if ending else found


def with_bracketed(sentence: Sentence, found: Iterable[Found]) -> Iterator[Found]:
    """甲乙省实验室（丙实验室）: what the bracket names is the same thing, its other name."""
    every = list(found)
    inside = {one.start: one for one in every if sentence.text[one.end : one.end + 1] in "）)"}
    for one in every:
        other = inside.get(one.end + 1) if sentence.text[one.end : one.end + 1] in "（(" else None
        if other and other.label == one.label:
            name = sentence.text[other.start : other.end]
            yield replace(one, aliases=(*one.aliases, name))
        else:
            yield one


def founded(sentence: Sentence, found: Iterable[Found]) -> Iterator[Found]:
    """推动甲大学建立乙研究院: what one named university founds is marked as such."""
    every = list(found)
    for one in every:
        before = CLAUSE.split(sentence.text[: one.start])[-1]
        clause = one.start - len(before)
        owners = [f.label for f in every if clause <= f.start and f.end <= one.start]
        new = one.label == "ResearchInstitute" and before.endswith(FOUNDING)
        yield replace(one, rule="list.founded") if new and owners == ["University"] else one
