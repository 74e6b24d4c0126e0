"""Ties that prose and names give: where things are, whom they belong to, who builds them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.facts.frames import framed_ties
from ingest.facts.industries import INDUSTRY, relation_words
from ingest.facts.projects import PROJECT, projects_of_industries
from ingest.facts.prose import INDUSTRY_MEMBERS, Prose
from ingest.facts.tablefacts import Facts
from ingest.model import Naming, Span, Tie
from ingest.naming.mentions import Sighting

UNNAMED = (INDUSTRY, PROJECT)  # seen to be tied, named elsewhere or by the tie
ITEM_LEAD = re.compile(r"^\s*(?:——|--|－－)?\s*(?P<lead>[^。：，]{2,16})[。：]")
ANNEX_AREA = re.compile(r"^(?:专篇|附件|附|第)[一二三四五六七八九十0-9]+[章篇]?[：:](?P<area>.+)$")
TOPIC = re.compile(
    r"(?:^|(?<=[。；：]))(?P<area>[^，。；、]{2,12}?)"
    r"(?:[，。]|(?=(?:重点|主要|着力|加快|集中)?(?:突出|聚焦|承担|定位|布局|发展|打造|建设|主打|侧重|主攻|集聚"
    r"|以|依托|面向|承接|围绕|衔接)))"
)
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
    ties += [tie for one in prose for tie in (*framed_ties(one), *projects_of_industries(one))]
    return Facts(tuple(namings), tuple(ties))


def located_by_lead(prose: Prose, areas: frozenset[str]) -> Iterator[Tie]:
    """``——甲科技城。…建好乙、丙…``: the zone's own paragraph builds or relies on them."""
    text = prose.block.text
    lead = ITEM_LEAD.match(text)
    if lead and lead["lead"] in areas:
        area = _area(prose, Span(*lead.span("lead")))
        topics = (found.start() for found in TOPIC.finditer(text) if found["area"] in areas)
        yield from _located(
            prose, Span(lead.end(), next(topics, len(text))), area, "prose.zone_item"
        )


def located_by_topic(prose: Prose, areas: frozenset[str]) -> Iterator[Tie]:
    """``甲片区，以…为联动范围，…``: from where the zone is named to where the next one is."""
    text = prose.block.text
    topics = [found for found in TOPIC.finditer(text) if found["area"] in areas]
    ends = [*(found.start() for found in topics[1:]), len(text)]
    for found, end in zip(topics, ends):
        area = _area(prose, Span(*found.span("area")))
        if not found.group().endswith(("，", "。")):  # the subject of one sentence
            end = min(end, _sentence_end(prose, found.end()))
        yield from _located(prose, Span(found.end(), end), area, "prose.zone_topic")


def _sentence_end(prose: Prose, at: int) -> int:
    return next((s.end for s in prose.sentences() if s.start <= at < s.end), at)


def located_by_annex(prose: Prose, areas: frozenset[str]) -> Iterator[Tie]:
    """``专篇三：甲片区``: what stands under the heading of a zone's own annex."""
    heading = next((m for h in prose.block.trail if (m := ANNEX_AREA.match(h))), None)
    if heading and heading["area"] in areas and prose.block.kind != "note":
        area = Naming("Area", heading["area"], (), "prose.annex")
        yield from _located(prose, Span(0, len(prose.block.text)), area, "prose.zone_annex")


def _area(prose: Prose, span: Span) -> Naming:
    name = prose.block.text[span.start : span.end]
    return Naming("Area", name, prose.quote(span.start, span.end), "prose.zone")


def _located(prose: Prose, span: Span, area: Naming, rule: str) -> Iterator[Tie]:
    for sighting in prose.within(span.start, span.end):
        at = sighting.mention.span
        project = PROJECT_OF.match(prose.block.text, at.end)
        if sighting.mention.label not in LOCATED or project:
            continue
        if _is_built_here(prose, sighting):
            evidence = (*area.evidence, *prose.quote(at.start, at.end))
            yield Tie("LOCATED_IN", prose.naming(sighting), area, "prose", rule, evidence)


def _is_built_here(prose: Prose, sighting: Sighting) -> bool:
    """The clause builds or relies on the thing, and does not look at it from elsewhere."""
    clause = prose.clause(sighting.mention.span.start)
    text = prose.block.text
    before = _without_names(prose, Span(clause.start, sighting.mention.span.start))
    before = before.rpartition("共建")[2]
    whole = text[clause.start : clause.end]
    words = relation_words()
    return not re.search(str(words["elsewhere"]), before) and bool(
        re.search(str(words["builds"]), whole)
    )


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
    located_by_lead,
    located_by_topic,
    located_by_annex,
    founded_in_prose,
)
