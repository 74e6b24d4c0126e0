"""The names of a sentence: what was learned and what rules say, weighed into one set.

The recogniser says what a name is, where it begins and ends, and of what type; rules complete
what only the language tells: the ending that an enumeration shares, a status in brackets, the
other name in a bracket, the owner inside a name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ingest.naming.learned.recogniser import Learned, recognise
from ingest.naming.rules import by_rules
from ingest.naming.rules.elsewhere import looks_elsewhere
from ingest.naming.rules.found import Found, settle
from ingest.naming.rules.lists import completed, founded, with_bracketed
from ingest.naming.rules.named import status_behind
from ingest.naming.rules.nested import owner_in
from ingest.naming.rules.sentence import Sentence

RULE = "learned"
SURE = 0.5


def find(sentence: Sentence) -> list[Found]:
    """Names of the sentence, none over another but owners inside what they own."""
    ruled = by_rules(sentence)
    learned = [_found(sentence, one, ruled) for one in recognise(sentence) if _is_sure(one)]
    spare = [one for one in ruled if _is_free(one, learned)]
    named = [one for one in settle([*learned, *spare]) if not looks_elsewhere(sentence, one)]
    sure = list(founded(sentence, with_bracketed(sentence, named)))
    owners = [owner for one in sure for owner in owner_in(sentence.text, one)]
    return sorted({*sure, *owners}, key=lambda one: (one.start, -one.end))


def _is_sure(one: Learned) -> bool:
    return one.label != "Area" and one.probability >= SURE


def _is_free(one: Found, taken: Iterable[Found]) -> bool:
    return all(one.end <= other.start or other.end <= one.start for other in taken)


def _found(sentence: Sentence, one: Learned, ruled: Iterable[Found]) -> Found:
    """A learned name with what a rule says of the same span."""
    same = next((r for r in ruled if (r.start, r.end) == (one.start, one.end)), None)
    if same and same.name and same.label == one.label:
        return replace(same, probability=one.probability)
    found = Found(one.start, one.end, one.label, RULE, probability=one.probability)
    return completed(sentence, replace(found, status=status_behind(sentence.text, one.end)))
