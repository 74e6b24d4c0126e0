"""Sightings in prose → namings, grouped by block, and the sentences around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.evidence import Quoter
from ingest.model import Block, Evidence, Naming, Span
from ingest.naming.mentions import Sighting

SENTENCE = re.compile(r"[^。；！？]*[。；！？]?")
BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
CLAUSE_ENDS = "，。；！？："
INDUSTRY_MEMBERS = frozenset(
    {
        "University",
        "ResearchInstitute",
        "Enterprise",
        "Hospital",
        "Association",
        "Laboratory",
        "InnovationCenter",
        "TechPlatform",
    }
)
PLACES = frozenset({"IndustrialPark", "Area"})


@dataclass(frozen=True, slots=True)
class Prose:
    """A block with its sightings in order."""

    block: Block
    sightings: tuple[Sighting, ...]
    quoter: Quoter

    def with_zones(self, zones: frozenset[str]) -> Prose:
        """The same, with what the plan itself lays out as a zone taken for one."""
        return replace(self, sightings=tuple(_as_zone(s, zones) for s in self.sightings))

    def naming(self, sighting: Sighting) -> Naming:
        """What the sighting names, as evidence of itself."""
        return Naming(
            sighting.mention.label,
            sighting.name,
            self.quoter.of_block(self.block, sighting.quoted),
            sighting.mention.rule,
            (*sighting.aliases, *_printed(sighting)),
            sighting.status,
            sighting.flagship,
            sighting.attributes,
            sighting.mention.probability,
        )

    def within(self, start: int, end: int) -> Iterator[Sighting]:
        """Sightings inside a stretch of the block's text that are no part of another's name."""
        spans = ((s, s.mention.span) for s in self.sightings if not self._is_part(s.mention.span))
        return (s for s, span in spans if start <= span.start and span.end <= end)

    def _is_part(self, span: Span) -> bool:
        """Whether a name is a part of a longer one: 甲大学 in 甲大学乙研究所."""
        others = (s.mention.span for s in self.sightings)
        return any(o.start <= span.start and span.end <= o.end and o != span for o in others)

    def sentences(self) -> Iterator[Span]:
        """Stretches between full stops and semicolons."""
        for found in SENTENCE.finditer(self.block.text):
            if found.group():
                yield Span(*found.span())

    def clause(self, at: int) -> Span:
        """The stretch between commas around ``at``."""
        text = BRACKETS.sub(lambda m: _outside(m, at), self.block.text)
        start = max(text.rfind(end, 0, at) for end in CLAUSE_ENDS) + 1
        ends = [p for p in (text.find(end, at) for end in CLAUSE_ENDS) if p >= 0]
        return Span(start, min(ends, default=len(text)))

    def quote(self, start: int, end: int) -> tuple[Evidence, ...]:
        """The evidence of a stretch of the block."""
        return self.quoter.of_block(self.block, Span(start, end))


def _outside(bracket: re.Match[str], at: int) -> str:
    """A bracket, blanked where the place is not in it: what stands in it ends no clause."""
    inside = bracket.start() <= at < bracket.end()
    return bracket.group() if inside else " " * len(bracket.group())


def _as_zone(sighting: Sighting, zones: frozenset[str]) -> Sighting:
    if sighting.name not in zones:
        return sighting
    return replace(sighting, mention=replace(sighting.mention, label="Area"))


def _printed(sighting: Sighting) -> tuple[str, ...]:
    return () if sighting.printed == sighting.name else (sighting.printed,)


def group_prose(
    blocks: Sequence[Block], sightings: Iterable[Sighting], quoter: Quoter
) -> tuple[Prose, ...]:
    """Every block with the sightings in it, in reading order."""
    found: dict[int, list[Sighting]] = {}
    for sighting in sightings:
        found.setdefault(id(sighting.block), []).append(sighting)
    return tuple(Prose(block, tuple(found.get(id(block), ())), quoter) for block in blocks)
