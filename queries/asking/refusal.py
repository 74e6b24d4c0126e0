"""Why a question gets no plain answer: what is not in the plan, told apart from not understood."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from queries.asking.intents import matches
from queries.asking.kinds import EXCLUDED
from queries.asking.lexicon import FOLDER, Sense
from queries.asking.normalise import is_chinese, joined, normalise
from queries.asking.tokens import Token

LONGEST = 300
NEGATIVE = ("neg", "except", "only", *EXCLUDED)
#: Types of bodies as they end a name, in the singular: 上海大学 is one, 上海高校 are several.
NAMING = frozenset(
    "大学 学院 研究院 研究所 医院 实验室 公司 集团 university college institute academy hospital"
    " laboratory lab group".split()
)
#: Small words that stand beside a name and are no part of it.
FUNCTION = frozenset(
    "的地得了着过是有在为把被对吗呢吧啊呀哦里请问想要给我你它其这那来去会能到用以都还说讲写查看"
)


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
    unknown = list(_unknown(tokens))
    inside = {i for start, end in unknown for i in range(start, end)}
    for kinds, reason, key in _rules():
        outside = (t for i, t in enumerate(tokens) if key != "place" or i not in inside)
        if token := next((t for t in outside if _is(t, kinds)), None):
            return reason, key, _said(token, key)
    quoted = _quoted([_text(tokens[start:end]) for start, end in unknown], lang)
    if unknown and any(fits(_joined(tokens, unknown), lang)):
        return "not_in_plan", "unknown_name", quoted
    return "not_understood", "words" if unknown else "shape", quoted


def name(tokens: Sequence[Token]) -> str:
    """The words of a question that look like one name which is not known; empty if none do."""
    start, end = next(_unknown(tokens), (0, 0))
    return _text(tokens[start:end])


def closed(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with every unknown stretch, and what is glued to it, as one."""
    return _joined(tokens, list(_unknown(tokens)))


def _joined(tokens: Sequence[Token], unknown: Sequence[tuple[int, int]]) -> list[Token]:
    found = list(tokens)
    for start, end in reversed(unknown):
        words = tuple(word for token in tokens[start:end] for word in token.words)
        found[start:end] = [Token(words)]
    return found


def _unknown(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Where unknown words stand, with what is glued to them: 浙江 + 理工 + 大学, 中 + 兴."""
    end = 0
    for at, token in enumerate(tokens):
        if at < end or (token.senses and not _inner(tokens, at)):
            continue
        start = at
        while start > end and _glued(tokens[start - 1]):
            start -= 1
        end = at + 1
        while end < len(tokens) and (not tokens[end].senses or _glued(tokens[end])):
            end += 1
        if end < len(tokens) and tokens[end].text in NAMING:
            end += 1
        yield start, end


def _inner(tokens: Sequence[Token], at: int) -> bool:
    """What stands before a type of body as its name would: 浙江 + 理工 + 大学, 浙江 + 大学."""
    if at + 1 == len(tokens) or tokens[at + 1].text not in NAMING:
        return False
    if tokens[at].of("place"):
        return True
    topical = all(sense.kind == "topic" for sense in tokens[at].senses)
    return at > 0 and topical and bool(tokens[at - 1].of("place", "scope", "topic"))


def _glued(token: Token) -> bool:
    """Whether a Chinese token beside an unknown one is rather part of the same name."""
    if not is_chinese(token.text):
        return token.of("place") is not None
    small = (
        len(token.words) == 1
        and token.of("skip", "area_type", "chain_type")
        and token.text not in FUNCTION
    )
    return bool(small) or all(sense.kind in ("topic", "place", "scope") for sense in token.senses)


def _text(tokens: Sequence[Token]) -> str:
    return joined(tuple(word for token in tokens for word in token.words))


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


def _said(token: Token, key: str) -> str:
    year = token.of("year")
    return year.value if key == "year" and year else token.text


def _is(token: Token, kinds: tuple[str, ...]) -> bool:
    """Whether the token can only be one of these kinds."""
    return bool(token.senses) and token.senses[0].kind in kinds


def _quoted(unknown: Sequence[str], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(unknown)


@cache
def _guards() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    table = tomllib.loads((FOLDER / "guards.toml").read_text("utf-8"))
    return {name: tuple(re.compile(p, re.I) for p in g["patterns"]) for name, g in table.items()}
