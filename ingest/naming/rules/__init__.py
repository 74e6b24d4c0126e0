"""Small rules, each from a sentence to the names it finds; the list is the order of trust."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ingest.naming.rules.central import by_central, by_listed
from ingest.naming.rules.elsewhere import looks_elsewhere
from ingest.naming.rules.firms import by_actor, by_kind, by_membership, by_project, is_firms_site
from ingest.naming.rules.found import Found, settle
from ingest.naming.rules.groups import by_groups
from ingest.naming.rules.lists import (
    by_class,
    by_counted_ending,
    by_shared_ending,
    by_shared_head,
    by_shared_level,
    founded,
    in_row,
    vouch,
)
from ingest.naming.rules.named import by_ending
from ingest.naming.rules.quoted import by_quotation_marks, by_quoted_subject
from ingest.naming.rules.sentence import Sentence
from ingest.naming.rules.short import (
    by_branch,
    by_known_short,
    by_number,
    by_numbered_academy,
    by_quotation,
    by_school_short,
)
from ingest.naming.rules.zones import by_shared_zone, by_trade_zone

RULES: tuple[Callable[[Sentence], Iterator[Found]], ...] = (
    by_trade_zone,
    by_shared_level,
    by_ending,
    by_shared_head,
    by_counted_ending,
    by_shared_ending,
    by_shared_zone,
    by_class,
    by_project,
    by_membership,
    by_actor,
    by_kind,
    by_quotation,
    by_quotation_marks,
    by_quoted_subject,
    by_branch,
    by_number,
    by_numbered_academy,
    by_school_short,
    by_known_short,
    by_central,
    by_listed,
    by_groups,
)


def by_rules(sentence: Sentence) -> list[Found]:
    """What the rules find in the sentence, nothing over anything else."""
    every = (one for rule in RULES for one in rule(sentence))
    found = settle(one for one in every if not is_firms_site(sentence, one))
    sure = [one for one in vouch(sentence, found) if not looks_elsewhere(sentence, one)]
    return settle([*sure, *in_row(sentence, sure), *founded(sentence, sure)])
