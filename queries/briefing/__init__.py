"""Briefs to hand on: an answer, a field or any one thing on paper, every sentence with its source.

``making`` makes the record of what goes on paper, ``plainly`` puts reasons into plain words,
``sources`` finds the whole sentences behind quotes; ``word``, ``markdown`` and ``pdf`` write.
"""

from queries.briefing.making import of_answer, of_thing
from queries.briefing.record import FULL, PAGE, STYLES, TABLE, Brief, styled
from queries.briefing.writing import FORMATS, MIMES, write

__all__ = (
    "FORMATS",
    "FULL",
    "MIMES",
    "PAGE",
    "STYLES",
    "TABLE",
    "Brief",
    "of_answer",
    "of_thing",
    "styled",
    "write",
)
