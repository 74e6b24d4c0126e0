"""The readings of a question that has no answer as it stands, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from queries.asking import refusal
from queries.asking.figures import figures
from queries.asking.intents import matches
from queries.asking.kinds import ENTITIES, TYPES
from queries.asking.reader import MOST_MENDS, Reading, checked, earned, told_too
from queries.asking.scope import in_scope
from queries.asking.tokens import Token, tokenise
from queries.asking.typos import Mend, mended, mends
from queries.asking.vocabulary import Vocabulary
from queries.asking.weighed import weighed
from queries.grammar.compose import compose
from queries.grammar.pairs import pair

#: What a mended slip and a word that is only searched for cost; up to where a change is slight.
MENDED, TOPICAL, SLIGHT = 0.2, 0.5, 0.45
LAID_OUT = frozenset("TechField IndustryChain FutureIndustry IndustryCluster".split())


def reread(reading: Reading, names: Vocabulary, lang: str) -> Iterator[Reading]:
    """What a question that has no answer as it stands most likely asks, the likeliest first."""
    found = []
    for tokens, mend in _mended_ways(reading.tokens, names):
        for way in weighed(tokens, names):
            again = _plain(way.tokens, names, lang, way.cost < SLIGHT)
            if again and again.typed:
                told = told_too(again.typed, reading.tokens, way.tokens, names)
                again = replace(again, typed=replace(again.typed, told=told))
            sure = again and not (way.aside and _denies(again))
            if again and sure and again.understood and not again.reason and _earns(again):
                doubt = way.cost + _doubt(again) + (MENDED if mend else 0)
                found.append((doubt, replace(again, aside="、".join(way.aside), mends=mend)))
    seen: list[object] = []
    for doubt, again in sorted(found, key=lambda pair: pair[0]):
        says = again.typed or (again.match and (again.match.intent.name, again.match.senses))
        whole = doubt < SLIGHT or _counts(again, reading) or not _is_bare(again, reading)
        if says not in seen and whole:
            seen.append(says)
            yield replace(again, tokens=reading.tokens)


def _plain(tokens: Sequence[Token], names: Vocabulary, lang: str, slight: bool) -> Reading | None:
    """The reading of words that have been weighed: a family, else a set expression; what only
    searches for words or describes a thing, where the change was slight."""
    figured = (variant for variant in figures(tokens, names))
    matched = [
        *islice(matches(tokens, lang), 1),
        *islice((m for v in figured for m in matches(v, lang) if m.intent.figure), 1),
    ]
    if matched:
        told = matched[0].intent.name == "about" and not slight
        return None if told else checked(matched[0], tokens, names)
    if (match := pair(tokens, names)) is not None:
        return Reading(match)
    if typed := compose(tokens, names, lang):
        return Reading(typed=typed)
    found = next(matches(tokens, lang, topical=True), None) if slight else None
    return checked(found, tokens, names) if found else None


def _mended_ways(
    tokens: Sequence[Token], names: Vocabulary
) -> Iterator[tuple[Sequence[Token], tuple[Mend, ...]]]:
    """The tokens as they stand, and with each slip that may be assumed mended."""
    yield tokens, ()
    if not any(t.of(*ENTITIES) for t in tokens if t not in refusal.closed(tokens)):
        every = tokenise(tuple(w for token in tokens for w in token.words), names, widely=True)
        yield [in_scope(token, names) for token in every], ()
    words = tuple(word for token in tokens for word in token.words)
    for mend in [m for m in mends(words, tokens, names) if m.sure][:MOST_MENDS]:
        yield tokenise(mended(words, mend), names), (mend,)


def _denies(reading: Reading) -> bool:
    """Whether something must not be so: too much to assume of a question half understood."""
    return reading.typed is not None and any(tie.negated for tie in reading.typed.ties)


def _doubt(reading: Reading) -> float:
    """What makes a reading less likely: words that are only searched for."""
    found = reading.typed.topics if reading.typed else reading.match and reading.match.of("topic")
    return TOPICAL * len(found or ())


def _earns(reading: Reading) -> bool:
    """Whether it asks for more than what a thing is, or that is what the question asks."""
    match = reading.match
    return match is None or earned(match, match.tokens)


def _counts(again: Reading, reading: Reading) -> bool:
    """Whether all of a kind are counted, and nothing strange was left out."""
    counts = again.typed.count if again.typed else bool(again.match and again.match.of("count"))
    strange = [token.text for token in reading.tokens if not token.senses]
    return counts and not any(word in again.aside for word in strange)


def _is_bare(again: Reading, reading: Reading) -> bool:
    """Whether all of a kind would be listed, whatever the question said of it; not of what a plan
    lays out itself, of which a verb says no more: 未来产业布局了哪几个."""
    asked = (b.text for a, b in pairwise(reading.tokens) if a.of("what"))
    if set(_types(again)) <= LAID_OUT and not set(asked) & set(again.aside.split("、")):
        return False
    if typed := again.typed:
        states = typed.statuses or typed.statuses_not or typed.levels or typed.flagship
        return not (typed.ties or typed.topics or typed.rank or states or typed.among)
    assert again.match is not None
    return not again.match.of("topic", "scope", "year", "place", "status", "level", *ENTITIES)


def _types(reading: Reading) -> tuple[str, ...]:
    """The types that are asked for."""
    if reading.typed:
        return reading.typed.types
    assert reading.match is not None
    kinds = reading.match.of("field_type", *TYPES)
    return tuple(sense.value for sense in kinds) or ("",)
