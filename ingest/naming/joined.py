"""Names with a stroke inside: 甲州—乙湖产业园 is one, whose first half no ending gives away."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.naming.rules.found import Found
from ingest.naming.rules.sentence import Sentence, Word
from ingest.naming.rules.words import is_ordinary

STROKE = re.compile(r"(?<=[\u4e00-\u9fff])[—－–\-]$")
BUILT = frozenset(
    {"IndustrialPark", "Area", "InnovationCenter", "TechPlatform", "Laboratory", "Facility"}
)
NAMES = frozenset({"LOC", "ORG", "PER", "nz", "ns", "nt"})


def with_first_half(sentence: Sentence, found: Found) -> Found:
    """``found`` from the names on that a stroke joins to it; itself where none does."""
    if found.label not in BUILT or not STROKE.search(sentence.text[: found.start]):
        return found
    start = found.start - 1
    word = sentence.word_at(start - 1)
    while _names(word) and word.end == start:
        start = word.start
        if start == 0:
            break
        word = sentence.word_at(start - 1)
    half = sentence.text[start : found.start - 1]
    whole = half.endswith(sentence.text[found.end - 2 : found.end])  # 国家实验室—省实验室: a ladder
    return found if whole or not half else replace(found, start=start)


def _names(word: Word) -> bool:
    unknown = word.tag == "n" and len(word.text) > 1 and not is_ordinary(word.text)
    return word.tag in NAMES or unknown
