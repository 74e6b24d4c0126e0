"""Owners that a longer name begins with: 东湖大学附属第二医院 names 东湖大学 too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.naming.rules.found import Found
from ingest.naming.rules.named import ends_in, is_name
from ingest.naming.rules.words import brands, endings, place_at_start, short_forms, universities
from ingest.typography import unclosed

LEGAL = re.compile(r"(?:股份|集团|控股|科技)*有限|公司")
OWNERS = frozenset({"University", "ResearchInstitute", "Enterprise", "Hospital", "Laboratory"})
OWNED = OWNERS | {
    "IndustrialPark",
    "Laboratory",
    "Facility",
    "InnovationCenter",
    "TechPlatform",
    "Association",
}


def owner_in(text: str, found: Found) -> Iterator[Found]:
    """Owners at the start of a found name."""
    if found.label not in OWNED or found.rule.startswith("list"):
        return
    for start, end, label in owners(text[found.start : found.end]):
        yield Found(found.start + start, found.start + end, label, "named.owner")


def owners(name: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and type of each owner that ``name`` begins with."""
    for match in ends_in(name):
        ending = endings()[match.group()]
        owner = ending.label in OWNERS and match.start() > 0 and match.end() < len(name) - 1
        if LEGAL.match(name[match.end() :]) or not owner or unclosed(name[: match.end()]):
            continue
        if is_name(name[: match.start()], ending):
            yield 0, match.end(), ending.label
            if ending.label == "University":
                break
    firm = next((n for n in (6, 5, 4, 3) if name[:n] in brands() and name[n:]), 0)
    if firm and name.endswith("基地") and not place_at_start(name):
        yield 0, firm, "Enterprise"
    for start in sorted({0, len(place_at_start(name))}):
        if size := _known_size(name[start:]):
            yield start, start + size, _kind(name[start : start + size])


def _known_size(name: str) -> int:
    """How long the well-known short form is that ``name`` begins with."""
    return next(
        (n for n in range(4, 1, -1) if name[:n] in short_forms("bodies") and name[n:]),
        0,
    )


def _kind(short: str) -> str:
    full = short_forms("bodies")[short]
    return "University" if full in universities() or full.endswith("大学") else "ResearchInstitute"
