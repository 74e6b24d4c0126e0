"""Names of what a text only looks at, as a measure, a means, or what shall come or go."""

from __future__ import annotations

import re

from ingest.naming.rules.found import Found
from ingest.naming.rules.sentence import Sentence
from ingest.naming.rules.words import words

WORKS = frozenset({"IndustrialPark", "Area", "InnovationCenter", "TechPlatform", "Facility"})
ZONES = frozenset({"IndustrialPark", "Area", "InnovationCenter"})
CLAUSE = re.compile(r"[，。；：]")
PRODUCTS = re.compile(
    r"(?:、[^，。；]{1,20})?等(?:关键|核心|共性|高端|前沿|先进|新)*(?:技术|产品)(?:[和与](?:技术|产品))?"
    r"(?:研发|攻关|开发|应用|推广|产业化|突破|[，。；]|$)"
)
JOINTLY = re.compile(r"^[^，。；]*等?(?:协作|竞争|并跑|看齐|相比|相较)")


def looks_elsewhere(sentence: Sentence, found: Found) -> bool:
    """``对标甲州科学城``, ``与甲州科学中心等协作``, ``基于甲平台``, ``成为甲中心``."""
    before = CLAUSE.split(sentence.text[: found.start])[-1]
    if found.label in WORKS and before.endswith(tuple(words("boundaries", "no_things"))):
        return True
    if found.label == "TechPlatform" and PRODUCTS.match(sentence.text, found.end):
        return True
    if found.label == "TechPlatform":
        return any(before.endswith(word) for word in words("boundaries", "means"))
    if found.label not in ZONES:
        return False
    compared = any(word in before for word in words("boundaries", "elsewhere"))
    return compared or ("与" in before and bool(JOINTLY.match(sentence.text[found.end :])))
