"""Rules that are true of the language, each from a sentence to the names it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ingest.naming.rules.found import Found, settle
from ingest.naming.rules.lists import by_shared_ending, by_shared_head
from ingest.naming.rules.sentence import Sentence
from ingest.naming.rules.short import by_known_short

RULES: tuple[Callable[[Sentence], Iterator[Found]], ...] = (
    by_shared_head,
    by_shared_ending,
    by_known_short,
)


def by_rules(sentence: Sentence) -> list[Found]:
    """What the rules find in the sentence, nothing over anything else."""
    return settle(one for rule in RULES for one in rule(sentence))
