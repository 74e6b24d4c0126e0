"""What the recogniser says, mended: brackets whole, a firm without the place behind it.

Also whether a span is a common word, of which a firm's name is seldom made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.naming.learned.recogniser import Learned, candidates
from ingest.naming.rules.lists import is_general, without_lead
from ingest.naming.rules.sentence import Sentence
from ingest.naming.rules.words import (
    ABBREVIATED,
    brands,
    central_firms,
    is_ordinary,
    listed_firms,
    place_at_start,
    places,
    table,
    words,
)
from ingest.typography import unclosed

OPENS, CLOSES = "（(", "）)"
LEGAL = re.compile(r"[）)](?:股份|控股|集团|有限|责任)*公司")  # 甲（集团|）股份有限公司
COMMON = frozenset({"n", "v", "vn", "a", "ad", "an", "d", "LOC", "TIME", "t", "s", "f"})
CAMPUS = re.compile(r".{2,}?(?:大学|学院)(?=[\u4e00-\u9fff]{1,4}校区)")
KIND_OF_FIRM = re.compile(r"^(?:民企|央企|国企|外企|企业|公司|车企)(?=..)")
FOUNDS = re.compile(r"(?:企业|高校|院校|院所|机构)[^，。；、]{0,4}(?:建立|组建|成立|设立|筹建)$")
PRODUCE = re.compile(
    r"[^，。；]{0,40}?(?:等|和|与)[^，。；、]{0,6}(?:品牌|特产|名品|农产品|果品|茶品|名茶|地理标志|农品)"
)
SUPPORTED = re.compile(r"(?:支持|推动|促进|助推|助力|加快|引导|鼓励|扶持)$")
GROWING = re.compile(r"(?<=..)(?:发展|建设|成长|壮大|扩产|上市)$")  # 支持甲乙｜发展
LEVEL = re.compile(
    r".{2,6}?(?:省|市|自治区)(?:重点)?(?:实验室|工程研究中心|技术创新中心)"
)  # a class
CHILDREN = ("小学", "中学", "幼儿园", "高中", "初中")
ASSOCIATION = "协"  # 科协, 作协: bodies of people
COUNTED = re.compile("[两二三四五六七八九十][大个家]")
COUNT = re.compile(r"[0-9]+所?")
REGION = re.compile(f"[{ABBREVIATED}][东南西北中]")  # 陕南, 苏北
VERBS = frozenset({"v", "vd", "d", "ad"})
LANDSCAPE = tuple("山湖江河海岛峡湾")
LONGEST_PLACE = 4


def learned_names(sentence: Sentence) -> Iterator[Learned]:
    """What could be names, mended, the surest of each stretch and type."""
    whole = filter(None, (_bracketed(sentence.text, one) for one in candidates(sentence)))
    own = (_behind_by(sentence, one) for one in whole)
    begun = (_without_verb(sentence.text, one) for one in own)
    kept = (one for one in begun if _is_long(sentence.text, one))
    cut = (_cut(sentence, one) for one in kept if not _is_for_children(sentence.text, one))
    found: dict[tuple[int, int, str], Learned] = {}
    for one in sorted(cut, key=lambda one: one.probability):
        found[one.start, one.end, one.label] = one
    return iter(found.values())


def _behind_by(sentence: Sentence, one: Learned) -> Learned:
    """A name behind the word that makes it who does it, or that leads it: 丙树脂由｜甲实验室,
    辖｜甲园, 以｜甲园为主体."""
    at = sentence.text.rfind("由", one.start, one.end - 2)
    word = sentence.word_at(at) if at >= 0 else None
    if word and (word.text, word.tag) == ("由", "p"):
        return replace(one, start=at + 1)
    first = sentence.word_at(one.start)
    leads = first.start == one.start and first.tag in ("v", "p") and len(first.text) == 1
    leads = leads or is_made(sentence.text, one.start, one.end)
    return replace(one, start=one.start + 1) if leads and one.label != "Enterprise" else one


def is_made(text: str, start: int, end: int) -> bool:
    """Whether 以 … 为 stands around a name, and 以 is none of it."""
    return text.startswith("以", start) and text.startswith("为", end)


def _without_verb(text: str, one: Learned) -> Learned:
    """A name behind the verb that leads it (探索甲大学) or that the tagger tore (对｜标甲城)."""
    if one.label == "Enterprise":
        return one
    torn = one.start > 0 and text[one.start - 1 : one.start + 1] in words("boundaries", "verbs")
    return replace(one, start=without_lead(text, one.start + torn, one.end))


def _is_long(text: str, one: Learned) -> bool:
    """Whether more than a class and one character is left: no 环大学."""
    short = one.label == "University" and text[one.start : one.end].endswith("大学")
    return one.end - one.start > (3 if short else 1)


WORKS = ("TechPlatform", "IndustrialPark")
#: What closes a list of projects: 甲平台、乙城等重点项目.
AS_PROJECTS = re.compile(r"(?:、[^，。、]{2,20})*等(?:一批)?(?:重点|重大)(?:项目|工程)")
#: What somebody does to what stands behind it; what is open to all, or any owner's, without a name.
FOUNDING = re.compile(
    r"争创|申报|筹建|组建|承建|获批|^开放(?:实验室|平台)$"
    r"|^(?:企业|高校|院校|校企|产业)(?:研究院|研究中心|技术中心|实验室)$"
)


def is_no_name(sentence: Sentence, one: Learned) -> bool:
    """Whether the stretch is surely none: a class, a number, a body of people, a product."""
    text = sentence.text[one.start : one.end]
    if text.endswith(tuple(table("names")["endings"]["untyped"])) or COUNT.fullmatch(text):
        return True
    if one.label != "Enterprise":
        several = LEVEL.fullmatch(text) or COUNTED.search(text)
        level = text.startswith(tuple(words("generic", "level"))) and is_general(text)
        founding = FOUNDING.search(text) is not None
        project = one.label in WORKS and AS_PROJECTS.match(sentence.text, one.end) is not None
        return bool(several or level or founding or project or is_planned(sentence, one))
    if text in table("firms")["bodies"]["words"] or text.endswith(ASSOCIATION):
        return True
    if text in words("boundaries", "verbs"):
        return True
    placed = place_at_start(text) not in ("", text)
    return placed and PRODUCE.match(sentence.text, one.end) is not None


def is_common(sentence: Sentence, one: Learned) -> bool:
    """Whether a word of the dictionary or a place stands there, so that chance is likely."""
    text = sentence.text[one.start : one.end]
    if text.endswith(tuple(table("names")["endings"]["untyped"])) or COUNT.fullmatch(text):
        return True
    if one.label != "Enterprise":
        return is_ordinary(text) or text in places() or LEVEL.fullmatch(text) is not None
    if text in table("firms")["bodies"]["words"] or _is_tagged_else(sentence, one):
        return True
    if text in words("boundaries", "verbs"):
        return True
    if text in brands() and text not in places():
        return False
    if text.endswith(ASSOCIATION):
        return True
    behind = text[len(place_at_start(text)) :]
    if behind != text and PRODUCE.match(sentence.text, one.end):
        return True
    region = REGION.match(text)
    if region and is_ordinary(text[region.end() :]):
        return True
    if is_ordinary(text) or not behind or is_ordinary(behind):
        return True
    word = sentence.word_at(one.start)
    alone = (word.start, word.end) == (one.start, one.end)
    own = word.tag == "LOC" and behind != text  # 甲市乙丙: what stands behind the place is unknown
    return alone and word.tag in COMMON and not own


def _is_for_children(text: str, one: Learned) -> bool:
    return text.endswith(CHILDREN, one.start, one.end)


def _is_tagged_else(sentence: Sentence, one: Learned) -> bool:
    """Whether the tagger knows a person, a verb, a mountain, a lake or a river there: 长白山."""
    word = sentence.word_at(one.start)
    if (word.start, word.end) != (one.start, one.end):
        return False
    person = word.tag == "PER" and word.text not in listed_firms()
    return person or word.tag in VERBS or (word.tag == "LOC" and word.text.endswith(LANDSCAPE))


def is_known(sentence: Sentence, one: Learned) -> bool:
    """Whether general knowledge has the firm: a listed company, a central enterprise."""
    text = sentence.text[one.start : one.end]
    known = text in central_firms() or (len(text) > 2 and text in listed_firms())
    return one.label == "Enterprise" and known


def is_planned(sentence: Sentence, one: Learned) -> bool:
    """Whether a text only says that a class founds something (推动企业建立某某研究院)."""
    return FOUNDS.search(sentence.text[: one.start]) is not None


def _cut(sentence: Sentence, one: Learned) -> Learned:
    """A name without what only says where or what class the thing is."""
    if one.label == "University":
        campus = CAMPUS.match(sentence.text, one.start, one.end)
        return replace(one, end=campus.end()) if campus else one
    if one.label != "Enterprise":
        return one
    central = _central_before_place(sentence, one.start, one.end)
    if central:
        return replace(one, end=central)
    return _cut_firm(sentence.text, _without_growth(sentence.text, one))


def _without_growth(text: str, one: Learned) -> Learned:
    """A firm that is helped to grow, without the growing."""
    grows = GROWING.search(text[one.start : one.end])
    helped = grows and SUPPORTED.search(text[: one.start])
    return replace(one, end=one.start + grows.start()) if grows and helped else one


def _central_before_place(sentence: Sentence, start: int, end: int) -> int:
    """Where the state's firm ends that builds at a place (国网甲山), 0 where none does."""
    sizes = (n for n in range(end - start - 2, 1, -1) if _is_place(sentence, start + n, end))
    size = next((n for n in sizes if sentence.text[start : start + n] in central_firms()), 0)
    return start + size if size else 0


def _is_place(sentence: Sentence, start: int, end: int) -> bool:
    """Whether nothing but a place stands there, by the list or by the tagger."""
    text = sentence.text[start:end]
    if text in places() or (len(text) > 2 and text.endswith(LANDSCAPE)):
        return True
    first, last = sentence.word_at(start), sentence.word_at(end - 1)
    return first.start == start and last.end == end and {first.tag, last.tag} == {"LOC"}


def _cut_firm(text: str, one: Learned) -> Learned:
    """A firm without the place behind it (甲能源乙市) and the class word before it (民企甲)."""
    start, end = one.start, one.end
    if lead := KIND_OF_FIRM.match(text[start:end]):
        start += lead.end()
    sizes = range(min(LONGEST_PLACE, end - start - 2), 1, -1)
    tail = next((n for n in sizes if text[end - n : end] in places()), 0)
    named = text[end - tail : end] in brands() or text[start:end] in brands()
    front_placed = text[start : end - tail] in places()
    return replace(one, start=start, end=end if named or front_placed else end - tail)


def _bracketed(text: str, one: Learned) -> Learned | None:
    """What was learned, each bracket in it with its other half; None where nothing is left."""
    start, end = one.start, one.end
    while start < end and text[end - 1] in CLOSES and unclosed(text[start:end]) < 0:
        end -= 1
    while start < end and text[start] in OPENS and unclosed(text[start:end]) > 0:
        start += 1
    if unclosed(text[start:end]) > 0:
        rest = LEGAL.match(text, end)
        end = rest.end() if rest else text.rfind("（", start, end)
    whole = end - start > 1 and unclosed(text[start:end]) == 0
    return replace(one, start=start, end=end) if whole else None
