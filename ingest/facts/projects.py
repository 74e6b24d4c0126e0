"""Projects that prose names: seen where a sentence ties them to somebody or to an industry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from ingest.facts.clusters import MARK
from ingest.facts.prose import Prose
from ingest.model import Mention, Span, Tie
from ingest.naming.mentions import Sighting
from ingest.naming.rules.words import bare, statuses, words

#: The rule by which a project is seen in prose.
PROJECT = "project"
NAME = r"(?:[\u4e00-\u9fffA-Za-z0-9·—-]|(?<=[A-Za-z0-9]) (?=[A-Za-z0-9])){4,28}项目"
NAMED = re.compile(rf"(?P<name>{NAME})(?!的?(?:建设)?[：:])|{MARK}(?P<led>{NAME})(?=[：:])")
AMOUNT = re.compile(r"^.*?[0-9.]+[亿万]元(?:的)?")
BRACKET = re.compile(r"[（(](?P<said>[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)]")
INVESTED = re.compile(r"(?P<figure>[0-9]+(?:\.[0-9]+)?)\s*(?P<unit>[亿万])元")
#: What the sentences behind a project's name say that it costs, if they speak of no other.
COSTS = re.compile(
    r"(?:(?!项目).)*?(?:总|计划|预计)?投资(?:额|规模)?(?:约|为|达|超过?)?"
    r"(?P<said>[0-9]+(?:\.[0-9]+)?\s*[亿万]元)"
)
OPENING = re.compile(
    r"^.*(?:(?:实施|建设|推进|投资|承担|启动|开工|布局|谋划|引进|落实|总投资|组织|新建|推动|加快|支持|负责)的?|..的)|^的"
)
#: A passage on projects says what they cost or whose they are, by a sentence or by a label.
SUM = re.compile(
    r"[0-9.]+[亿万]元|项目[^。；]{0,40}[。；，（(][^。；：]{0,8}(?:单位|主体|企业|业主|团队)[：:]|项目[：，][^。；]{2,50}?(?:承担|实施|负责|承建|牵头|投建|建设)(?=[，。；]|$)"
)
LEGAL = re.compile("(?:公司|集团)$")
OPENS = ("", *"。：；，、】")
COUNTED = re.compile("的项目|[一二两三四五六七八九十0-9]+个|一批|若干|各类|首批|重点项目|重大项目")
#: With these no project's name begins: what is not to be done, whichever, each.
NO_NAME = re.compile("不(?![锈饱])|每|对|其中|审慎|原则上|一律|该|所有|任何|严禁|禁止|限制|除")
MARKED = re.compile(rf"\s*[-–]\s*|{MARK}")
SHORTEST = 6  # characters of a project's name with 项目
INDUSTRIES = frozenset({"IndustryChain", "FutureIndustry", "IndustryCluster"})


def with_projects(prose: Prose) -> Prose:
    """The same block with the projects named in it among its sightings."""
    if prose.block.kind in ("heading", "caption", "cell", "title"):
        return prose
    spans = list(_spans(prose))
    starts = (*(span.start for span in spans), len(prose.block.text))
    found = [_sighting(prose, span, starts[at]) for at, span in enumerate(spans, 1)]
    every = sorted((*prose.sightings, *found), key=lambda s: s.mention.span)
    return replace(prose, sightings=tuple(every)) if found else prose


def _sighting(prose: Prose, span: Span, end: int) -> Sighting:
    """The project at ``span``; up to ``end``, where the next one begins, all is said of it."""
    text = prose.block.text
    behind = BRACKET.match(text, span.end)
    said = stated(behind["said"]) if behind else Stated()
    costs = COSTS.match(text, span.end, end) if said.amount is None else None
    said = replace(said, amount=stated(costs["said"]).amount) if costs else said
    name = text[span.start : span.end]
    told: dict[str, object] = {"kind": "bottleneck" if "攻关" in name else "major"}
    told |= {"amount": said.amount} if said.amount is not None else {}
    mention, held = Mention(span, "Project", PROJECT), MappingProxyType(told)
    until = behind.end() if behind and stated(behind["said"]) != Stated() else None
    status = said.status or None
    return Sighting(prose.block, mention, name, status=status, attributes=held, until=until)


@dataclass(frozen=True, slots=True)
class Stated:
    """What is said of a project in a bracket or cell: its status, its investment in 亿元."""

    status: str = ""
    amount: float | None = None


def stated(text: str) -> Stated:
    """The status and the investment among the parts of a text: 甲公司投资6.5亿元，在建."""
    parts = re.split("[，,、；;]", text)
    found = INVESTED.search(text)
    value = float(found["figure"]) / (1 if found["unit"] == "亿" else 10_000) if found else None
    status = next((statuses()[part] for part in parts if part in statuses()), "")
    return Stated(status, value)


def _spans(prose: Prose) -> Iterator[Span]:
    text = prose.block.text
    weighed = any(s.mention.label in INDUSTRIES for s in prose.sightings) or SUM.search(text)
    for found in NAMED.finditer(text) if weighed else ():
        start = _begin(prose, found.start("name" if found["name"] else "led"), found.end())
        name = text[start : found.end()]
        core = bare(name.removesuffix("项目"), ("quality", "level"))
        a_class = COUNTED.search(name) or NO_NAME.match(name)
        if len(name) >= SHORTEST and len(core) > 2 and not a_class:
            yield Span(start, found.end())


def _begin(prose: Prose, start: int, end: int) -> int:
    """Where a project's name begins: behind names, amounts and verbs."""
    text = prose.block.text
    named = [s.mention.span for s in prose.sightings if s.mention.label != "Project"]
    inside = [s for s in named if start <= s.end < end - 4]
    for span in inside[-1:] + inside[:1]:
        if _opens_name(prose, span, text[span.end : end - 2]):
            return span.start
    start = max([start, *(s.end for s in inside)])
    for opening in (AMOUNT, OPENING):
        if found := opening.match(text[start : end - 2]):
            start += found.end() if end - start - found.end() >= SHORTEST else 0
    verbs = words("boundaries", "verbs") - words("boundaries", "inner")
    while size := next((n for n in (4, 3, 2) if text[start : start + n] in verbs), 0):
        start += size
    return start


def _opens_name(prose: Prose, span: Span, behind: str) -> bool:
    """Whether a firm's short form is a part of the project's name: ，甲智能工厂项目."""
    text = prose.block.text
    acts = AMOUNT.match(behind) or OPENING.match(behind)
    short = not acts and not LEGAL.search(text[span.start : span.end])
    firms = (s.mention for s in prose.sightings if s.mention.label == "Enterprise")
    opens = text[max(0, span.start - 1) : span.start] in OPENS
    opens = opens or (MARKED.match(text, 0, span.start) or [""])[0] == text[: span.start]
    return short and opens and any(m.span == span for m in firms)


def projects_of_firms(prose: Prose) -> Iterator[Tie]:
    """UNDERTAKEN_BY where a firm opens a project's name."""
    for project in (s for s in prose.sightings if s.mention.rule == PROJECT):
        at = project.mention.span
        for firm in prose.sightings:
            inside = firm.mention.span.start == at.start and firm.mention.span.end < at.end
            if inside and firm.mention.label == "Enterprise":
                ends = (prose.naming(project), prose.naming(firm))
                quote = prose.quote(at.start, at.end)
                yield Tie("UNDERTAKEN_BY", *ends, "name", "name.project", quote)
