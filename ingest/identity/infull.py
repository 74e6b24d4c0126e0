"""The form of a name that stands for its thing in every plan, however each of them prints it.

中国科大 and 中国科学技术大学, 中科院甲研究所 and 中国科学院甲研究所, 甲高新技术产业开发区 and
甲高新区, brackets of both widths: what everybody shortens alike is one name. Nothing is joined by
likeness.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from ingest.naming.rules.words import short_forms

SCHOOLS = frozenset({"University", "ResearchInstitute"})
ZONES = frozenset({"IndustrialPark", "Area"})
BRACKETS = str.maketrans("()", "（）")
NATIONAL = re.compile("(?<=.)国家级?(?=.)")
CACHED = 100_000


@lru_cache(maxsize=CACHED)
def in_full(label: str, name: str) -> str:
    """A school or body in full, a zone by its short kind; any other name as it is."""
    name = name.translate(BRACKETS)
    if label in ZONES:
        return _zone(name)
    if label in SCHOOLS and name in short_forms("schools"):
        return short_forms("schools")[name]
    bodies = short_forms("bodies")
    front = next((name[:n] for n in range(len(name), 1, -1) if name[:n] in bodies), "")
    return bodies[front] + name[len(front) :] if front else name


def _zone(name: str) -> str:
    """甲国家高新技术产业开发区 → 甲高新区."""
    bare = NATIONAL.sub("", name)
    end = next((end for end in _kinds() if len(bare) > len(end) and bare.endswith(end)), "")
    return bare.removesuffix(end) + _kinds()[end] if end else name


@cache
def _kinds() -> Mapping[str, str]:
    """What names of zones end in, the longest first → the shortest that says the same."""
    parks = short_forms("parks")
    shortest = {
        full: min((s for s in parks if parks[s] == full), key=len) for full in parks.values()
    }
    ends = {**shortest, **{short: shortest[full] for short, full in parks.items()}}
    return dict(sorted(ends.items(), key=lambda pair: -len(pair[0])))
