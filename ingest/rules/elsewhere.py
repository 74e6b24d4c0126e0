"""Names of what a text only looks at, to measure itself or as a means."""

from __future__ import annotations

import re

from ingest.rules.found import Found
from ingest.rules.sentence import Sentence
from ingest.rules.words import words

ZONES = frozenset({"IndustrialPark", "Area", "InnovationCenter"})
CLAUSE = re.compile(r"[，。；：]")
JOINTLY = re.compile(r"^[^，。；]*等?(?:协作|竞争|并跑|看齐)")


def looks_elsewhere(sentence: Sentence, found: Found) -> bool:
    """``对标甲州科学城``, ``与甲州科学中心等协作``, ``基于甲平台``."""
    before = CLAUSE.split(sentence.text[: found.start])[-1]
    if found.label == "TechPlatform":
        return any(before.endswith(word) for word in words("boundaries", "means"))
    if found.label not in ZONES:
        return False
    compared = any(word in before for word in words("boundaries", "elsewhere"))
    return compared or ("与" in before and bool(JOINTLY.match(sentence.text[found.end :])))
