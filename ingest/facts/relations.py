"""Ties that prose and names give: where things are, whom they belong to, who builds them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.facts.areas import is_space, topics
from ingest.facts.frames import framed_ties
from ingest.facts.industries import INDUSTRY, relation_words
from ingest.facts.projects import PROJECT, projects_of_firms
from ingest.facts.prose import INDUSTRY_MEMBERS, Prose
from ingest.facts.tablefacts import Facts
from ingest.model import Naming, Span, Tie
from ingest.naming.mentions import Sighting
from ingest.naming.rules.words import place_at_start

UNNAMED = (INDUSTRY, PROJECT)  # seen to be tied, named elsewhere or by the tie
LEADING = re.compile(
    r"^(?:(?:专篇|附件|附|第)[一二三四五六七八九十0-9]+[章篇节]?[：:]?|[一二三四五六七八九十]{1,3}、"
    r"|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}[.．、])?\s*(?:做强|做优|做实|做特|建设|打造|提升)?"
)
NEXT = re.compile(
    "(?<=[。；])(?:[一二三四五六七八九十]{1,3}是|其他|其余|支持各|鼓励各|各片区|各板块)"
)
LEADS = ("。", "：", "——", "--")
THERE = re.compile("在此|于此|此处|这里|该(?:片)?区|该板块|片区内|区内|该城|其中|就地")
ITS = re.compile(
    "(?:的)?(?:成果|经验|技术成果|专家|成熟做法|资源)"
)  # what is only something of a thing
JOINED = re.compile(r"[、和与及]|以及")
PROJECT_OF = re.compile(r"(?![^、，。；等]{0,4}总部)[^、，。；等]{2,20}项目")
LOCATED = INDUSTRY_MEMBERS | {"IndustrialPark", "Facility"}
HOSTED = frozenset({"Laboratory", "Facility", "InnovationCenter", "TechPlatform", "Association"})
HOSTS = INDUSTRY_MEMBERS | {"Government"}


def prose_facts(prose: Sequence[Prose], areas: frozenset[str]) -> Facts:
    """All that prose says of named things; ``areas`` are the names of the plan's zones."""
    seen = ((one, s) for one in prose for s in one.sightings if s.mention.rule not in UNNAMED)
    namings = [one.naming(sighting) for one, sighting in seen]
    ties = [tie for one in prose for rule in RULES for tie in rule(one, areas)]
    ties += [tie for one in prose for tie in _tied(one)]
    return Facts(tuple(namings), tuple(ties))


def _tied(prose: Prose) -> Iterator[Tie]:
    yield from framed_ties(prose)
    yield from projects_of_firms(prose)


def located_by_topic(prose: Prose, areas: frozenset[str]) -> Iterator[Tie]:
    """``甲片区，以…为联动范围，…``: from where the zone is named to where the next one is."""
    text = prose.block.text
    found = [m for m in topics(prose.block) if m["area"] in areas]
    ends = [*(m.start() for m in found[1:]), len(text)]
    told = len(found) > 1 or is_space(prose.block)
    for one, end in zip(found, ends):
        area = _area(prose, Span(*one.span("area")))
        if not (one["end"] or one["mark"] or one["verb"]):  # the subject of one sentence
            end = min(end, _sentence_end(prose, one.end()))
        passage = NEXT.search(text, one.end(), end)
        end = passage.start() if passage else end
        leads = not one.start() and one["end"] in LEADS
        yield from _located(prose, Span(one.end(), end), area, "prose.zone_topic", told or leads)


def _sentence_end(prose: Prose, at: int) -> int:
    """Where the sentence ends, with those behind it that go on about the zone (在此, 该片区)."""
    end = at
    for sentence in prose.sentences():
        behind = sentence.start == end > at
        goes_on = behind and THERE.search(prose.block.text, sentence.start, sentence.end)
        if goes_on or sentence.start <= at < sentence.end:
            end = sentence.end
    return end


def located_by_heading(prose: Prose, areas: frozenset[str]) -> Iterator[Tie]:
    """``（一）甲片区``, ``专篇三：甲片区``: what stands under a zone's own heading."""
    names = (LEADING.sub("", heading) for heading in reversed(prose.block.trail))
    name = next((n for n in names if n in areas), "")
    if name and prose.block.kind not in ("note", "heading"):
        area = Naming("Area", name, (), "prose.annex")
        yield from _located(prose, Span(0, len(prose.block.text)), area, "prose.zone_annex")


def _area(prose: Prose, span: Span) -> Naming:
    name = prose.block.text[span.start : span.end]
    return Naming("Area", name, prose.quote(span.start, span.end), "prose.zone")


def _located(
    prose: Prose, span: Span, area: Naming, rule: str, told: bool = False
) -> Iterator[Tie]:
    for sighting in prose.within(span.start, span.end):
        at = sighting.mention.span
        project = PROJECT_OF.match(prose.block.text, at.end)
        if sighting.mention.label not in LOCATED or project:
            continue
        if _is_built_here(prose, sighting, told):
            evidence = (*area.evidence, *prose.quote(at.start, at.end))
            yield Tie("LOCATED_IN", prose.naming(sighting), area, "prose", rule, evidence)


def _is_built_here(prose: Prose, sighting: Sighting, told: bool) -> bool:
    """The clause builds or relies on the thing, and does not look at it from elsewhere; where
    zones are ``told`` one after another it need only name it."""
    clause = prose.clause(sighting.mention.span.start)
    text = prose.block.text
    before = _without_names(prose, Span(clause.start, sighting.mention.span.start))
    before = before.rpartition("共建")[2]
    whole = text[clause.start : clause.end]
    words = relation_words()
    away = any(place_at_start(before[m.end() :]) for m in re.finditer("在", before))
    looked_at = (
        away
        or re.search(str(words["elsewhere"]), before)
        or ITS.match(text, sighting.mention.span.end)
    )
    return not looked_at and (told or bool(re.search(str(words["builds"]), whole)))


def _without_names(prose: Prose, span: Span) -> str:
    """The stretch without the names in it, whose words say nothing of the clause."""
    text, at = "", span.start
    for sighting in prose.within(span.start, span.end):
        named = sighting.mention.span
        if named.start >= at:
            text, at = text + prose.block.text[at : named.start], named.end
    return text + prose.block.text[at : span.end]


def founded_in_prose(prose: Prose, areas: frozenset[str]) -> Iterator[Tie]:
    """``推动甲大学建立乙研究院``: the institute belongs to the university."""
    for founded in (s for s in prose.sightings if s.mention.rule == "list.founded"):
        at = founded.mention.span
        clause = prose.clause(at.start)
        for founder in prose.within(clause.start, at.start):
            evidence = prose.quote(founder.mention.span.start, at.end)
            yield Tie(
                "AFFILIATED_WITH",
                prose.naming(founded),
                prose.naming(founder),
                "prose",
                "prose.founded",
                evidence,
            )


RULES = (
    located_by_topic,
    located_by_heading,
    founded_in_prose,
)
