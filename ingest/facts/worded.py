"""What the words around a figure say of it: 研发投入强度 | 力争 | 提高+到 | 不低于 | 3%.

Read from behind, they tell a bound, that a level is reached, a growth, a change, that several
names share figures; what is left is the name. Words are listed by their parts (targets.toml): 提高
with 到, 新 with 建, so that no wording needs a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.facts.amounts import Amount, words

SHORT, LONG = 4, 16  # a name with fewer signs needs to be told of what; with more it is a sentence
SERVED, GIVES = ("为", "向", "给"), re.compile("提供|配备|配置|发放")
FEW = 10  # fewer than this before a name, unbounded, tells things apart by their number
SINCE = re.compile(r"(?:(?<![占对同])比|较)(20\d\d)年")
YEARS = r"(?:20\d\d年?[、和与及])*20\d\d年"
TIME = re.compile(
    rf"(?:到|至|展望|自|在)?(?:20\d\d[—－-])?{YEARS}(?:底前|末前|底|末|前|间|起)?"
    r"|[一二三四五十两]+年(?:内|间)?|(?:平均)?每年(?:平均|各|共)?|每届|全年|今年|明年|年内|同期|届时"
    r"|(?:本)?规划期(?:内|末)?|“?十[一二三四五六]五”?(?:期间|时期|期末|末)|累计|力争|争取|计划|预计"
)
PLACE = r"[全我本][市省区县州域]|[市省区县州境域]内|(?:园区|组团|走廊)内"
MARKS = re.compile(r"^(?:[—─―\s、和及与]|以及|[0-9]+[.．、])+")
LIST = re.compile(r"[、和及与]|以及")
GOES_ON = re.compile(r"(?<!未)来|赴|担任|用于|进行|布局建设$|建设$|工作$")


@dataclass(frozen=True, slots=True)
class Named:
    """The name of a figure and how the text leads from one to the other."""

    name: str
    bound: str = ""
    reached: bool = False
    growth: bool = False
    change: str = ""
    shared: bool = False
    made: bool = False
    alone: bool = False

    @property
    def leads(self) -> bool:
        """Whether a word leads from the name to the figure."""
        return self.reached or self.growth or bool(self.change)


def before(text: str) -> Named:
    """The name that stands before a figure, and what the words between both say."""
    text = MARKS.sub("", TIME.sub("", SINCE.sub("", text)))
    found = _tail().search(text)
    said = found.groupdict() if found else {}
    bounds = {">=": said["least"], "<=": said["most"], "≈": said["about"]}
    return Named(
        _lead().sub("", text[: found.start()] if found else text),
        next((sign for sign, word in bounds.items() if word), ""),
        bool(said["level"] or said["least"] or said["most"]),
        bool(said["growth"]),
        said["change"] or "",
        bool(said["shared"]),
        bool(re.search(_made(), text)),
    )


def is_led_by_none(name: str) -> bool:
    """Whether a phrase begins with its noun, not with a verb."""
    return before(name).name == name and not re.match(_made(), name)


def counted(said: str, after: str, figure: Amount, listed: bool) -> Named | None:
    """What is made and counted, named behind its number; ``listed``: another one stands before."""
    found = before(said.rstrip("“"))
    made = re.search(f"(?:{_made()}|{_any('make_first')})$", found.name)
    served = said in SERVED and GIVES.search(after)
    verb = found.change or (made[0] if made else "为" if served else "")
    goes_on = listed and not LIST.sub("", found.name)
    name = after.strip("”").removeprefix("的" if figure.bound else "")
    name = name[:2] + GOES_ON.split(name[2:])[0]
    if not figure.counted or not (verb or goes_on) or len(name) < 2:
        return None
    is_new = "新" in verb
    few = figure.value < FEW and figure.unit[0] not in "百千万亿"
    if few and not (figure.bound or found.bound or is_new):
        return None
    return Named((verb if is_new or len(name) < SHORT else "") + name, found.bound)


def without_maker(name: str, at_once: bool = False) -> str:
    """What is made, without who makes it and without the verb where it only says that things come
    to be; ``at_once``: only what the name begins with."""
    verbs = [
        v for v in re.finditer(_made(), name) if v.start() >= SHORT and v.end() < len(name) - 1
    ]
    start = verbs[-1].start() if verbs and not at_once else 0
    name = name[start:]
    rest = re.sub(f"^(?:{_any('build')})(?!{_any('nouns')})", "", name)
    return rest if len(rest) >= SHORT and not LIST.match(rest) else name


def of_topic(name: str, topic: str) -> str:
    """A short name with what the clause before speaks of."""
    text = _lead().sub("", MARKS.sub("", TIME.sub("", topic)))
    if not name:
        text = text if len(text) <= LONG + SHORT else without_maker(text)
        return text if len(text) <= LONG + SHORT else ""
    text = re.sub(f"^(?:{_made()})", "", without_maker(text.rpartition("的")[2]))
    told = len(text) > LONG or "等" in text or "、" in text or text.endswith(name)
    return name if told else text + name


def each_of(names: str, alike: bool) -> Iterator[str]:
    """Names in a row; where their figures are ``alike``, what the last ends in is of all:
    甲、乙建成率 → 甲建成率, 乙建成率."""
    each = LIST.split(names)
    measure = re.compile(f"(?:..率|{_any('measures')})$")
    end = measure.search(each[-1]) if alike else None
    shared = end[0] if end else ""
    yield from (name if measure.search(name) else name + shared for name in each)


@cache
def _any(*which: str) -> str:
    """A pattern of the words of these lists, the longest first."""
    every = {word for one in which for word in words()[one]}
    return "|".join(sorted(map(re.escape, every), key=len, reverse=True))


@cache
def _made() -> str:
    """A pattern of verbs that make, bring or do things, also two in a row (培育形成)."""
    verb = f"(?:{_any('made_how')})*(?:{_any('make', 'build')})"
    return f"(?:{verb})+(?!{_any('nouns')})"


@cache
def _tail() -> re.Pattern[str]:
    """Words between a name and its figure, each group with what it says."""
    level = f"(?:{_any('change', 'change_to')})[到至为]|{_any('level')}"
    others = ("least", "most", "about", "growth", "change", "shared")
    groups = "|".join(f"(?P<{each}>{_any(each)})" for each in others)
    return re.compile(f"(?:(?P<level>{level})|{groups}|{_any('fill')})*$")


@cache
def _lead() -> re.Pattern[str]:
    """Words that only lead to a name."""
    return re.compile(f"^(?:{_any('lead')}|{PLACE})+")
