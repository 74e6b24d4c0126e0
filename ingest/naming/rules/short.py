"""Names that no usual ending gives away: short forms of universities, numbered institutes,
brands in quotation marks, branches named after a city."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.naming.rules.found import Found
from ingest.naming.rules.lists import without_lead
from ingest.naming.rules.sentence import Sentence
from ingest.naming.rules.words import (
    ABBREVIATED,
    ending_pattern,
    endings,
    is_ordinary,
    places,
    short_forms,
    universities,
    words,
)

NUMBERED = re.compile(r"(?<![0-9A-Za-z])(?P<number>[0-9]{2,4})所(?!有|以|谓|属|在|需|学|中|小|院)")
ACADEMY = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:集团|科工|科技|电科|航天|航空|航发|工业|船舶|兵器)(?:公司)?[一二三四五六七八九十]{1,2}院"
)
SCHOOLS = re.compile(r"(?:大学|学院|学校|[中小]学|幼儿园|医院|高校)$")
NUMBERED_ON = re.compile(r"[、和与及](?P<short>[0-9]{2,4}所)(?!有|以|谓|属|在|需|学|中|小|院)")
SCHOOL = re.compile(
    r"(?<=[农工师科医交理林财海矿电邮民商职技文政])[大院](?![学型力量大小院中省市县国户])"
)
QUOTED = re.compile(
    r"[“\"](?P<name>[^“”\"，。、]{3,12})[”\"](?P<kind>(?:公共|综合|一体化|智慧)?(?:服务)?平台|[\u4e00-\u9fff]{2,8}平台)"
)
USUAL = re.compile(r"(?:公共|综合|一体化|智慧)?(?:服务)?平台")
RUNS = re.compile(r"(?:上线|运行|开通|启用|建成|推广|搭建|打造|依托|用好|升级)[^，。；]{0,8}$")
LED = re.compile(r"(?:支持|建设|推进)$")
LONGEST_PLACE = 4
BRANCH = re.compile(r"分?中心|分院|分部")
BRANCH_OF = re.compile(
    r"(?:智算|超算|算力|数据|计算|研究院|研究所|实验室|检验|检测|检查|审评|审查|计量)$"
)


def by_number(sentence: Sentence) -> Iterator[Found]:
    """甲集团502所, 云州608所: institutes known by a number."""
    for match in NUMBERED.finditer(sentence.text):
        before = sentence.word_at(match.start() - 1) if match.start() else None
        if before is None or before.tag not in {"LOC", "ORG", "nz", "nt"}:
            continue
        if len(match["number"]) == 2 and (before.tag == "LOC" or SCHOOLS.search(before.text)):
            continue
        start = before.start
        owner = sentence.text[start : match.start()]
        short = (match.group(),) if len(match["number"]) > 2 else ()
        yield Found(start, match.end(), "ResearchInstitute", "short.number", aliases=short)
        yield from _numbered_on(sentence, match.end(), owner)


def by_numbered_academy(sentence: Sentence) -> Iterator[Found]:
    """中国甲天科工六院: a numbered academy of a group, one word of the tagger's."""
    for match in ACADEMY.finditer(sentence.text):
        word = sentence.word_at(match.end() - 1)
        if word.tag == "ORG" and ACADEMY.fullmatch(word.text):
            yield Found(word.start, word.end, "ResearchInstitute", "short.number")


def _numbered_on(sentence: Sentence, end: int, owner: str) -> Iterator[Found]:
    """The further ones of 甲集团502所、504所和505所."""
    while match := NUMBERED_ON.match(sentence.text, end):
        short = match["short"]
        at, end = match.span("short")
        name = owner + short
        aliases = (short,) if len(short) > len("58所") else ()
        yield Found(at, end, "ResearchInstitute", "short.number", name=name, aliases=aliases)


def by_school_short(sentence: Sentence) -> Iterator[Found]:
    """甲州农大, 乙职院: what shortens the name of a listed university or college."""
    for match in SCHOOL.finditer(sentence.text):
        for size in (5, 4, 3):
            start = match.end() - size
            short = sentence.text[max(0, start) : match.end()]
            alone = start >= 0 and _stands_alone(sentence, start, match.end())
            if alone and _shortens_school(short):
                yield Found(start, match.end(), "University", "short.school")
                break


def _stands_alone(sentence: Sentence, start: int, end: int) -> bool:
    """Whether words of the tagger begin and end there: no 甲州大 of 甲州大地."""
    begins = sentence.word_at(start).start == start or sentence.text[start - 1] in "、，。；”和与"
    return begins and sentence.word_at(end - 1).end == end


@cache
def _shortens_school(short: str) -> bool:
    """Whether a listed name keeps the order of the short form's characters and its place."""
    if is_ordinary(short) or short in places() or short.endswith("医院"):
        return False
    size = 1 if short[0] in ABBREVIATED else 2
    if len(short) <= size + 1:
        return False
    return any(full.startswith(short[:size]) and _kept(short, full) for full in universities())


def _kept(short: str, full: str) -> bool:
    last = "学" if short[-1] == "大" else "院"
    characters = iter(full)
    return full[-1] == last and all(c in characters for c in short)


def by_known_short(sentence: Sentence) -> Iterator[Found]:
    """Short forms that everybody knows, where they stand for themselves."""
    every = {**short_forms("bodies"), **short_forms("schools")}
    for short, full in every.items():
        for match in re.finditer(re.escape(short), sentence.text):
            if _is_word(sentence, *match.span()):
                known = full in universities() or full.endswith("大学")
                label = "University" if known else "ResearchInstitute"
                yield Found(*match.span(), label, "short.known", name=full, aliases=(short,))


def _is_word(sentence: Sentence, start: int, end: int) -> bool:
    """Whether one word stands there, or an item of an enumeration before a verb: 、甲大｜合作."""
    word = sentence.word_at(start)
    listed = sentence.text[start - 1 : start] in tuple("、与和")
    verbs = words("boundaries", "verbs") | words("boundaries", "inner")
    led = listed and sentence.text[end : end + 2] in verbs
    return word.start == start and (word.end == end or led)


def by_quotation(sentence: Sentence) -> Iterator[Found]:
    """上线“甲省乙通”平台、“丙通”公共数据平台: brands that the text calls platforms."""
    end = -1
    for match in QUOTED.finditer(sentence.text):
        name, before = match["name"], sentence.text[: match.start()]
        runs = bool(RUNS.search(before))
        led = runs or LED.search(before) or before[end:] in ("、", "和", "与")
        brand = (runs and USUAL.fullmatch(match["kind"])) or (led and _is_brand(sentence, match))
        if brand and not name.endswith(("+", "计划", "行动")):
            end = match.end()
            aliases = (name + match["kind"],)
            yield Found(*match.span("name"), "TechPlatform", "short.quoted", aliases=aliases)


def _is_brand(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether what is quoted is one word that the tagger takes for a name."""
    word = sentence.word_at(match.start("name"))
    whole = (word.start, word.end) == match.span("name")
    return whole and word.tag in {"ORG", "nz", "PER", "LOC"} and not is_ordinary(word.text)


def by_branch(sentence: Sentence) -> Iterator[Found]:
    """国家甲计算乙州中心, 中国甲研究院乙州中心: a branch named after its city."""
    for match in BRANCH.finditer(sentence.text):
        for size in (2, 3, 4):
            at = match.start() - size
            if at < 0 or not _is_branch(sentence.text, at, match.start()):
                continue
            start = without_lead(sentence.text, sentence.item_at(at)[0], at)
            start += sentence.text[start] in "以在由与和对为将把"
            kind = "ResearchInstitute" if "研究" in sentence.text[start:at] else "TechPlatform"
            yield Found(start, match.end(), kind, "short.branch")
            break
        else:
            yield from _tagged_branch(sentence, match)


def _tagged_branch(sentence: Sentence, match: re.Match[str]) -> Iterator[Found]:
    """甲大学附属医院乙分院, 丙科学院丁分院: one word of the tagger's with its owner in it."""
    if match.group() != "分院":
        return
    word = sentence.word_at(match.start())
    if word.tag != "ORG" or word.end != match.end():
        return
    owners = [m for m in ending_pattern().finditer(word.text) if m.end() + 2 < len(word.text)]
    if owners and len(word.text) - owners[-1].end() <= LONGEST_PLACE + 2:
        label = endings()[owners[-1].group()].label
        if label in {"Hospital", "ResearchInstitute"}:
            yield Found(word.start, word.end, label, "short.branch")


def _is_branch(text: str, at: int, end: int) -> bool:
    """Whether a place stands from ``at`` to ``end``, and before it what has branches."""
    place = text[at:end]
    named = place in places() or place in words("generic", "regions")
    return named and bool(BRANCH_OF.search(text[:at]))
