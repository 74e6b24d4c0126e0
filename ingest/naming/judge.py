"""The names of a sentence: what was learned and what rules say, weighed into one set.

What is sure by all that is known of it (``weighed``) stands, with its borders and its type. What
only a rule finds stands where nothing learned does. Rules complete what the language tells: the
ending that an enumeration shares, a status in brackets, the other name in a bracket, the owner
inside a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.naming.joined import with_first_half
from ingest.naming.learned.recogniser import Learned, chance_of
from ingest.naming.mended import is_common, is_known, is_made, is_no_name, learned_names
from ingest.naming.rules import by_rules
from ingest.naming.rules.central import among_topics
from ingest.naming.rules.elsewhere import looks_elsewhere
from ingest.naming.rules.found import Found, settle
from ingest.naming.rules.lists import completed, with_bracketed
from ingest.naming.rules.named import status_behind
from ingest.naming.rules.nested import owner_in
from ingest.naming.rules.sentence import Sentence
from ingest.naming.rules.words import place_at_start, place_before, well_known
from ingest.naming.weighed import around, sureness
from ingest.typography import unclosed

RULE = "learned"
TOGETHER = re.compile("会同|携手|联手|联合")
SURE = {"Enterprise": 0.45}  # how sure what was learned must be, by all that is known
COMMON = 0.25  # how much surer what is a common word or a place must be
ELSE_SURE = 0.55
TOLD, KNOWN = 0.8, 0.5  # or how sure the recogniser, of any name, and of a firm that lists have
SCHOOL = 0.5  # of a university, which its ending tells apart
OVERRULES = 0.8  # of the recogniser's own chance, against the borders that a rule sees
NEEDED = {
    "firm.project": 0.15,
    "firm.actor": 0.2,
    "firm.listed": 0.7,
}  # of what was learned, for a rule's find
JOINING = tuple("、和与及")
LISTED = "firm.listed"
OWNER = 0.03  # of a firm that a longer name begins with
UNWEIGHED = frozenset({"Area"})  # zones are those that the plan itself lays out


def find(sentence: Sentence) -> list[Found]:
    """Names of the sentence, none over another but owners inside what they own."""
    ruled = [with_first_half(sentence, _behind_with(sentence.text, o)) for o in by_rules(sentence)]
    ruled = [one for one in ruled if _is_whole(sentence.text, one)]
    said = best(_weighed(sentence, ruled))
    learned = [with_first_half(sentence, _found(sentence, one, ruled)) for one in said]
    free = [one for one in ruled if _is_free(one, learned)]
    backed = [one for one in free if _is_backed(sentence, one)]
    spare = [
        one for one in free if one in backed or _is_beside(sentence.text, one, [*backed, *learned])
    ]
    named = [one for one in settle([*learned, *spare]) if not looks_elsewhere(sentence, one)]
    sure = list(with_bracketed(sentence, [_behind_joining(sentence.text, one) for one in named]))
    owners = [o for one in sure for o in owner_in(sentence.text, one) if _is_owner(sentence, o)]
    return sorted({*sure, *owners}, key=lambda one: (one.start, -one.end))


def _behind_with(text: str, one: Found) -> Found:
    made = is_made(text, one.start, one.end) and not one.name
    return replace(one, start=one.start + 1) if made else one


def _behind_joining(text: str, one: Found) -> Found:
    """The second of two that work together, where no mark parts them: 甲五院联合｜珠海乙公司."""
    for found in () if one.name else TOGETHER.finditer(text, one.start + 2, one.end - 4):
        if found.group() != "联合" or place_at_start(text[found.end() : one.end]):
            return replace(one, start=found.end())
    return one


def _is_whole(text: str, one: Found) -> bool:
    return unclosed(text[one.start : one.end]) == 0


def _weighed(sentence: Sentence, ruled: Sequence[Found]) -> Iterator[Learned]:
    """What could be names and is sure enough, by all that is known."""
    said = [one for one in learned_names(sentence) if one.label not in UNWEIGHED]
    near = around(sentence, said, ruled)
    for one in said:
        none = is_no_name(sentence, one) or _is_against(sentence, one, ruled)
        none = none or (is_known(sentence, one) and among_topics(sentence.text, one.start, one.end))
        sure = 0.0 if none else sureness(one, near)
        if sure >= SURE.get(one.label, ELSE_SURE) + (COMMON if is_common(sentence, one) else 0):
            yield replace(one, probability=sure)
        elif not none and _is_told(sentence, one):
            yield one


def _is_told(sentence: Sentence, one: Learned) -> bool:
    """Whether the recogniser itself is sure, less so where general knowledge has the firm."""
    if _is_school(sentence, one):
        return one.probability >= SCHOOL and not is_common(sentence, one)
    known = is_known(sentence, one) or sentence.text[one.start : one.end] in well_known()
    return one.probability >= (KNOWN if known else TOLD) and not is_common(sentence, one)


def _is_school(sentence: Sentence, one: Learned) -> bool:
    return one.label == "University" and sentence.text[: one.end].endswith(("大学", "学院"))


def _is_against(sentence: Sentence, one: Learned, ruled: Iterable[Found]) -> bool:
    """Whether a rule sees other borders, and what was learned is not sure enough to overrule it."""
    if one.probability >= (SCHOOL if _is_school(sentence, one) else OVERRULES):
        return False
    span = one.start, one.end
    over = [r for r in ruled if r.start < one.end and one.start < r.end]
    return not any((r.start, r.end) == span for r in over) and any(
        one.label != "Enterprise" or not r.rule.startswith("firm") for r in over
    )


def best(said: Iterable[Learned]) -> list[Learned]:
    """The surest first, none over another."""
    kept: list[Learned] = []
    for one in sorted(said, key=lambda one: (-one.probability, one.start, -one.end, one.label)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _is_backed(sentence: Sentence, one: Found) -> bool:
    """Whether what was learned does not speak against what only a rule finds."""
    needed = next((n for rule, n in NEEDED.items() if one.rule.startswith(rule)), 0.0)
    if one.rule == LISTED and is_common(sentence, Learned(one.start, one.end, one.label, 1.0)):
        return False
    return not needed or _chance(sentence, one) >= needed


def _is_beside(text: str, one: Found, backed: Iterable[Found]) -> bool:
    """Whether an enumeration sets it beside what the same rule finds and learning backs."""
    same = (other for other in backed if other.rule == one.rule)
    return any(_joins(text, a, b) for other in same for a, b in ((one, other), (other, one)))


def _joins(text: str, first: Found, second: Found) -> bool:
    return text[first.end : second.start] in JOINING and first.end < second.start


def _chance(sentence: Sentence, one: Found) -> float:
    """How sure the find is, a firm also with the place before it: 甲州｜乙科技."""
    alone = chance_of(sentence, one.start, one.end)
    place = place_before(sentence.text, one.start) if one.label == "Enterprise" else ""
    return max(alone, chance_of(sentence, one.start - len(place), one.end)) if place else alone


def _is_owner(sentence: Sentence, one: Found) -> bool:
    """Whether what was learned does not speak against a firm inside a name: 甲沙漠光伏基地."""
    return one.label != "Enterprise" or chance_of(sentence, one.start, one.end) >= OWNER


def _is_free(one: Found, taken: Iterable[Found]) -> bool:
    return all(one.end <= other.start or other.end <= one.start for other in taken)


def _found(sentence: Sentence, one: Learned, ruled: Iterable[Found]) -> Found:
    """A learned name, or what a rule says of the same span: its type, its full name."""
    same = next((r for r in ruled if (r.start, r.end) == (one.start, one.end)), None)
    if same:
        return replace(same, probability=one.probability)
    found = Found(one.start, one.end, one.label, RULE, probability=one.probability)
    return completed(sentence, replace(found, status=status_behind(sentence.text, one.end)))
