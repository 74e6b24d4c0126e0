"""Ties that say outright where a thing is: 在甲城启动乙建设, 乙研究院（甲城）."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.facts.prose import Prose
from ingest.facts.relations import LOCATED
from ingest.facts.tablefacts import Facts
from ingest.model import Naming, Span, Tie

BUILT = (
    r"(?:内|核心区)?(?:加快|规划|谋划|推进|推动)?(?:启动|开工|建设|建成|设立|布局|新建)"
    r"(?P<things>[^，。；]+)"
)


def placed_facts(prose: Sequence[Prose], areas: frozenset[str]) -> Facts:
    """LOCATED_IN for what the text itself puts in one of ``areas``."""
    if not areas:
        return Facts((), ())
    zone = "|".join(sorted(map(re.escape, areas), key=len, reverse=True))
    built = re.compile(rf"在(?P<area>{zone}){BUILT}")
    bracket = re.compile(rf"[（(](?P<area>{zone})[）)]")
    ties = (t for one in prose for t in (*_built(one, built), *_bracketed(one, bracket)))
    return Facts((), tuple(ties))


def _built(prose: Prose, pattern: re.Pattern[str]) -> Iterator[Tie]:
    """``在甲城启动乙医院建设``."""
    for found in pattern.finditer(prose.block.text):
        things = prose.within(*found.span("things"))
        named = (prose.naming(s) for s in things if s.mention.label in LOCATED)
        yield from _ties(prose, named, found, Span(*found.span()), "prose.built_in_zone")


def _bracketed(prose: Prose, pattern: re.Pattern[str]) -> Iterator[Tie]:
    """``乙研究院（甲城）``."""
    for sighting in prose.sightings:
        at = sighting.mention.span
        found = pattern.match(prose.block.text, at.end)
        if found and sighting.mention.label in LOCATED:
            whole = Span(at.start, found.end())
            yield from _ties(prose, [prose.naming(sighting)], found, whole, "prose.zone_bracket")


def _ties(
    prose: Prose, named: Iterable[Naming], found: re.Match[str], whole: Span, rule: str
) -> Iterator[Tie]:
    area = Naming("Area", found["area"], prose.quote(*found.span("area")), rule)
    for one in named:
        evidence = prose.quote(whole.start, whole.end)
        yield Tie("LOCATED_IN", one, area, "prose", rule, evidence)
