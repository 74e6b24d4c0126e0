"""Owners that a longer name begins with: 东湖大学附属第二医院 names 东湖大学 too."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.rules.found import Found
from ingest.rules.named import ends_in, is_name
from ingest.rules.words import endings, short_forms, universities

OWNERS = frozenset({"University", "ResearchInstitute", "Enterprise", "Hospital"})
OWNED = OWNERS | {
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
    for end, label in _owner_ends(text[found.start : found.end]):
        yield Found(found.start, found.start + end, label, "named.owner")


def _owner_ends(name: str) -> Iterator[tuple[int, str]]:
    for match in ends_in(name):
        ending = endings()[match.group()]
        owner = (
            ending.label in OWNERS and 0 < match.start() and match.end() < len(name) - 1
        )
        if owner and is_name(name[: match.start()], ending):
            yield match.end(), ending.label
    if size := next(
        (n for n in range(4, 1, -1) if name[:n] in short_forms("bodies")), 0
    ):
        full = short_forms("bodies")[name[:size]]
        known = full in universities() or full.endswith("大学")
        if len(name) > size:
            yield size, "University" if known else "ResearchInstitute"
