"""Names that their ending gives away: 云岭实验室, 微光小镇, 东湖大学附属第二医院."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.naming.rules.words import (
    ABBREVIATED,
    Ending,
    bare,
    ending_pattern,
    goes_on_pattern,
    is_ordinary,
    place_at_start,
    places,
    proper_part,
    provinces,
    school_shorts,
    statuses,
    universities,
    words,
)

STATUS = re.compile(r"[（(]([^（）()]{1,6})[）)]")
DEFINITE = re.compile(r"^(?:省|市|区)(?![级市区外内域会部委属直长际])")
NUMBERED = re.compile(r"[省市]第[一二三四五六七八九十]{1,2}")
BRANCHED = re.compile(r"^国家[（(][\u4e00-\u9fff]{2,8}[）)][\u4e00-\u9fff]{2,}")
PLACE_ONLY = frozenset(
    {"园区", "基地", "平台", "产业园区", "产业园", "研究院", "研究所", "研究中心"}
)
PLURAL = frozenset({"集群", "体系", "网络", "矩阵"})
CITY = frozenset("市区乡镇际")
SUBJECT = 3
VOUCHED_SUBJECT = 2
NATIONAL = ("创新中心", "科学中心", "计量中心", "计量测试中心")
LEVELLED = re.compile(r"([\u4e00-\u9fff]{4,})(?:国家级?|省级?)")


def ends_in(text: str) -> Iterator[re.Match[str]]:
    """Endings of names in ``text``, words that only begin like one left out."""
    longer = [m.span() for m in goes_on_pattern().finditer(text)]
    for match in ending_pattern().finditer(text):
        if text[match.end() : match.end() + 2] in PLURAL:
            continue
        city = match.group()[-1] == "城" and text[match.end() : match.end() + 1] in CITY
        if not city and not any(a < match.end() < b for a, b in longer):
            yield match


def status_behind(text: str, end: int) -> str | None:
    """The status that stands behind a name: （在建）, or 筹建 as a verb."""
    bracket = STATUS.match(text, end)
    if bracket:
        return statuses().get(bracket.group(1))
    return next((status for word, status in statuses().items() if _behind(text, end, word)), None)


def _behind(text: str, end: int, word: str) -> bool:
    """Whether the text goes on with the word for a body's being prepared: 甲大学筹建."""
    return word.startswith("筹") and len(word) > 1 and text.startswith(word, end)


def is_name(core: str, ending: Ending) -> bool:
    """Whether ``core`` before the ending makes a name of its own."""
    plain = core.replace("（", "(").replace("）", ")")
    if plain + ending.text in universities():
        return True
    if ending.need == "beside":
        return False
    if core == "中国" and ending.label == "ResearchInstitute":
        return True
    if ending.need == "any":
        return bool(bare(core, ("quality", "level"))) or is_proper(core)
    if _is_national_center(core, ending):
        return "领域" not in core
    if _is_only_one(core, ending):
        return True
    if ending.text == "国家实验室" and has_place(core) and core not in provinces():
        return True
    if ending.need == "topic":
        return _has_own_subject(core) and "领域" not in core
    return is_proper(core) and not _is_class_of_place(core, ending)


def _is_national_center(core: str, ending: Ending) -> bool:
    """国家生猪技术创新中心: of a national centre a subject is enough."""
    center = core.startswith("国家") and ending.text.endswith(NATIONAL)
    few = 1 if ending.text.endswith("计量中心") else VOUCHED_SUBJECT
    return center and len(bare(core, ("quality", "level"))) >= few


def _is_only_one(core: str, ending: Ending) -> bool:
    """省肿瘤(医院), 省(中医院), 省农林(科学院), 省(社科院): a province has one of them."""
    kinds = {"Hospital": "hospitals", "ResearchInstitute": "academies"}.get(ending.label)
    academy = ending.text.endswith(("科学院", "科院"))
    fits = kinds == "hospitals" or (kinds == "academies" and academy)
    return core[:1] == "省" and fits and core[1:] in words("generic", str(kinds))


def _has_own_subject(core: str) -> bool:
    """Whether a subject stands behind a place, or by itself if it is long enough."""
    rest = core[len(place_at_start(core) or _region_at_start(core)) :]
    short = rest != core and len(bare(rest, ("quality", "level"))) >= VOUCHED_SUBJECT
    levelled = LEVELLED.fullmatch(rest)
    before = levelled.group(1) if levelled else ""
    short = short or len(bare(before, ("quality", "level"))) >= VOUCHED_SUBJECT
    return short or has_subject(rest)


def _region_at_start(core: str) -> str:
    return next((r for r in words("generic", "regions") if core.startswith(r)), "")


def has_subject(core: str) -> bool:
    """Whether something besides level and quality is said, four characters or more."""
    return len(bare(core, ("quality", "level"))) >= SUBJECT


def is_proper(core: str) -> bool:
    """Whether a place, an proper_part word or a definite 省 or 中国 stands in ``core``."""
    return is_definite(core) or has_place(core) or len(_letters(proper_part(core))) > 1


def is_definite(core: str) -> bool:
    """省低空运行管理, 中国航空, 国家（东部）算力, 川渝高竹, 市第三: the front says whose it is."""
    if NUMBERED.fullmatch(core):
        return True
    if (DEFINITE.match(core) and len(core) > 4) or BRANCHED.match(core):
        return True
    if any(core[:n] in school_shorts() for n in (2, 3, 4)):
        return True
    return (core.startswith("中国") and len(core) > 2) or (
        len(core) > 1 and set(core[:2]) <= set(ABBREVIATED)
    )


def has_place(core: str) -> bool:
    """Whether a place name begins at the core's start or where an ordinary word ends."""
    at = 0
    while at < len(core):
        word = next((n for n in (6, 5, 4, 3, 2) if is_ordinary(core[at : at + n])), 1)
        if len(place_at_start(core[at:])) >= word:
            return True
        at += word
    return False


def _letters(text: str) -> str:
    return re.sub(r"[0-9A-Za-z+.%·\-/]", "", text)


def _is_class_of_place(core: str, ending: Ending) -> bool:
    """陕西实验室, 富平园区: a class in a place, no name."""
    if ending.label == "Laboratory":
        return core in provinces()
    return ending.text in PLACE_ONLY and core in places()
