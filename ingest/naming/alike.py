"""When two forms name one thing: rules that each ask for evidence, never for likeness alone.

A rule gets a shorter and a longer form of the same type and says whether the
text's own usage makes them one. What only looks alike is for a person to judge
(``review``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.naming.rules.words import (
    ABBREVIATED,
    bare,
    brands,
    central_firms,
    is_ordinary,
    place_at_start,
    places,
    short_forms,
    table,
    tag,
    universities,
    usual_shorts,
    well_known,
    words,
)

LEGAL = re.compile(r"(?:集团)?(?:股份|控股)*(?:有限)?(?:责任)?(?:集团)?公司$|集团$")
GROUP = re.compile(r"集团(?:股份|控股|有限|责任)*公司$")
BRACKET = re.compile(r"[（(]([^（）()]*)[）)]")
MARKS = str.maketrans("（）", "()", "“”‘’\"'*＊ 　")
AND = re.compile("[与及]")
PROVINCE = re.compile(rf"(?<=[{ABBREVIATED}江东西南北川徽建州海林古夏疆藏])省")
PARK_LEVEL = re.compile("国家级|国家|国际(?=旅游度假区)")
HEAD_ONLY = "list.head"
SHORTEST, LONG = 4, 10
WORLD = ("联合国", "全球")
ORGANS = frozenset({"University", "Hospital", "ResearchInstitute"})
CACHED = 100_000  # forms that are taken apart only once


@lru_cache(maxsize=CACHED)
def plain(name: str) -> str:
    """A form as forms are compared: brackets alike, no quotation marks, 和 for 与, no 省."""
    return PROVINCE.sub("", AND.sub("和", name.translate(MARKS)))


@dataclass(frozen=True, slots=True)
class Context:
    """``owners``: forms of organisations, zones and parks that may stand before a name."""

    owners: AbstractSet[str]

    def opening(self, name: str) -> tuple[str, ...]:
        """Owners that stand before something else in ``name``."""
        return _opening(self.owners, name)


@lru_cache(maxsize=CACHED)
def _opening(owners: AbstractSet[str], name: str) -> tuple[str, ...]:
    return tuple(name[:n] for n in range(1, len(name)) if name[:n] in owners)


Rule = Callable[[str, str, str, Context], bool]


def behind_place(label: str, short: str, long: str, context: Context) -> bool:
    """乙小镇 and 甲市乙小镇: the longer adds where it is or whose it is."""
    if label == "Enterprise" or len(short) < SHORTEST or not long.endswith(short):
        return False
    before = long[: -len(short)]
    if label in ORGANS and short in universities():
        return False
    return _is_place(before) or _is_owner(before, context)


def _is_place(text: str) -> bool:
    rest = BRACKET.sub(r"\1", text).replace("中国", "", 1)
    for world in WORLD:
        rest = rest.replace(world, "", 1)
    while size := len(place_at_start(rest)):
        rest = rest[size:]
    return rest in {"", "省", "市", "区", "县", "国家级"} and bool(text)


def _is_owner(before: str, context: Context) -> bool:
    if before in context.owners:
        return True
    zone = before[len(place_at_start(before)) :]
    if zone != before and len(zone) >= SHORTEST and zone in context.owners:
        return True
    return len(before) > 1 and any(o.startswith(before) and len(o) > 4 for o in context.owners)


def without_brackets(label: str, short: str, long: str, context: Context) -> bool:
    """甲乙产业园 and 甲（乙）产业园."""
    return "(" in long and BRACKET.sub(r"\1", long) == BRACKET.sub(r"\1", short)


def slip(label: str, short: str, long: str, context: Context) -> bool:
    """甲省（乙州）丙创新产业 for 甲省乙州丙创新产业园: the last character was left out."""
    return len(long) > LONG and "(" in short and BRACKET.sub(r"\1", short) == long[:-1]


def known_short(label: str, short: str, long: str, context: Context) -> bool:
    """A short form that everybody knows, also in front of a longer name."""
    bodies = short_forms("bodies")
    fronts = (n for n in range(2, len(short) + 1) if short[:n] in bodies)
    return any(bodies[short[:n]] + short[n:] == long for n in fronts)


def abbreviated(label: str, short: str, long: str, context: Context) -> bool:
    """云大 for 云川大学: first and last character and the order are kept."""
    if label == "University" and short in usual_shorts(long):
        return True
    if label not in ORGANS or not 2 <= len(short) <= 5 or len(long) < len(short) + 2:
        return False
    if short[0] != long[0] or short[-1] != long[-1] or not _in_order(short, long):
        return False
    if place_at_start(short):
        return False
    if label == "Hospital":
        return short.endswith("医院") and long.endswith("医院")
    return label == "University" and short[-1] in "大院"


def abbreviated_institute(label: str, short: str, long: str, context: Context) -> bool:
    """甲州光机所 for 甲州光学精密机械研究所: place, order and last character are kept."""
    place = place_at_start(short)
    rest = short[len(place) :]
    fits = label == "ResearchInstitute" and place and long.startswith(place)
    if not fits or not 3 <= len(rest) <= 4 or not long.endswith("研究" + rest[-1]):
        return False
    return len(long) > len(short) + 3 and _in_order(rest, long[len(place) :])


def abbreviated_owner(label: str, short: str, long: str, context: Context) -> bool:
    """甲大乙研究院 and 甲州大学乙研究院: only the owner is shortened."""
    for owner in context.opening(long):
        rest = long[len(owner) :]
        fits = short.endswith(rest) and len(rest) >= SHORTEST
        if fits and is_short_university(short[: -len(rest)], owner):
            return True
    return False


def same_owner(label: str, short: str, long: str, context: Context) -> bool:
    """青湖甲小镇 and 青湖科技城甲小镇: the owner itself is said in part."""
    for owner in context.opening(long):
        rest = long[len(owner) :]
        before = short[: -len(rest)] if rest and short.endswith(rest) else ""
        if len(rest) >= SHORTEST and len(before) > 1 and owner.startswith(before):
            return True
    return False


def is_short_university(short: str, full: str) -> bool:
    """Whether ``short`` is how ``full`` is mostly shortened: 甲大, 甲工大, 甲航."""
    if short_forms("bodies").get(short) == full:
        return True
    return short in usual_shorts(full)


def _in_order(short: str, long: str) -> bool:
    characters = iter(long)
    return all(c in characters for c in short)


def company(label: str, short: str, long: str, context: Context) -> bool:
    """甲股份 and 浙江甲股份有限公司: the core is the same, only place, trade and form differ."""
    if label != "Enterprise":
        return False
    core, full = own_part(short), own_part(long)
    if core == full and len(core) > 1:
        return _where(short) == _where(long) or not _where(short) or not _where(long)
    group = short.endswith("集团") and GROUP.search(long) is not None
    legal = LEGAL.search(long) is not None and (group or LEGAL.search(short) is None)
    rest = full[len(core) :]
    return legal and full.startswith(core) and len(core) > 1 and is_trade(rest)


def brand_and_trade(label: str, short: str, long: str, context: Context) -> bool:
    """甲州乙芯 and 乙芯半导体: the brand is one, said with its city or with its trade."""
    if label != "Enterprise" or not _where(short) or _where(long) or LEGAL.search(long):
        return False
    brand, full = own_part(short), own_part(long)
    own = len(brand) > 1 and brand != full and not is_ordinary(brand)
    return own and full.startswith(brand) and is_trade(full[len(brand) :])


def brand_alone(label: str, short: str, long: str, context: Context) -> bool:
    """甲乙 and 甲乙制药: a brand that nothing but a firm has, said without its kind of business."""
    if label != "Enterprise" or _where(short) or len(short) < 2 or not long.startswith(short):
        return False
    if short in central_firms():
        return False
    own = short in well_known() or (short in brands() and not is_ordinary(short))
    return own and long[len(short) :] in _kinds() and short not in places()


@cache
def _kinds() -> frozenset[str]:
    """What firms do, as the end of their names says it."""
    return frozenset(kind for kinds in table("firms")["kinds"].values() for kind in kinds)


def one_company(short: str, longs: Sequence[str]) -> bool:
    """甲云 with 甲云计算有限公司 and 甲云技术有限公司: only a trade word tells the two apart, and
    none that says what a firm makes (甲电气, 甲半导体)."""
    if len(short) < 3 or len({_where(long) for long in longs}) != 1:
        return False
    owns = [own_part(long) for long in longs]
    rests = [own.removeprefix(short) for own in owns]
    return all(own.startswith(short) for own in owns) and not set(rests) & _kinds()


def company_shorts(name: str) -> Iterator[str]:
    """What a text may call a company for short: its core with ever fewer trade words behind it."""
    core = own_part(plain(name))
    for size in range(len(core), 1, -1):
        short = core[:size]
        own = bare(short, ("quality", "level", "topic"))
        if not is_trade(core[size:]) or short in places() or tag(short) == "ns":
            continue
        if own and not is_ordinary(short):
            yield short
        if GROUP.search(name):
            yield short + "集团"


@lru_cache(maxsize=CACHED)
def own_part(name: str) -> str:
    """What of a firm's name is its own: without place, bracket and legal form."""
    bare = LEGAL.sub("", BRACKET.sub("", name))
    return bare[len(_where(bare)) :]


@lru_cache(maxsize=CACHED)
def _where(name: str) -> str:
    place = place_at_start(name)
    if not place or len(name) <= len(place) + 1 or name[: len(place) + 1] in brands():
        return ""
    return place + _where(name[len(place) :])


@lru_cache(maxsize=CACHED)
def is_trade(text: str) -> bool:
    """Whether only trade words stand in ``text``: 诊断技术, 计算, 信息科技."""
    at = 0
    while at < len(text):
        size = next((n for n in (4, 3, 2) if _is_trade_word(text[at : at + n])), 0)
        if not size:
            return False
        at += size
    return True


def _is_trade_word(text: str) -> bool:
    return len(text) > 1 and (is_ordinary(text) or text in words("generic", "topic"))


def park_level(label: str, short: str, long: str, context: Context) -> bool:
    """甲国家高新区 and 国家级甲高新技术产业开发区."""
    if label not in {"IndustrialPark", "Area"}:
        return False
    return _park(short) == _park(long)


@lru_cache(maxsize=CACHED)
def _park(name: str) -> str:
    bare = PARK_LEVEL.sub("", name)
    shorts = short_forms("parks")
    short = next((s for s in shorts if bare.endswith(s)), "")
    return bare[: -len(short)] + shorts[short] if short else bare


def coordination(label: str, short: str, long: str, context: Context) -> bool:
    """甲和乙测量装置 for 甲测量和乙测量装置: what both share is said once."""
    left, _, right = short.partition("和")
    if not right or len(left) < 2 or label not in {"Facility", "Laboratory", "InnovationCenter"}:
        return False
    for size in range(2, 5):
        for at in range(size, len(right)):
            full = f"{left}{right[at - size : at]}和{right[:at]}"
            if long.startswith(full):
                return True
    return False


def zone_of(label: str, short: str, long: str, context: Context) -> bool:
    """甲高新区 and 甲高新区片区: the zone that the plan makes of it."""
    return label == "Area" and long == short + "片区"


RULES: tuple[Rule, ...] = (
    zone_of,
    without_brackets,
    slip,
    known_short,
    park_level,
    abbreviated,
    abbreviated_institute,
    abbreviated_owner,
    same_owner,
    company,
    brand_and_trade,
    brand_alone,
    coordination,
    behind_place,
)


def rules_that_join(label: str, short: str, long: str, context: Context) -> Iterator[str]:
    """Names of the rules that say two forms are one."""
    return (rule.__name__ for rule in RULES if rule(label, short, long, context))
