"""Places that a text only compares itself with: ``对标甲州科学城``."""

from __future__ import annotations

import re

from ingest.naming.rules.found import Found
from ingest.naming.rules.sentence import Sentence
from ingest.naming.rules.words import words

ZONES = frozenset({"IndustrialPark", "Area", "InnovationCenter"})
CLAUSE = re.compile("[，。；：]")


def looks_elsewhere(sentence: Sentence, found: Found) -> bool:
    """Whether the clause before a zone compares with it."""
    before = CLAUSE.split(sentence.text[: found.start])[-1]
    compared = any(word in before for word in words("boundaries", "elsewhere"))
    return found.label in ZONES and compared
