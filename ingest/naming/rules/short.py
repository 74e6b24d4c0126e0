"""Names that no usual ending gives away: short forms of universities, numbered institutes,
brands in quotation marks, branches named after a city."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.naming.rules.found import Found
from ingest.naming.rules.sentence import Sentence
from ingest.naming.rules.words import (
    short_forms,
    universities,
)


def by_known_short(sentence: Sentence) -> Iterator[Found]:
    """Short forms that everybody knows, where they stand for themselves."""
    for short, full in short_forms("bodies").items():
        for match in re.finditer(re.escape(short), sentence.text):
            word = sentence.word_at(match.start())
            if word.start == match.start() and word.end == match.end():
                known = full in universities() or full.endswith("大学")
                label = "University" if known else "ResearchInstitute"
                yield Found(match.start(), match.end(), label, "short.known")
