"""Planned figures that sentences state: “到2030年，研发经费投入强度达到3.2%”, “建成中试平台30个”.

A sentence is cut into clauses, a clause at its figures. What stands before a figure is its name
where the figure ends the clause or a list goes on behind it, what stands behind it where things
are made and counted (“建成10个以上园区”). A year is the clause's own, else what the sentence or,
where goals are told, its paragraph said before (“到2028年”), else the heading's, else the plan's
end.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest
from typing import Any

from ingest.about import About
from ingest.evidence import Quoter
from ingest.facts.amounts import Amount, amounts, words
from ingest.facts.targets import Target, period_of, tabled_targets, year_or_end
from ingest.layout.reading import Reading
from ingest.model import Block, Span

SENTENCE, PART, CLAUSE = (re.compile(rf"[^{ends}]+") for ends in ("。！？", "；;", "，,：:"))
ASIDE = re.compile(r"[（(〔][^（）()〔〕]*[）)〕]|“[^“”]*[0-9][^“”]*”")
YEARLY = "每年"
BLANK = "\0"
YEAR, BY_YEAR = re.compile(r"(20\d\d)年"), re.compile(r"(?:到|至|展望)(20\d\d)年")
SINCE = re.compile(r"[比较](20\d\d)年")
BASE = re.compile(r"(?:由|从)(?:20\d\d年(?:底|末)?的?)?$")
TIME = re.compile(
    r"(?:到|至|展望|自|在)?20\d\d(?:[—－-]20\d\d)?年(?:底前|末前|底|末|前|间|起)?"
    r"|[一二三四五十两]+年(?:内|间)?|(?:平均)?每年(?:平均|各|共)?|每届|全年|今年|明年|年内|同期|届时"
    r"|(?:本)?规划期(?:内|末)?|“?十[一二三四五六]五”?(?:期间|时期|期末|末)|累计|力争|争取|计划|预计"
)
LEAD = re.compile(r"^(?:[—─―\s、和及与]|以及|[0-9]+[.．、])+")
LIST = re.compile(r"[、和及与]|以及")
IN_LIST = re.compile(r"[、和与或](?=[^、和与或]*$)|以?及(?=[^及]*$)")
NO_NAME = re.compile(r"^[占如0-9]|[、等]$|分别")
NOT_ENDED = re.compile(r"的|级|规模|型|制|标准")
BREAKS = re.compile(r"(?<!未)来|赴|担任|用于|参加|进行|布局建设$|建设$|工作$")
PROSE = ("paragraph", "item", "note", "cell")
FEW = 10  # fewer than this before a name, unbounded, tells things apart by their number
SHORT, LONG = 4, 16  # a name with fewer signs needs to be told of what; with more it is a sentence
Years = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Named:
    """The name of a figure and how the text leads from one to the other."""

    name: str
    bound: str = ""
    reached: bool = False
    made: bool = False
    growth: bool = False
    change: str = ""
    shared: bool = False
    short: bool = False


@dataclass
class _Said:
    """What the clauses before have said: years, names, a base, that terms of money are told."""

    period: Years
    goals: bool
    year: int = 0
    told: int = 0
    topic: str = ""
    name: str = ""
    base: tuple[float, str, int] | None = None
    listed: bool = False
    terms: bool = False
    queue: tuple[_Named, ...] = ()


def plan_targets(reading: Reading, about: About, zones: Collection[str]) -> tuple[Target, ...]:
    """All planned figures of a plan: of its tables, then what only its sentences state; ``zones``
    are the names of its zones."""
    blocks = (*reading.blocks, *reading.inside)
    stated = stated_targets(blocks, reading.quoter, period_of(about), zones)
    found: dict[tuple[object, ...], Target] = {}
    for target in (*tabled_targets(reading, about), *stated):
        same = (*target.series, target.value, target.year)
        first = found.setdefault(same, target)
        if first is not target:
            assumed = first.year_assumed and target.year_assumed
            pieces = (*first.evidence, *target.evidence)
            found[same] = replace(first, evidence=pieces, year_assumed=assumed)
    return tuple(found.values())


def stated_targets(
    blocks: Iterable[Block], quoter: Quoter, period: Years, zones: Collection[str] = ()
) -> Iterator[Target]:
    """Every planned figure that the sentences of ``blocks`` state; ``period`` is the plan's first
    and last year (0 where it is not known)."""
    for block in blocks:
        if block.kind in PROSE and not _is_aside(block, period):
            scope = _scope(block, zones)
            for target in _of_block(block, quoter, period):
                yield replace(target, scope=scope)


def _scope(block: Block, zones: Collection[str]) -> str:
    """The zone that the headings name, the innermost first."""
    named = (zone for head in reversed(block.trail) for zone in zones if zone in head)
    return max(named, key=len, default="")


def _is_aside(block: Block, period: Years) -> bool:
    """Whether the headings say that what has been, or a list of projects, is told."""
    if block.kind != "paragraph" and any(_says(head, "list_headings") for head in block.trail):
        return True
    told = (h for h in reversed(block.trail) if _says(h, "goal_headings") or _is_over(h, period))
    return not _says(next(told, "目标"), "goal_headings")


def _is_over(head: str, period: Years) -> bool:
    """Whether a heading says that only what has been is told, by its words or by its year."""
    years = [int(year) for year in YEAR.findall(head)]
    over = _says(head, "past_headings") or (bool(years) and max(years) < period[0])
    return over and not _says(head, "goal_headings") and not _says(head, "plan_headings")


def _says(text: str, which: str) -> bool:
    return any(word in text for word in words()[which])


def _of_block(block: Block, quoter: Quoter, period: Years) -> Iterator[Target]:
    text = ASIDE.sub(lambda found: BLANK * len(found.group()), block.text)
    goals = any(_says(head, "goal_headings") for head in block.trail)
    year = next((y for head in reversed(block.trail) if (y := _planned(head, period))), 0)
    for sentence in SENTENCE.finditer(text):
        said = _Said(period, goals, year)
        for part in PART.finditer(text, *sentence.span()):
            kind = next((kind for kind in ("约束性", "预期性") if kind in part.group()), "")
            for target, span in () if _is_past(part.group(), said) else _of_part(part, said):
                yield replace(target, kind=kind, evidence=quoter.of_block(block, span))
        year = said.year if goals else year


def _planned(head: str, period: Years) -> int:
    """The one year to come that a heading names."""
    years = {int(year) for year in YEAR.findall(head)}
    return years.pop() if len(years) == 1 and min(years) >= period[0] else 0


def _is_past(part: str, said: _Said) -> bool:
    """Whether a part of a sentence only tells what has been."""
    years = [int(year) for year in YEAR.findall(SINCE.sub("", part))]
    over = bool(years) and max(years) < said.period[0] and not said.year
    return over or _says(part, "past")


def _of_part(part: re.Match[str], said: _Said) -> Iterator[tuple[Target, Span]]:
    said.topic, said.base, said.told, said.terms = "", None, 0, False
    for clause in CLAUSE.finditer(part.string, *part.span()):
        text = clause.group()
        said.terms = said.terms or _says(text, "terms_of_all")
        if said.terms or _says(text, "terms") or _says(text, "past_here"):
            said.topic, said.listed = "", False
            continue
        found = list(_of_clause(text, said))
        for target, span in found:
            yield target, Span(clause.start() + span.start, clause.start() + span.end)
        if not found and TIME.sub("", text):
            said.topic, said.listed = text, False


def _of_clause(text: str, said: _Said) -> Iterator[tuple[Target, Span]]:
    """The targets of a clause, each with its span in it."""
    edge, counting = 0, False
    figures = list(amounts(text))
    for figure, then in zip_longest(figures, figures[1:]):
        before, after = text[edge : figure.start], text[figure.end : then.start if then else None]
        _tell_years(before, said)
        if BASE.search(before) or 0 < said.told < said.period[0]:
            _keep_base(before, figure, said)
            edge = figure.end
            continue
        behind = after.strip(BLANK + "”")
        ends = not behind or bool(LIST.match(behind))
        after = IN_LIST.split(after)[0] if then else after
        named = _named(before, said) if ends else _counted(before, after, figure, counting)
        if not named or not _holds(named, figure, before, said):
            continue
        stop = figure.end if ends else figure.end + len(after)
        target = _target(named, figure, text, said)
        yield replace(target, yearly=YEARLY in before), Span(edge, stop)
        edge, counting, said.base, said.listed, said.name = stop, not ends, None, True, named.name
    _tell_years(text[edge:], said)


def _tell_years(before: str, said: _Said) -> None:
    """Keep the years that the text says up to a figure."""
    years = [int(year) for year in YEAR.findall(SINCE.sub("", before))]
    said.told = years[-1] if years else said.told
    by = [int(year) for year in BY_YEAR.findall(before)]
    said.year = by[-1] if by and by[-1] >= said.period[0] else said.year


def _keep_base(before: str, figure: Amount, said: _Said) -> None:
    """What something starts from: 由…, 从…, or the figure of a year that is over."""
    said.name = _named(BASE.sub("", before), said).name
    over = said.told if said.told < said.period[0] else 0
    said.base = figure.value, figure.unit, over
    said.told = 0 if over else said.told


def _target(named: _Named, figure: Amount, text: str, said: _Said) -> Target:
    since = SINCE.search(text)
    year, assumed = year_or_end(said.told or said.year, said.period[1])
    base = said.base if said.base and said.base[1] == figure.unit else None
    return Target(
        named.name,
        figure.unit,
        figure.value,
        year,
        base[0] if base else None,
        base[2] if base else int(since[1]) if since else 0,
        named.bound or figure.bound,
        growth=named.growth,
        basis="prose",
        year_assumed=assumed,
    )


def _named(before: str, said: _Said) -> _Named:
    """The name that stands before a figure, and the words between both."""
    text = TIME.sub("", SINCE.sub("", before.replace(BLANK, "")))
    found = _without_tail(_Named(LEAD.sub("", text)))
    name = _led(found.name)
    if found.shared:
        return _shared(replace(found, name=name), said)
    name = name if found.reached else _from_what_is_made(name)
    made = bool(_makes().search(name) or _makes("make_first").match(name))
    name = _without_builder(name)
    short = len(name) < SHORT
    if not name:
        return _again(before, found, said)
    if short and not said.listed and name not in (*words()["whole"], *words()["no_names"]):
        name = _of_topic(name, said.topic)
    return replace(found, name=name.strip("“”") + found.change, made=made, short=short)


def _again(before: str, found: _Named, said: _Said) -> _Named:
    """A figure without a name: the next one of a list of names, the last one anew, or that of
    which the clause before speaks."""
    if said.queue:
        named, said.queue = said.queue[0], said.queue[1:]
        return named
    if said.base or (said.listed and said.told):
        return replace(found, name=said.name)
    alone = not LEAD.match(before)
    return replace(found, name=_of_topic("", said.topic) if alone else "", short=True)


def _shared(found: _Named, said: _Said) -> _Named:
    """The first of several names that share figures in order; the others wait."""
    each = [replace(found, name=name, reached=True) for name in _each(found.name)]
    said.queue = tuple(each[1:])
    return each[0] if said.queue else replace(found, name="")


def _each(names: str) -> list[str]:
    """Names in a row that share what they end in: 甲、乙建成率 → 甲建成率, 乙建成率."""
    each = LIST.split(names)
    ends = [word for word in words()["measures"] if each[-1].endswith(word)]
    end = max(ends, key=len, default="")
    end = each[-1][-3:] if end == "率" else end  # 建成率, 覆盖率: what the rate is of, and 率
    return [name if name.endswith(end) else name + end for name in each]


def _without_tail(named: _Named) -> _Named:
    """Without the words that lead from a name to its figure; what they say is kept."""
    for word, told in _tails():
        if named.name.endswith(word):
            rest = replace(named, name=named.name[: -len(word)])
            told = {key: getattr(rest, key) or value for key, value in told.items()}
            return _without_tail(replace(rest, **told))
    return named


def _led(name: str) -> str:
    """A name without the verbs that only lead to it."""
    word = next((word for word in _longest("lead") if name.startswith(word)), "")
    return _led(name[len(word) :]) if word else name


def _without_builder(name: str) -> str:
    """What is built or formed, where that is a name by itself."""
    verb = next((word for word in _longest("build") if name.startswith(word)), "")
    rest = name[len(verb) :]
    return rest if len(rest) >= SHORT and not LIST.match(rest) else name


def _from_what_is_made(name: str) -> str:
    """From the verb on that makes what is counted, where somebody who does it stands before."""
    if _makes().match(name):
        return name
    places = [
        found.start()
        for found in _makes().finditer(name)
        if found.start() >= SHORT
        and len(name) - found.end() >= 2
        and name[: found.start()].count("“") == name[: found.start()].count("”")
    ]
    return name[places[-1] :] if places else name


def _of_topic(name: str, topic: str) -> str:
    """A short name with what the clause before speaks of."""
    text = _led(LEAD.sub("", TIME.sub("", topic.replace(BLANK, ""))))
    if next(amounts(text), None):
        return name
    if not name:
        text = text if len(text) <= LONG + SHORT else _from_what_is_made(text)
        return text if len(text) <= LONG + SHORT else ""
    text = _from_what_is_made(text.rpartition("的")[2])
    verb = _makes().match(text)
    text = text[verb.end() :] if verb else text
    told = len(text) > LONG or "等" in text or "、" in text or text.endswith(name)
    return name if told else text + name


def _counted(before: str, after: str, figure: Amount, listed: bool) -> _Named | None:
    """What is made and counted, named behind its number; ``listed``: another one stands before."""
    found = _without_tail(_Named(TIME.sub("", before.replace(BLANK, "").rstrip("“"))))
    verbs = sorted((*words()["make"], *words()["make_first"]), key=len, reverse=True)
    verb = next((word for word in verbs if found.name.endswith(word)), "")
    goes_on = listed and not LIST.sub("", found.name)
    name = after.replace(BLANK, "").strip("”")
    name = name[:2] + BREAKS.split(name[2:])[0]
    if not figure.counted or not (verb or goes_on) or NOT_ENDED.match(name) or len(name) < 2:
        return None
    is_new = verb.startswith("新")
    if figure.value < FEW and not (figure.bound or found.bound or is_new):
        return None
    return replace(found, name=(verb if is_new or len(name) < SHORT else "") + name, made=True)


def _holds(named: _Named, figure: Amount, before: str, said: _Said) -> bool:
    """Whether a named figure is a target: reached, changed, made, or one more of a list."""
    name = named.name
    if (
        len(name) < 2
        or name in (*words()["no_names"], *words()["measures"])
        or NO_NAME.search(name)
    ):
        return False
    if figure.unit.endswith("元") and name.endswith(tuple(words()["means"])):
        return False
    if figure.spelt and not (figure.unit == "成" or figure.bound or named.bound):
        return False
    if named.reached or named.growth or named.change:
        timed = said.told or said.goals or TIME.search(before)
        return bool(timed) or figure.unit == "%" or not (named.short and named.bound)
    is_share = figure.unit == "%" and named.name.endswith(tuple(words()["measures"]))
    if figure.counted and figure.value == 1 and not figure.bound:
        return False
    return named.made or is_share or said.listed or said.goals


@cache
def _longest(which: str) -> Sequence[str]:
    return sorted(words()[which], key=len, reverse=True)


@cache
def _makes(which: str = "make") -> re.Pattern[str]:
    return re.compile("|".join(_longest(which)))


@cache
def _tails() -> Sequence[tuple[str, Mapping[str, Any]]]:
    """Words between a name and its figure, the longest first, with what each says."""
    says: dict[str, Mapping[str, Any]] = {
        "fill": {},
        "shared": {"shared": True},
        "reach": {"reached": True},
        "least": {"reached": True, "bound": ">="},
        "most": {"reached": True, "bound": "<="},
        "about": {"bound": "≈"},
        "growth": {"growth": True},
    }
    told = {word: meaning for which, meaning in says.items() for word in words()[which]}
    told |= {word: {"change": word} for word in words()["change"]}
    return sorted(told.items(), key=lambda pair: -len(pair[0]))
