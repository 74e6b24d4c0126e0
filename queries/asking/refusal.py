"""Why a question gets no plain answer: what is not in the plan, told apart from not understood."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from queries.asking.intents import matches
from queries.asking.lexicon import FOLDER, Sense
from queries.asking.normalise import normalise
from queries.asking.tokens import Token

LONGEST = 300
NEGATIVE = ("neg", "except", "only")
OUTSIDE = ("people", "money", "time", "opinion", "how", "daily", "patent")


def guarded(question: str) -> str:
    """Why this is no question to look up (cypher, greeting …), or nothing."""
    text = normalise(question)
    if not any(letter.isalnum() for letter in text):
        return "no_words"
    if len(question) > LONGEST:
        return "too_long"
    raw = question.lower()
    reasons = (n for n, patterns in _guards().items() if any(p.search(raw) for p in patterns))
    return next(reasons, "")


def why(tokens: Sequence[Token], lang: str) -> tuple[str, str, str]:
    """(reason, text key, words) for tokens that no intent takes up."""
    for kinds, reason, key in _rules():
        if token := next((t for t in tokens if _is(t, kinds)), None):
            return reason, key, token.text
    unknown = [token.text for token in tokens if not token.senses]
    if unknown and any(fits(tokens, lang)):
        return (
            "not_in_plan",
            "unknown_name",
            "、".join(unknown) if lang == "zh" else ", ".join(unknown),
        )
    return "not_understood", "words" if unknown else "shape", _quoted(unknown, lang)


def fits(tokens: Sequence[Token], lang: str) -> Iterator[bool]:
    """Whether a known family would take the question up if its unknown words were a name."""
    guesses = [Sense(kind) for kind in ("institution", "thing", "topic", "area", "chain", "field")]
    guesses += [Sense("park"), Sense("project"), Sense("indicator")]
    filled = [token if token.senses else Token(token.words, tuple(guesses)) for token in tokens]
    for topical in (False, True):
        yield from (True for _ in matches(filled, lang, topical))


def _rules() -> Iterator[tuple[tuple[str, ...], str, str]]:
    yield ("place",), "not_in_plan", "place"
    yield ("outside", "headcount"), "not_in_plan", "outside"
    yield NEGATIVE, "not_understood", "negation"
    yield ("year",), "not_in_plan", "year"
    yield ("invest",), "not_in_plan", "invest"


def _is(token: Token, kinds: tuple[str, ...]) -> bool:
    """Whether the token can only be one of these kinds."""
    return bool(token.senses) and token.senses[0].kind in kinds


def _quoted(unknown: Sequence[str], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(unknown)


@cache
def _guards() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    table = tomllib.loads((FOLDER / "guards.toml").read_text("utf-8"))
    return {name: tuple(re.compile(p, re.I) for p in g["patterns"]) for name, g in table.items()}
