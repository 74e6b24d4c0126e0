"""Planned figures that sentences state: “到2030年，研发经费投入强度达到3.2%”, “建成中试平台30个”.

A sentence is cut into clauses, a clause at its figures. What stands before a figure is its name
where the figure ends the clause or a list goes on behind it, what stands behind it where things
are made and counted (“建成10个以上园区”). A year is the clause's own, else what the sentence or,
where goals are told, its paragraph said before (“到2028年”), else the heading's, else the plan's
end.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product, zip_longest

from ingest.about import About
from ingest.evidence import Quoter
from ingest.facts import worded
from ingest.facts.amounts import Amount, amounts, words
from ingest.facts.targets import Target, period_of, tabled_targets, year_or_end
from ingest.facts.worded import MARKS, SINCE, TIME, Named
from ingest.layout.reading import Reading
from ingest.model import Block, Span

SENTENCE, PART, CLAUSE = (re.compile(rf"[^{ends}]+") for ends in ("。！？", "；;", "，,：:"))
ASIDE = re.compile(r"[（(〔][^（）()〔〕]*[）)〕]|“[^“”]*[0-9][^“”]*”")
YEARLY = "每年"
BLANK = "\0"
YEAR, BY_YEAR = re.compile(r"(20\d\d)年"), re.compile(r"(?:到|至|展望)(20\d\d)年")
BASE = re.compile(rf"(?:由|从)(?:{TIME.pattern})?的?$")
ENDS = re.compile(rf"$|{worded.LIST.pattern}|的?(?:水平|规模|目标|大关|关口|新?台阶)$")
SUBJECT = re.compile(r"^[^，、：“]{1,8}?(?:产业链|产业|行业|集群)(?!化)")
IN_LIST = re.compile(r"[、和与或](?=[^、和与或]*$)|以?及(?=[^及]*$)")
FOR_EACH = re.compile(r"单[个家户人名台套]|每[个家户名台套项所]")
NO_NAME = re.compile(r"^[占如0-9]|[、等]$|分别")
PROSE = ("paragraph", "item", "note", "cell")
ROUND = 100  # from here on a number in Chinese signs is a count (百家), below often a word (一个)
Years = tuple[int, int]


@dataclass
class _Said:
    """What the clauses before have said: years, names, a base, that terms of money are told."""

    period: Years
    goals: bool
    subject: str = ""
    year: int = 0
    told: int = 0
    row: tuple[int, ...] = ()
    topic: str = ""
    name: str = ""
    base: tuple[float, str, int] | None = None
    listed: bool = False
    terms: bool = False
    queue: tuple[tuple[Named, int], ...] = ()


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
    subject = ""
    for sentence in SENTENCE.finditer(text):
        if told := SUBJECT.match(sentence.group()):
            subject = told[0] if worded.is_led_by_none(told[0]) else ""
        said = _Said(period, goals, subject, year)
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
    said.topic, said.base, said.told, said.row, said.terms = "", None, 0, (), False
    for clause in CLAUSE.finditer(part.string, *part.span()):
        text = clause.group()
        said.terms = said.terms or _says(text, "terms_of_all")
        if said.terms or _is_term(text):
            said.topic, said.listed = "", False
            continue
        found = list(_of_clause(text, said))
        for target, span in found:
            yield target, Span(clause.start() + span.start, clause.start() + span.end)
        if not found and TIME.sub("", text):
            said.topic, said.listed = text.replace(BLANK, ""), False


def _is_term(text: str) -> bool:
    """Whether a clause tells what is there, given or allowed, or what falls to each."""
    return _says(text, "terms") or _says(text, "past_here") or bool(FOR_EACH.search(text))


def _of_clause(text: str, said: _Said) -> Iterator[tuple[Target, Span]]:
    """The targets of a clause, each with its span in it."""
    edge, counting = 0, False
    figures = list(amounts(text))
    alike = len({figure.unit for figure in figures}) == 1
    for figure, then in zip_longest(figures, figures[1:]):
        before, after = text[edge : figure.start], text[figure.end : then.start if then else None]
        _tell_years(before, said)
        if BASE.search(before) or 0 < said.told < said.period[0]:
            _keep_base(before, figure, said)
            edge = figure.end
            continue
        behind = after.strip(BLANK + "”")
        ends = bool(ENDS.match(behind))
        after = (IN_LIST.split(after)[0] if then else after).replace(BLANK, "")
        bare = before.replace(BLANK, "")
        named = _named(bare, said, alike) if ends else worded.counted(bare, after, figure, counting)
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
    said.row = tuple(years) or said.row
    by = [int(year) for year in BY_YEAR.findall(before)]
    said.year = by[-1] if by and by[-1] >= said.period[0] else said.year


def _keep_base(before: str, figure: Amount, said: _Said) -> None:
    """What something starts from: 由…, 从…, or the figure of a year that is over."""
    said.name = _named(BASE.sub("", before).replace(BLANK, ""), said).name
    over = said.told if said.told < said.period[0] else 0
    said.base = figure.value, figure.unit, over
    said.told = 0 if over else said.told


def _target(named: Named, figure: Amount, text: str, said: _Said) -> Target:
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


def _named(before: str, said: _Said, alike: bool = False) -> Named:
    """The name that stands before a figure: told there, shared by several, or said before."""
    found = worded.before(before)
    if found.shared:
        return _shared(found, before, said, alike)
    name = worded.without_maker(found.name, at_once=found.reached)
    if not name:
        return _again(before, found, said)
    short = len(name) < worded.SHORT
    if short and not said.listed and name not in (*words()["whole"], *words()["no_names"]):
        name = worded.of_topic(name, said.topic)
    told = said.subject if name in words()["measures"] else ""
    name = told + name.strip("“”") + found.change
    return replace(found, name=name, alone=bool(told) or not short)


def _again(before: str, found: Named, said: _Said) -> Named:
    """A figure without a name: the next one of a list of names, the last one anew, or that of
    which the clause before speaks."""
    if said.queue:
        (named, year), said.queue = said.queue[0], said.queue[1:]
        said.told = year or said.told
        return named
    if said.base or (said.listed and said.told):
        return replace(found, name=said.name)
    alone = not MARKS.match(before) and not next(amounts(said.topic), None)
    return replace(found, name=worded.of_topic("", said.topic) if alone else "")


def _shared(found: Named, before: str, said: _Said, alike: bool) -> Named:
    """The first of several names, or of one name in several years, that share figures in order;
    the others wait."""
    names = list(worded.each_of(found.name, alike))
    years = said.row if len(names) == 1 else (0,)
    named = (replace(found, name=name, reached=True) for name in names)
    said.queue = tuple(product(named, years))
    return _again(before, found, said) if len(said.queue) > 1 else replace(found, name="")


def _holds(named: Named, figure: Amount, before: str, said: _Said) -> bool:
    """Whether a named figure is a target and no term, no part and no name."""
    name = named.name
    no_names = (*words()["no_names"], *words()["measures"])
    if len(name) < 2 or name in no_names or NO_NAME.search(name):
        return False
    if figure.unit.endswith("元") and name.endswith(tuple(words()["means"])):
        return False
    counts = figure.value >= ROUND and said.told
    if figure.spelt and not (figure.unit == "成" or figure.bound or named.bound or counts):
        return False
    if named.leads:
        timed = said.told or said.goals or TIME.search(before)
        return bool(timed) or figure.unit == "%" or named.alone or not named.bound
    if not figure.counted:
        is_share = figure.unit == "%" and name.endswith(tuple(words()["measures"]))
        return named.made or is_share or said.listed or said.goals
    return figure.value != 1 or bool(figure.bound)
