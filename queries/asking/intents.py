"""The question families, as data: ``queries/intents/*.toml``, one table each.

A new family is one table and one ``.cypher`` file. A table names its
``query``, what it is in both languages (``zh``, ``en``), ``patterns`` (see
:mod:`queries.asking.patterns`; ``patterns_zh`` and ``patterns_en`` where the
order of words differs, ``topical`` for those that search by words) and
examples. Options: ``count`` (may be asked how many), ``rank`` (most and
fewest, by the column ``by``), ``amounts`` (investment can be summed),
``figure`` (base value or target), ``show`` (the property asked for),
``ambiguous`` (only offered, never answered), ``fixed`` (parameters that it always has),
``instead`` (the family whose answer is the no to this one: who hosts it, if not the one named),
``enumerates`` (several types may be asked for at once, joined by 和), ``noun`` (what it
counts, see :mod:`queries.asking.wording`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from ingest.model import NOTHING
from queries.asking.kinds import BROAD, TYPES
from queries.asking.lexicon import Sense
from queries.asking.patterns import Pattern, match, parse
from queries.asking.tokens import Token

OPTIONS = "count rank by amounts figure show ambiguous fixed enumerates noun instead".split()
FOLDER = Path(__file__).resolve().parent.parent / "intents"


@dataclass(frozen=True, slots=True)
class Intent:
    """A question family: its query, its captions, its patterns by language, its options."""

    name: str
    query: str
    caption: Mapping[str, str]
    patterns: Mapping[str, tuple[Pattern, ...]]
    topical: tuple[Pattern, ...]
    examples: Mapping[str, tuple[str, ...]]
    free: frozenset[str]
    count: bool = False
    rank: bool = False
    by: str = "value"
    amounts: bool = False
    figure: bool = False
    show: str = ""
    ambiguous: bool = False
    enumerates: bool = False
    noun: str = ""
    instead: str = ""
    fixed: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Match:
    """An intent that takes up a whole question, the senses of its items in order, and the
    tokens that it was read from."""

    intent: Intent
    senses: tuple[Sense, ...]
    tokens: tuple[Token, ...] = ()

    def of(self, *kinds: str) -> tuple[Sense, ...]:
        """The senses of these kinds, each once."""
        return tuple(dict.fromkeys(sense for sense in self.senses if sense.kind in kinds))


def matches(tokens: Sequence[Token], lang: str, topical: bool = False) -> Iterator[Match]:
    """Every intent that the tokens fit, best first."""
    listed = _enumerated(tokens)
    said = [frozenset(sense.kind for sense in token.senses) for token in tokens]
    for intent in (i for i in intents() if listed or not i.enumerates):
        patterns = intent.topical if topical else intent.patterns[lang]
        fitting = (p for p in patterns if p.may_fit(said, intent.free))
        found = (match(pattern, tokens, intent.free) for pattern in fitting)
        senses = next((senses for senses in found if senses is not None), None)
        if senses is not None:
            yield Match(intent, _with_counts(senses, tokens, intent), tuple(tokens))


def _enumerated(tokens: Sequence[Token]) -> bool:
    """Whether types that stand in one question are a list: 高校和企业, not 哪些高校有企业."""
    at = [i for i, t in enumerate(tokens) if (s := t.of(*TYPES)) and s.value != BROAD]
    between = (tokens[a + 1 : b] for a, b in pairwise(at))
    return all(tokens and all(t.of("and") for t in tokens) for tokens in between)


@cache
def intents() -> tuple[Intent, ...]:
    """All question families, in the order of the files."""
    shared = tomllib.loads((FOLDER / "macros.toml").read_text("utf-8"))
    tables = (tomllib.loads(p.read_text("utf-8")) for p in sorted(FOLDER.glob("[0-9]*.toml")))
    return tuple(_intent(name, t, shared) for table in tables for name, t in table.items())


def _with_counts(
    senses: tuple[Sense, ...], tokens: Sequence[Token], intent: Intent
) -> tuple[Sense, ...]:
    """Whether a number is asked for is part of every match, though the word itself is free."""
    free = [s for token in tokens for s in token.senses if s.kind in ("count", "sum")]
    return (*senses, *free) if intent.count or intent.amounts else senses


def _intent(name: str, table: Mapping[str, Any], shared: Mapping[str, Any]) -> Intent:
    options = {name: table[name] for name in OPTIONS if name in table}
    counting = shared["counting"] if {"count", "amounts", "rank"} & set(table) else []
    sums = shared["sums"] if "amounts" in table else []

    def parsed(key: str) -> tuple[Pattern, ...]:
        return tuple(parse(text, shared["macros"]) for text in table.get(key, ()))

    return Intent(
        name=name,
        query=table["query"],
        caption={"zh": table["zh"], "en": table["en"]},
        patterns={lang: parsed("patterns") + parsed(f"patterns_{lang}") for lang in ("zh", "en")},
        topical=parsed("topical"),
        examples={lang: tuple(table.get(f"examples_{lang}", ())) for lang in ("zh", "en")},
        free=frozenset(
            [*shared["free"], *counting, *sums, *(["who"] if table.get("rank") else [])]
        ),
        **options,
    )
