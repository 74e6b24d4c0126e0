"""Enumerations: members that share a head, and members that vouch for one another.

先进甲、乙等重大科技基础设施 names two facilities; 甲、乙、丙三大实验室 three laboratories.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache

from ingest.kinds import kind_of
from ingest.naming.rules.found import Found
from ingest.naming.rules.sentence import Sentence
from ingest.naming.rules.words import (
    bare,
    ending_pattern,
    endings,
    place_at_start,
    places,
    proper_part,
    table,
    words,
)

# What may close a list before its head; the head's class words follow.
HEAD = re.compile(
    r"(?:等(?:一批|多个|若干|[0-9一二三四五六七八九十]+[个家所]?)?|[二两三四五六七八九]大|[二两三四五六七八九0-9]+个|[两二三四五六七八九]家)"
    r"(?P<class>(?:国家|省级?|国家级|重点|重大|高能级|新型)*|[\u4e00-\u9fff]{2,3}?)"
    r"(?P<head>重大科技基础装置|重大科技基础设施|大科学装置|科学装置|国家重点实验室|全国重点实验室|省实验室|省级实验室|国家实验室|实验室)"
)
COUNTED = re.compile(
    r"等?(?:[一二两三四五六七八九十0-9]+[个家所座]|[二两三四五六七八九]大)(?P<class>[\u4e00-\u9fff]{0,6})$"
)
OF_A_PLACE = re.compile("[\u4e00-\u9fff]{2,3}省|[\u4e00-\u9fff]{2,8}自治区|[\u4e00-\u9fff]{2}市")
COUNT_OR_OF = re.compile("的|[一二两三四五六七八九十0-9]+[个家所]")
OF_TOPICS = frozenset({"Laboratory", "InnovationCenter"})
OF_A_LEVEL = re.compile("省|国家|全国|教育部|自治区")
BODIES = frozenset({"ResearchInstitute", "Laboratory", "InnovationCenter", "TechPlatform"})
ROW = 3
LEADING = frozenset("以在由与和对为将把及")
ENDING = 2
FOUNDED = re.compile(
    r"(?:建立|成立|组建|设立)(?P<name>(?P<core>[\u4e00-\u9fff]{2,12}?)(?:高等|创新)?研究院)(?=[，。；、或和及]|$)"
)
SHARED = re.compile(r"(?<![家点级省市])实验室")
LONGEST_SHARED = 4
SHORTEST_WHOLE = 3
PHASE = re.compile(r"[一二三四五六]期(?:工程)?$")
DIGITS = frozenset("0123456789")
CLAUSE = re.compile("[，。；：]")
LISTED_ON = re.compile("[、和与及暨]|等|[0-9一二两三四五六七八九十]+[个家所大]")
SHARING = frozenset(
    {"Laboratory", "Facility", "InnovationCenter", "IndustrialPark", "TechPlatform"}
)
LONGEST_MEMBER = 22


def by_shared_head(sentence: Sentence) -> Iterator[Found]:
    """Members of a list whose head comes last and once."""
    for head in HEAD.finditer(sentence.text):
        members = list(listed_before(sentence, head.start()))
        if len(members) > 1:
            yield from (f for m in members if (f := _member(sentence, *m, head)))


def by_counted_ending(sentence: Sentence) -> Iterator[Found]:
    """甲、乙、丙三大智造产业园, 丁、戊等3个江西省重点实验室: as many names as are counted, of which
    each has something of its own, or the class is one of a province's."""
    for ending in ending_pattern().finditer(sentence.text):
        lower, _ = sentence.item_at(ending.start())
        counted = COUNTED.search(sentence.text, lower, ending.start())
        label = endings()[ending.group()].label
        if not counted or label not in SHARING or HEAD.search(sentence.text, lower, ending.end()):
            continue
        shared = _without_praise(sentence.text[counted.start("class") : ending.end()])
        spans = list(_counted_members(sentence, counted.start()))
        if len(spans) > 1 and all(_is_counted(sentence.text[a:b], shared) for a, b in spans):
            for a, b in spans:
                name = sentence.text[a:b]
                yield Found(a, b, label, "list.counted", name=name + shared, aliases=(name,))


def by_shared_level(sentence: Sentence) -> Iterator[Found]:
    """江苏省甲、乙、丙重点实验室: what the first begins with and the last ends with is of all."""
    for ending in ending_pattern().finditer(sentence.text):
        label = endings()[ending.group()].label
        spans = list(_counted_members(sentence, ending.end()))
        if label not in OF_TOPICS or len(spans) < 2 or spans[0][1] != ending.end():
            continue
        shared = sentence.text[_before_class(sentence.text, ending) : ending.end()]
        spans[0] = spans[0][0], ending.end() - len(shared)
        spans[0] = spans[0][0], spans[0][1] - sentence.text.endswith("等", 0, spans[0][1])
        first = sentence.text[slice(*spans[-1])]
        front = OF_A_PLACE.match(first)
        cores = [sentence.text[a:b].removeprefix(front[0] if front else "") for a, b in spans]
        if not front or not all(map(_is_topic, cores)):
            continue
        spans[0] = spans[0][0], ending.end()
        for (a, b), core in zip(spans, cores):
            name = front[0] + core + shared
            printed = sentence.text[a:b]
            yield Found(a, b, label, "list.level", name=name, aliases=(printed,))


def _before_class(text: str, ending: re.Match[str]) -> int:
    """Where what all share begins: 重点｜实验室."""
    return ending.start() - 2 * text.endswith("重点", 0, ending.start())


def _is_topic(core: str) -> bool:
    """Whether a member is a subject and nothing else: no place, no name of its own kind."""
    plain = not kind_of(core) and not place_at_start(core) and not COUNT_OR_OF.search(core)
    return plain and 2 <= len(core) <= LONGEST_MEMBER


def _counted_members(sentence: Sentence, end: int) -> Iterator[tuple[int, int]]:
    """Items of the enumeration that ends at ``end``, last first, from behind the verb on."""
    for lower, upper in listed_before(sentence, end):
        verbs = list(_builds().finditer(sentence.text, lower, upper))
        start = without_lead(sentence.text, verbs[-1].end() if verbs else lower, upper)
        yield start + (start < upper and sentence.text[start] in LEADING), upper
        if verbs:
            return


@cache
def _builds() -> re.Pattern[str]:
    """A verb of which what is enumerated behind it is the object."""
    verbs = words("boundaries", "verbs") - words("boundaries", "inner")
    return re.compile("|".join(sorted((v for v in verbs if len(v) > 1), key=len, reverse=True)))


def _without_praise(shared: str) -> str:
    """市级新型实验室 → 实验室; 江西省重点实验室 stays."""
    said = [*words("generic", "quality"), "市级", "区级", "县级", "省级", "国家级"]
    front = next((w for w in sorted(said, key=len, reverse=True) if shared.startswith(w)), "")
    rest = shared.removeprefix(front)
    return _without_praise(rest) if front and kind_of("甲乙" + rest) and len(rest) > 2 else shared


def _is_counted(member: str, shared: str) -> bool:
    """Whether a member with what all share is a name: 凤桥 of 智造产业园, no 大数据 of 平台."""
    if not 2 <= len(member) <= LONGEST_MEMBER or kind_of(member) or "的" in member:
        return False
    own = place_at_start(member) or proper_part(member)
    return bool(own) or OF_A_LEVEL.search(shared[:4]) is not None


def by_shared_ending(sentence: Sentence) -> Iterator[Found]:
    """甲、乙、丙湖实验室: names of places before a name that only the last one ends."""
    for ending in SHARED.finditer(sentence.text):
        members = list(listed_before(sentence, ending.end()))[1:]
        last = sentence.item_at(ending.start())[0], ending.start()
        if not members or not _is_bare_name(sentence, *last):
            continue
        leadless = [(without_lead(sentence.text, lower, upper), upper) for lower, upper in members]
        if all(_is_bare_name(sentence, start, upper) for start, upper in leadless):
            for start, upper in leadless:
                name = sentence.text[start:upper] + "实验室"
                yield Found(start, upper, "Laboratory", "list.ending", name=name)


def by_class(sentence: Sentence) -> Iterator[Found]:
    """甲芯港、乙园等特色产业园区: members that the tagger sees whole and a class word closes."""
    for closing in class_pattern().finditer(sentence.text):
        for lower, upper in listed_before(sentence, closing.start()):
            start = without_lead(sentence.text, lower, upper)
            if _is_tagged_whole(sentence, start, upper):
                name = sentence.text[start:upper]
                label = kind_of(name) or str(table("lists")["classes"][closing["class"]])
                yield Found(start, upper, label, "list.class")


@cache
def class_pattern() -> re.Pattern[str]:
    """``等`` with a class word behind it, the longest first."""
    qualities = "|".join(sorted(words("lists", "qualities"), key=len, reverse=True))
    classes = "|".join(sorted(table("lists")["classes"], key=len, reverse=True))
    return re.compile(rf"等(?:{qualities})*(?P<class>{classes})(?![化型经体])")


def _is_tagged_whole(sentence: Sentence, start: int, end: int) -> bool:
    """Whether one word of the tagger's, a name and no place, stands there and nothing else."""
    word = sentence.word_at(start)
    if word.start == start and word.end < end and word.text in places():
        return word.end + SHORTEST_WHOLE <= end and _is_tagged_whole(sentence, word.end, end)
    whole = (word.start, word.end) == (start, end) and word.tag in {"LOC", "ORG", "nz"}
    name = sentence.text[start:end]
    return whole and end - start >= SHORTEST_WHOLE and not (_is_place(name) or is_general(name))


def is_general(name: str) -> bool:
    """Whether nothing but general words stands before the ending: 国家重点实验室."""
    starts = [m.start() for m in ending_pattern().finditer(name) if m.end() == len(name)]
    core = name[: min(starts, default=len(name))]
    return not bare(core, ("quality", "level", "topic"))


def _is_place(name: str) -> bool:
    """Whether only a place, with its class word, stands in ``name``."""
    rest = name[len(place_at_start(name)) :]
    return len(rest) < 2 or rest in {"新区", "地区", "两岸", "流域"}


def _is_bare_name(sentence: Sentence, start: int, end: int) -> bool:
    """Whether nothing but one proper name stands there."""
    if not 2 <= end - start <= LONGEST_SHARED or ending_pattern().search(sentence.text[start:end]):
        return False
    word = sentence.word_at(start)
    tagged = (word.start, word.end) == (start, end) and word.tag in {"LOC", "ORG", "PER", "nz"}
    return tagged or sentence.text[start:end] == proper_part(sentence.text[start:end])


def listed_before(sentence: Sentence, end: int) -> Iterator[tuple[int, int]]:
    """Items of the enumeration that ends at ``end``, last first."""
    for lower, upper in reversed(sentence.items):
        if lower >= end:
            continue
        if min(upper, end) <= lower or sentence.text[lower] in DIGITS:
            return
        if quoted := _behind_quotation(sentence.text, lower, min(upper, end)):
            yield quoted, min(upper, end)
            return
        yield lower, min(upper, end)
        if sentence.text[lower - 1 : lower] != "、":
            return


def _behind_quotation(text: str, lower: int, upper: int) -> int:
    """Where an item goes on behind a quotation that began in an earlier one, 0 where none did."""
    closed = text.find("”", lower, upper)
    opened = text.find("“", lower, upper)
    return closed + 1 if closed >= 0 and not lower <= opened < closed else 0


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
    inside = {one.start: one for one in every if _ends_aside(sentence.text, one)}
    for one in every:
        behind = one.end + 1 + sentence.text.startswith("即", one.end + 1)
        other = inside.get(behind) if sentence.text[one.end : one.end + 1] in "（(" else None
        if other and other.label == one.label:
            name = sentence.text[other.start : other.end]
            yield replace(one, aliases=(*one.aliases, name))
        else:
            yield one
    for one in inside.values():
        if sentence.text[one.start - 1 : one.start] in tuple("（(") and one.label in BODIES:
            yield from _before_bracket(sentence, one, {other.end for other in every})


def _ends_aside(text: str, one: Found) -> bool:
    """Whether a bracket ends behind a name, or goes on to its short form: （即甲，以下简称乙）."""
    behind = text[one.end : one.end + 1]
    return behind in "）)" or (behind == "，" and text.endswith("即", 0, one.start))


def _before_bracket(sentence: Sentence, inner: Found, ends: AbstractSet[int]) -> Iterator[Found]:
    """声学质量研究院（北海研究院）: topics make a name where the bracket has the other one."""
    at = inner.start - 1
    for match in ending_pattern().finditer(sentence.text, 0, at):
        if match.end() != at or at in ends or endings()[match.group()].label != inner.label:
            continue
        start = without_lead(sentence.text, sentence.item_at(match.start())[0], match.start())
        start += sentence.text[start] in LEADING
        core = sentence.text[start : match.start()]
        if len(bare(core, ("quality", "level"))) > 1 and len(core) <= LONGEST_MEMBER:
            other = sentence.text[inner.start : inner.end]
            yield Found(start, at, inner.label, "list.bracket", aliases=(other,))


def vouch(sentence: Sentence, found: Iterable[Found]) -> Iterator[Found]:
    """Sure finds, and unsure ones that stand in one enumeration with a sure one."""
    all_ = list(found)
    for lower, upper in runs(sentence):
        members = [f for f in all_ if lower <= f.start < upper]
        vouched = any(f.sure and f.label != "Enterprise" for f in members) and len(members) > 1
        yield from (replace(f, sure=True) for f in members if f.sure or vouched)


def in_row(sentence: Sentence, found: Iterable[Found]) -> Iterator[Found]:
    """Items that end like three or more names of their enumeration, taken whole.

    甲湾光电基地、乙桥光通信基地、丙南机电基地、丁降生物基地: the tagger knows three of four.
    """
    every = list(found)
    for lower, upper in runs(sentence):
        row = [one for one in every if lower <= one.start < upper]
        ends = Counter((sentence.text[one.end - ENDING : one.end], one.label) for one in row)
        for (ending, label), count in ends.items():
            if count >= ROW:
                named = frozenset(one.end for one in row)
                items = ((a, b) for a, b in sentence.items if lower <= a < upper)
                for start, end in (_phrase(sentence.text, a, b) for a, b in items):
                    if end not in named and _is_row_name(sentence.text[start:end], ending):
                        yield Found(start, end, label, "list.row")


def _phrase(text: str, lower: int, upper: int) -> tuple[int, int]:
    """An item without the verbs before it and what 等 adds."""
    start = without_lead(text, lower, upper)
    return start, start + len(text[start:upper].partition("等")[0])


def _is_row_name(item: str, ending: str) -> bool:
    core = item[:-ENDING]
    named = bool(bare(core, ("quality", "level", "topic"))) and len(core) <= LONGEST_MEMBER
    return named and item.endswith(ending) and item[0] not in LEADING


def founded(sentence: Sentence, found: Iterable[Found]) -> Iterator[Found]:
    """推动甲大学建立水声高等研究院: what one named body founds is one thing."""
    every = list(found)
    for match in FOUNDED.finditer(sentence.text):
        clause = max(sentence.text.rfind(mark, 0, match.start()) for mark in "，。；") + 1
        owners = [f for f in every if clause <= f.start and f.end <= match.start()]
        new = all(f.end <= match.start("name") or match.end("name") <= f.start for f in every)
        subject = bare(match["core"], ("quality", "level"))
        if new and len(subject) > 2 and [f.label for f in owners] == ["University"]:
            yield Found(*match.span("name"), "ResearchInstitute", "list.founded")


def runs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Stretches of items that 、 joins."""
    start = end = 0
    for lower, upper in sentence.items:
        if lower and sentence.text[lower - 1 : lower] != "、":
            yield start, end
            start = lower
        end = upper
    yield start, end
