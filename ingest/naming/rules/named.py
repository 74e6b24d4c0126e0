"""Names that their ending gives away: 云岭实验室, 微光小镇, 东湖大学附属第二医院."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.naming.rules.boundary import AND, name_start
from ingest.naming.rules.found import Found
from ingest.naming.rules.sentence import Sentence
from ingest.naming.rules.words import (
    ABBREVIATED,
    Ending,
    bare,
    brands,
    ending_pattern,
    endings,
    general,
    goes_on_pattern,
    is_ordinary,
    place_at_start,
    places,
    proper_part,
    provinces,
    school_shorts,
    statuses,
    table,
    tag,
    universities,
    words,
)

RESOURCE = re.compile(r"(?:生产|供应|种植|养殖|保供|储备|生产加工|旅游目的)$")
TAIL = re.compile(r"[（(]([A-Z]型)[）)]")
BRANCH = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,3})?(?:院区|分院)")
USED = re.compile(
    r"发挥(?P<list>[^，。；]{4,90}?)(?:等)?的?(?:带动|引领|支撑|示范|平台|载体)*(?:作用|优势)"
)
EITHER = re.compile(r"[省市县区州旗]（[、省市县区州旗]+）")  # 市（州）: any of them
SIZED = re.compile(r"[一二三四五六七八九十百千万0-9]+亿元?级")  # 千亿级: any that is so big
STATUS = re.compile(r"[（(]([^（）()]{1,6})[）)]")
COUNTED = re.compile(r"(?:超|近|约|达|共)?[0-9一二两三四五六七八九十百]+余?[个家所座]")
DEFINITE = re.compile(r"^(?:省|市|区)(?![级市区外内域会部委属直长际])")
NUMBERED = re.compile(r"[省市]第[一二三四五六七八九十]{1,2}")
BRANCHED = re.compile(r"^国家[（(][\u4e00-\u9fff]{2,8}[）)][\u4e00-\u9fff]{2,}")
AS_ANOTHER = ("新", "大", "重要")
PLACE_ONLY = frozenset(
    {"园区", "基地", "平台", "产业园区", "产业园", "研究院", "研究所", "研究中心"}
)
CLASS_BEFORE = frozenset("”等")
SITES = frozenset({"一体化", "生产", "总部", "研发", "制造"})
PLURAL = frozenset({"集群", "体系", "网络", "矩阵"})
WHERE = frozenset({"高新区", "开发区", "经开区", "高新技术产业开发区", "经济技术开发区"})
BRANCHES = frozenset({"区域中心"})
CITY_OR_PROVINCE = ("省", "市")
CITY = frozenset("市区乡镇际")
LONGEST_CORE = 24
SUBJECT = 3
VOUCHED = frozenset(
    {"IndustrialPark", "Area", "Facility", "InnovationCenter", "TechPlatform", "Association"}
)
WORKS = frozenset({"Laboratory", "Facility", "InnovationCenter", "TechPlatform"})
ZONES = frozenset({"IndustrialPark", "Area"})
NAMED_TAGS = frozenset({"ORG", "LOC", "PER", "nz", "nw"})
VOUCHED_SUBJECT = 2
NATIONAL = ("创新中心", "科学中心", "计量中心", "计量测试中心")
OPENED = ("揭牌", "挂牌", "开园")
PARK_SUBJECT = 4
LEVELLED = re.compile(r"([\u4e00-\u9fff]{4,})(?:国家级?|省级?)")
COMING = frozenset({"Laboratory", "Facility", "University", "ResearchInstitute"})
BODIES = {
    "Laboratory": 1,
    "Hospital": 2,
    "ResearchInstitute": 2,
    "University": 2,
    "InnovationCenter": 2,
}


def by_ending(sentence: Sentence) -> Iterator[Found]:
    """Every name of the sentence that ends like one."""
    for match in ends_in(sentence.text):
        ending = endings()[match.group()]
        lower, _ = sentence.item_at(match.start())
        start = name_start(sentence, lower, match.start(), ending.label)
        start, first = _behind_class(sentence.text, start, match.start()), start
        if ending.text == "基地" and start != first:
            continue  # 国家实验室甲州基地
        start = _listed_school(sentence.text, start, match.end())
        if found := _judged(sentence, start, match, ending):
            yield found


def ends_in(text: str) -> Iterator[re.Match[str]]:
    """Endings of names in ``text``, words that only begin like one left out."""
    longer = [m.span() for m in goes_on_pattern().finditer(text)]
    for match in ending_pattern().finditer(text):
        if text[match.end() : match.end() + 2] in PLURAL:
            continue
        city = match.group()[-1] == "城" and text[match.end() : match.end() + 1] in CITY
        if not city and not any(a < match.end() < b for a, b in longer):
            yield match


def _judged(sentence: Sentence, start: int, match: re.Match[str], ending: Ending) -> Found | None:
    text = sentence.text
    core = text[start : match.start()]
    if not _is_whole(core, ending) or _is_class(sentence, start, match.end(), core, ending):
        return None
    end, placed = _behind_tail(text, match.end(), ending)
    sure = _is_sure(sentence, start, end, core, ending)
    if not sure and not _may_be_vouched(core, ending):
        return None
    name = text[start : match.end()] if placed else ""
    aliases = (text[start:end],) if placed else ()
    rule = "named." + ending.need
    return Found(start, end, ending.label, rule, sure, name, status_behind(text, end), aliases)


def _is_whole(core: str, ending: Ending) -> bool:
    """Whether what stands before the ending can be the rest of one name."""
    joined = bool(core) and core[-1] in AND and ending.text[0] != "创"
    return 0 < len(core) <= LONGEST_CORE and not joined


def _is_class(sentence: Sentence, start: int, end: int, core: str, ending: Ending) -> bool:
    """Whether the phrase is no thing of its own: one of many, a site, the class of a name."""
    if sentence.text[start - 1 : start] in CLASS_BEFORE or _is_counted(sentence, start, end):
        return True
    if ending.text not in BRANCHES and _repeats_class(core):
        return True
    if EITHER.search(core) or SIZED.match(core) or _is_kind_of_firm(core, ending):
        return True
    if ending.label == "Area" and core.endswith("试验区"):
        return True  # 自由贸易试验区片区: all of its parts
    if ending.label == "IndustrialPark":
        return bool(RESOURCE.search(core)) or _is_firms_site(core, ending)
    return ending.text == "平台" and core.endswith(AS_ANOTHER)


def _is_kind_of_firm(core: str, ending: Ending) -> bool:
    """甲交所上市公司, 某县供水公司: what kind of firm it is, behind whose it is."""
    return (core + ending.text).endswith(tuple(table("names")["endings"]["kinds_of_firm"]))


def _behind_tail(text: str, end: int, ending: Ending) -> tuple[int, bool]:
    """Where a name ends with its bracket, and whether the bracket only says where it is."""
    if tail := _tail(text, end, ending.label):
        return tail.end(), False
    where = STATUS.match(text, end) if ending.text in WHERE else None
    return (where.end(), True) if where and where.group(1) in places() else (end, False)


def _is_sure(sentence: Sentence, start: int, end: int, core: str, ending: Ending) -> bool:
    """Whether the name stands for itself, by its words, the tagger or what happens to it."""
    if is_name(core, ending) and _is_backed(sentence, start, core, ending):
        return True
    wing = ending.label == "Hospital" and sentence.text[:end].endswith("院区")
    told = _is_tagged(sentence, start, core, ending)
    return wing or told or _has_come(sentence.text, end, core, ending)


def _is_tagged(sentence: Sentence, start: int, core: str, ending: Ending) -> bool:
    """Whether the tagger takes the core, one word that is not general, for a name."""
    word = sentence.word_at(start)
    rest = bare(core, ("quality", "level", "topic"))
    if word.start != start or ending.need != "proper" or _is_class_of_place(core, ending):
        return False
    if word.end == start + len(core):
        return word.tag in NAMED_TAGS and bool(rest) and not tag(core).startswith("v")
    whole = word.tag == "ORG" and word.end == start + len(core + ending.text)
    return whole and ending.label in BODIES and len(rest) >= BODIES[ending.label]


def _has_come(text: str, end: int, core: str, ending: Ending) -> bool:
    """深空探测实验室挂牌: a subject and an event make one certain thing."""
    event = any(text.startswith(word, end) for word in words("boundaries", "events"))
    begun = status_behind(text, end) is not None and ending.label in COMING
    subject = has_subject(core) and core[:2] not in words("generic", "level")
    if ending.label == "IndustrialPark":
        own = len(bare(core, ("quality", "level"))) >= PARK_SUBJECT
        return subject and own and text.startswith(OPENED, end)
    return subject and (begun or (event and ending.label in {"Laboratory", "Facility"}))


def _listed_school(text: str, start: int, end: int) -> int:
    """Where a listed university begins inside what the walk took for its name."""
    if text[start:end] in universities():
        return start
    inner = (at for at in range(start + 1, end - 3) if text[at:end] in universities())
    cut = next(inner, start)
    return cut if cut == start or not is_word_before(text, cut) else start


def is_word_before(text: str, at: int) -> bool:
    """Whether a place stands right before ``at``: 甲省乙大学 may be one name."""
    return any(text[at - n : at] in places() for n in (2, 3, 4) if at >= n)


def _is_backed(sentence: Sentence, start: int, core: str, ending: Ending) -> bool:
    """Whether the tagger agrees where nothing but an unknown word makes the name."""
    part = proper_part(core)
    if ending.need != "proper" or not part or tag(part) or has_place(core) or is_definite(core):
        return True
    if any(core[:n] in brands() for n in (5, 4, 3)):
        return True
    if any(a <= start < b for a, b in (m.span("list") for m in USED.finditer(sentence.text))):
        return True
    at = start + core.index(part)
    return any(sentence.word_at(i).tag in NAMED_TAGS for i in range(at, at + len(part)))


def _may_be_vouched(core: str, ending: Ending) -> bool:
    """Whether a sure neighbour can make ``core`` a name: a subject, no level, its own ending."""
    if ending.label not in VOUCHED or (core.startswith("国家") and not _is_zones_own(core, ending)):
        return False
    if ending.text in table("names")["endings"]["unvouched"]:
        return False
    return len(bare(core, ("quality", "level"))) >= VOUCHED_SUBJECT or ending.need == "any"


def _is_zones_own(core: str, ending: Ending) -> bool:
    """国家级甲山旅游度假区: behind the level stands a place's own name."""
    rest = core.removeprefix("国家级")
    return ending.label == "Area" and rest != core and is_proper(rest)


def _repeats_class(core: str) -> bool:
    """云岭射电装置｜国家重大科技基础设施: the ending only says what the name before it is."""
    for match in ending_pattern().finditer(core):
        rest = core[match.end() :]
        inner = endings()[match.group()]
        praise = inner.label in ZONES and rest in words("generic", "front")
        named = (inner.label in WORKS or praise) and is_name(core[: match.start()], inner)
        if named and rest and not bare(rest, ("quality", "level")):
            return True
    return False


def _is_firms_site(core: str, ending: Ending) -> bool:
    """甲公司乙州基地: a firm's own site in a city."""
    firm = next((n for n in (6, 5, 4, 3) if core[:n] in brands()), 0)
    rest = core[firm:]
    return bool(firm) and ending.text == "基地" and (rest in places() or rest in SITES)


def _tail(text: str, end: int, label: str) -> re.Match[str] | None:
    """What belongs to the name behind its ending: （B型）, a hospital's 甲州院区, a city."""
    if tail := TAIL.match(text, end):
        return tail
    site = BRANCH.match(text, end) if label == "Hospital" else None
    if site and (site["place"] in places() or not site["place"]):
        return site
    branch = STATUS.match(text, end) if label in {"University", "Hospital"} else None
    return branch if branch and branch.group(1) in places() else None


def status_behind(text: str, end: int) -> str | None:
    """The status that stands behind a name: （在建）, or 筹建 as a verb."""
    bracket = STATUS.match(text, end)
    if bracket:
        return statuses().get(bracket.group(1))
    return next((status for word, status in statuses().items() if _behind(text, end, word)), None)


def _behind(text: str, end: int, word: str) -> bool:
    """Whether the text goes on with the word for a body's being prepared: 甲大学筹建."""
    return word.startswith("筹") and len(word) > 1 and text.startswith(word, end)


def _is_counted(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the phrase is one of many: 一批…, …5家."""
    if COUNTED.match(sentence.text, end):
        return True
    if start == 0:
        return False
    before = sentence.word_at(start - 1)
    many = before.text in words("boundaries", "many")
    return many or (before.tag == "m" and not before.text.endswith(("年", "月", "日")))


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
    if ending.text == "国家实验室" and core not in provinces():
        national = core in table("names")["endings"]["national_laboratories"]
        if national or is_proper(core):
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
    """省肿瘤(医院), 省(中医院), 省农林(科学院), 市产业(技术研究院): a place has one of them."""
    kinds = {"Hospital": "hospitals", "ResearchInstitute": "academies"}.get(ending.label)
    academy = ending.text.endswith(("科学院", "科院"))
    if core[:1] in CITY_OR_PROVINCE and core[1:] + ending.text in words("generic", "institutes"):
        return True
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


def _behind_class(text: str, start: int, at: int) -> int:
    """A class phrase in front of a name left out: 国家重大科技基础设施｜云岭射电装置."""
    for match in ending_pattern().finditer(text, start, at):
        before, rest = text[start : match.start()], text[match.end() : at]
        general_before = not bare(before, ("quality", "level", "topic"))
        named = is_name(before, endings()[match.group()])
        if len(rest) > 1 and general_before and not named and is_proper(rest):
            return match.end() + (rest[0] in AND)  # 市医院和｜县医院
    return start


def all_general(text: str) -> bool:
    """Whether nothing but general words stands in ``text``."""
    return text in general() or not bare(text, ("quality", "level", "topic"))
