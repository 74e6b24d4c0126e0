"""Firms that a text names in passing: in the names of projects, in lists of enterprises.

``甲新能源电池、乙芯片技改等项目投产`` names two firms by the words that open the
items; what is a place, a topic or public works opens no firm's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.naming.rules.found import Found
from ingest.naming.rules.lists import runs
from ingest.naming.rules.sentence import Sentence
from ingest.naming.rules.words import (
    ABBREVIATED,
    bare,
    brands,
    ending_pattern,
    every_brand,
    is_ordinary,
    place_at_start,
    places,
    proper_part,
    table,
    tag,
    words,
)

HAN = re.compile(r"[\u4e00-\u9fff]+")
TAIL = re.compile(r"^(?:[一二三四五六]期|[一二三四五六]工?厂|等|项目|总部|产业化|[0-9A-Za-z第])")
PROJECTS = re.compile(
    r"等(?!领域|行业|方面|产业)(?:[^，。；、]{0,14})?(?:项目|工程|关键技术|核心技术|生产线)|(?<=、)[^、“]{4,30}工程$"
)
PROJECT = re.compile(
    r"(?:[一二三四]期)?(?:产业化|建设)?项目(?:顺利|加快|全面|成功|正式|等)?(?:开工|投产|落地|建成|签约|竣工|达产|落户|建设)"
)
GOES_ON = re.compile(
    r".{0,8}(?:开工|投产|落地|建成|建设|实施|推进|进展|产能|突破|达产|签约|竣工|投用|推动|加快|提速|抓好|依托|布局|招引|引进)"
)
MEMBERS = re.compile(
    r"等(?:[^，。；、]{0,14})?(?:企业|公司|服务商|运营商|厂商|银行|车企|央企|国企|民企|巨头)(?!上市|上云|家|对|与|融资|参|到|在)"
)
BETWEEN = re.compile(r"[\u4e00-\u9fff]{2}至[\u4e00-\u9fff]{2}")
SUPPORTS = re.compile(r"(?:鼓励|支持|推动|引导|发挥|培育)")
ACTS = re.compile(
    r"等?(?:牵头|争创|组建|承担|做大|做强|发展壮大|提质|上市|扩能|增资|(?:入选|跻身|进入)(?:世界|中国|全球|亚洲)(?:企业|品牌)?[0-9]+强)"
)
STATE_FIRM = re.compile(r"中国[\u4e00-\u9fff]{2}")
NO_FIRM = "港园城谷馆会赛节展村镇县市区省路街桥河湖江山岛"
BUILT_AT = re.compile(r"(?:全面|加快)?(?:[一二三四五六]期|转型|技改|扩建|搬迁|改造|项目)")
PHASED = re.compile(r"^([\u4e00-\u9fff]{2,4})[一二三四五六]期$")
LONGEST_WORD = 4
LEAD_TAGS = frozenset({"v", "d", "ad", "vd", "p", "c", "t", "TIME", "r", "w", "u"})
WIDE = ("中国", "国际")
FIRST = 2
LONGEST = 7
LISTED_FIRM = re.compile(r"([\u4e00-\u9fff]{2,4})(?:股份|控股)")
CLOSING = 12
PHASE_OR_END = re.compile(r"(?:[一二三四五六]期)?(?:[、等]|$)")


def by_project(sentence: Sentence) -> Iterator[Found]:
    """Firms that open the items of a list of projects, products or techniques."""
    for lower, upper in runs(sentence):
        text = sentence.text[lower:upper]
        close = _close_of_projects(text, sentence.text[upper : upper + 16])
        if close is None or _is_works(text):
            continue
        techniques = "技术" in text[close : close + CLOSING]
        for start, end in _items(sentence, lower, lower + close):
            found = _opening_firm(sentence, start, end)
            if found and not (techniques and _is_product(sentence, found)):
                yield found


def _is_product(sentence: Sentence, found: Found) -> bool:
    """耐压材料、水声通信等核心技术: neither a brand nor what the tagger takes for a firm."""
    name = sentence.text[found.start : found.end]
    return not _brand_size(name) and sentence.word_at(found.start).tag != "ORG"


def is_firms_site(sentence: Sentence, found: Found) -> bool:
    """甲生物疫苗基地、乙生产线等项目: a site that stands in a list of projects."""
    if found.label != "IndustrialPark" or sentence.text[found.end - 2 : found.end] != "基地":
        return False
    for lower, upper in runs(sentence):
        if lower <= found.start < upper and PHASE_OR_END.match(sentence.text, found.end):
            text = sentence.text[lower:upper]
            close = _close_of_projects(text, sentence.text[upper : upper + 16])
            return close is not None and PROJECTS.search(text) is not None
    return False


def by_membership(sentence: Sentence) -> Iterator[Found]:
    """Members of ``甲、乙等龙头企业``; of state firms also 中国 with two characters."""
    for lower, upper in runs(sentence):
        if not (close := MEMBERS.search(sentence.text[lower:upper])):
            continue
        for start, end in _items(sentence, lower, lower + close.start()):
            state = "央企" in close.group() and STATE_FIRM.fullmatch(sentence.text[start:end])
            if state:
                yield Found(start, end, "Enterprise", "firm.member")
            elif found := _whole_firm(sentence, start, end):
                yield found


def by_actor(sentence: Sentence) -> Iterator[Found]:
    """Brands that ``支持甲、乙牵头…`` or ``甲、乙入选…`` names whole."""
    for lower, upper in runs(sentence):
        text = sentence.text[lower:upper]
        act = ACTS.search(text)
        if act is None or not (SUPPORTS.match(text) or act.group().endswith("强")):
            continue
        for start, end in _items(sentence, lower, lower + act.start()):
            name = sentence.text[start:end]
            known = name in brands() and (name not in places() or _tags(sentence, start, end))
            if known and not _abbreviates_places(name):
                yield Found(start, end, "Enterprise", "firm.actor")


def by_kind(sentence: Sentence) -> Iterator[Found]:
    """甲乙石化一期, 推进甲乙重工转型升级: a firm at which something is built or changed."""
    if not BUILT_AT.search(sentence.text):
        return
    for word in sentence.words:
        if word.tag not in {"ORG", "nz"} or not BUILT_AT.match(sentence.text, word.end):
            continue
        at = _behind_places(word.text)
        core = _core_before_kind(word.text[at:])
        if FIRST <= len(core) <= LONGEST_WORD and _is_own_word(core):
            yield Found(word.start + at, word.end, "Enterprise", "firm.kind")
        elif at and word.text[at:] in table("firms")["kinds"]["of_place"]:
            yield Found(word.start, word.end, "Enterprise", "firm.kind")


def _core_before_kind(name: str) -> str:
    kind = next((k for k in _longest_first("always") if name.endswith(k)), "")
    return name[: -len(kind)] if kind else ""


def _is_own_word(core: str) -> bool:
    """Whether a firm's own name stands there, no subject and no other thing's name."""
    known = core in brands() or (not is_ordinary(core) and proper_part(core) == core)
    return known and bool(bare(core, ("quality", "level", "topic")))


def _tags(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the tagger takes exactly this for an organisation."""
    word = sentence.word_at(start)
    return (word.start, word.end, word.tag) == (start, end, "ORG")


def _close_of_projects(text: str, after: str) -> int | None:
    """Where the items of a list of projects end, None where ``text`` is no such list."""
    listed = PROJECTS.search(text)
    if listed and (GOES_ON.search(text) or GOES_ON.match(after)):
        return listed.start()
    single = PROJECT.search(text)
    return single.start() if single else None


def _is_works(text: str) -> bool:
    between = BETWEEN.search(text)
    return bool(between) or any(word in text for word in table("firms")["works"]["words"])


def _items(sentence: Sentence, lower: int, upper: int) -> Iterator[tuple[int, int]]:
    """Items of a run, the verbs before them left out."""
    for start, end in sentence.items:
        if lower <= start < upper:
            yield _behind_verbs(sentence, start, min(end, upper)), min(end, upper)


def _behind_verbs(sentence: Sentence, start: int, end: int) -> int:
    """Where the noun phrase of an item begins."""
    while start < end:
        word = sentence.word_at(start)
        if _brand_opens(sentence.text[start:end]) or not _is_lead(word.text, word.tag):
            return start
        start = word.end
    return start


def _brand_opens(text: str) -> bool:
    """Whether a brand of three characters or more stands here, whatever its words mean."""
    return any(text[:n] in brands() for n in range(3, 6))


def _is_lead(text: str, said: str) -> bool:
    """Whether a word leads an item: a verb by list, or by the tagger if a dictionary has it."""
    if text in words("boundaries", "verbs") or text in words("generic", "front"):
        return True
    unknown = said in {"v", "vd"} and len(text) > 1 and not tag(text)
    return said in LEAD_TAGS and not unknown


def _opening_firm(sentence: Sentence, start: int, end: int) -> Found | None:
    text = sentence.text[start:end]
    at = _behind_places(text)
    size = _firm_size(text[at:]) or _tagged_size(sentence, start + at, end)
    size = size or _phased_size(sentence, start + at, end)
    if (
        not size
        or _names_something_else(text, at, size)
        or not _vouched(sentence, start + at, size)
    ):
        return None
    return Found(start + at, start + at + size, "Enterprise", "firm.project")


def _phased_size(sentence: Sentence, start: int, end: int) -> int:
    """How long the unknown name is of which a phase is all that the item says: 甲乙三期."""
    phased = PHASED.match(sentence.text[start:end])
    name = phased.group(1) if phased else ""
    vouched = name in brands() or sentence.word_at(start).tag in {"ORG", "nz"}
    return len(name) if name and vouched and proper_part(name) == name else 0


def _names_something_else(text: str, at: int, size: int) -> bool:
    """Whether the item is a thing of another type: 甲大学…, 甲实验室…; a firm's site is none."""
    ended = ending_pattern().search(text, at)
    name = text[at : at + size]
    seam = text[at + size - 1 :]
    cut = is_ordinary(seam[:2]) or is_ordinary(seam[:3])
    brand = _brand_size(name) and not cut
    site = brand or name.endswith(_longest_first("always"))
    own = {"公司", "集团", "有限公司", *(["基地"] if site else [])}
    return ended is not None and ended.group() not in own


def _behind_places(text: str) -> int:
    at = 0
    while place := place_at_start(text[at:]):
        if text[at:] in brands() or any(text[at : at + n] in brands() for n in (5, 4)):
            break
        at += len(place)
    return at


def _firm_size(text: str) -> int:
    """How many characters of ``text`` name a firm, 0 where it opens with none."""
    size = _brand_size(text) or _unknown_size(text)
    return _with_kind(text, size) if size else 0


def _tagged_size(sentence: Sentence, start: int, end: int) -> int:
    """The brand whose name is an ordinary word, where the tagger says that it is none here."""
    if start >= end:
        return 0
    word = sentence.word_at(start)
    named = word.start == start and word.tag == "ORG" and word.text in every_brand()
    return _with_kind(sentence.text[start:end], len(word.text)) if named else 0


def _brand_size(text: str) -> int:
    sizes = range(min(LONGEST, len(text)), FIRST - 1, -1)
    return next((n for n in sizes if text[:n] in brands() and _ends_word(text, n)), 0)


def _unknown_size(text: str) -> int:
    """An proper_part word at the start, with an ordinary one between it and a figure."""
    han = HAN.match(text)
    if not han or text[0] == "引":
        return 0
    gap = _gap(han.group())
    if len(gap) < FIRST or len(gap) > 4 or not han.group().startswith(gap):
        return 0
    if len(han.group()) == len(gap) + 2 and han.end() < len(text) and len(gap) == FIRST:
        return han.end()
    return len(gap)


def _gap(text: str) -> str:
    """The proper_part characters that open ``text``."""
    size = next((n for n in range(1, len(text)) if _opens_word(text[n:])), len(text))
    return text[:size] if proper_part(text[:size]) else ""


def _opens_word(text: str) -> bool:
    return any(is_ordinary(text[:n]) for n in range(2, 7) if n <= len(text))


def _ends_word(text: str, size: int) -> bool:
    rest = text[size:]
    ended = not rest or bool(TAIL.match(rest)) or bool(_kind(rest))
    return ended or _opens_word(rest) or bool(place_at_start(rest))


def _with_kind(text: str, size: int) -> int:
    kind = _kind(text[size:])
    return size + len(kind)


def _kind(rest: str) -> str:
    """The firm's kind that ``rest`` opens with."""
    kinds = table("firms")["kinds"]
    always = next((k for k in _longest_first("always") if rest.startswith(k)), "")
    last = (k for k in kinds["last"] if rest.startswith(k))
    return always or next((k for k in last if TAIL.match(rest[len(k) :]) or rest == k), "")


@cache
def _longest_first(key: str) -> tuple[str, ...]:
    return tuple(sorted(table("firms")["kinds"][key], key=len, reverse=True))


def _whole_firm(sentence: Sentence, start: int, end: int) -> Found | None:
    """A list member that is a firm from end to end."""
    text = sentence.text[start:end]
    at = _behind_places(text)
    core = LISTED_FIRM.fullmatch(text)
    if core and bare(core[1], ("quality", "level", "topic")):
        return Found(start, end, "Enterprise", "firm.member")
    size = _firm_size(text[at:])
    vouched = size and _vouched(sentence, start + at, size)
    if vouched and at + size == len(text) and not _abbreviates_places(text[at:]):
        return Found(start + at, end, "Enterprise", "firm.member")
    return None


def _vouched(sentence: Sentence, start: int, size: int) -> bool:
    """Whether a list, the tagger or the name's own kind says that it is a firm."""
    name = sentence.text[start : start + size]
    if name in table("firms")["unions"]["words"]:
        return False
    if name[-1] in NO_FIRM or not bare(name, ("quality", "level", "topic")):
        return False
    if any(name[:n] in brands() for n in range(2, size + 1)) or _kind(name[2:]):
        return True
    if name.startswith(WIDE) and size > len(WIDE[0]) and not tag(name[2:]):
        return True
    figure = sentence.text[start + size : start + size + 1].isascii() and size > 3
    return bool(figure) or sentence.word_at(start).tag in {"ORG", "PER", "nz", "LOC"}


def _abbreviates_places(text: str) -> bool:
    return set(text) <= set(ABBREVIATED)
