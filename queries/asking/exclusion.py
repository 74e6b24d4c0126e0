"""What a question leaves out: 除了浙江大学, 不算企业, 量子以外, but not quantum, non-university.

An exclusion and what it excludes become one token of its own kind
(``not_institution``, ``not_type``, ``not_field``; ``lacks_field`` for 不支持某领域), which
an intent takes up or the question is not answered: nothing negative is ever dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from queries.asking.kinds import BROAD
from queries.asking.lexicon import Sense
from queries.asking.tokens import Token

PLAIN = ("institution", "type", "type_lab", "field")
DOING = ("skip", "support")


def without(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens with every exclusion taken together with what it excludes, if there is one."""
    found = list(_merged(list(_sharpened(tokens))))
    if len(found) < len(tokens) and not any(token.of("neg", "except") for token in found):
        yield found


def _sharpened(tokens: Sequence[Token]) -> Iterator[Token]:
    """``but not`` is not, ``all but A`` is all except A."""
    for at, token in enumerate(tokens):
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if not token.of("but"):
            yield token
        elif after and not after.of("neg", "skip", "support"):
            yield Token(token.words, (Sense("except", ("lead",)),))


def _merged(tokens: Sequence[Token]) -> Iterator[Token]:
    at = 0
    while at < len(tokens):
        end, excluded = _exclusion(tokens, at)
        yield from excluded or tokens[at : at + 1]
        at = end if excluded else at + 1


def _exclusion(tokens: Sequence[Token], at: int) -> tuple[int, list[Token]]:
    """Where the exclusion that begins at ``at`` ends, and what it leaves out."""
    for read in (_leading, _trailing, _being, _lacking):
        end, excluded = read(tokens, at)
        if excluded:
            return end, excluded
    return at, []


def _leading(tokens: Sequence[Token], at: int) -> tuple[int, list[Token]]:
    """除了甲和乙(以外) …, apart from A and B."""
    if not _is(tokens[at], "except", "lead"):
        return at, []
    end, named = _named(tokens, at + 1)
    if end < len(tokens) and _is(tokens[end], "except", "trail"):
        end += 1
    return end, [_not(token, "not_") for token in named]


def _trailing(tokens: Sequence[Token], at: int) -> tuple[int, list[Token]]:
    """甲以外 …, 企业除外."""
    end, named = _named(tokens, at)
    closed = end < len(tokens) and _is(tokens[end], "except", "trail")
    return end + 1, [_not(token, "not_") for token in named] if closed else []


def _being(tokens: Sequence[Token], at: int) -> tuple[int, list[Token]]:
    """非企业, 不是高校, non-university, not companies."""
    end, named = _named(tokens, at + 1)
    kinds = bool(named) and all(token.of("type", "type_lab") for token in named)
    if tokens[at].of("neg") and kinds and _says(tokens[at], "is", "not"):
        return end, [_not(token, "not_") for token in named]
    return at, []


def _lacking(tokens: Sequence[Token], at: int) -> tuple[int, list[Token]]:
    """不支持某领域, but not quantum: only beside a field that is supported."""
    end = at + 1
    while end < len(tokens) and tokens[end].of(*DOING) and not tokens[end].of(*PLAIN):
        end += 1
    doing = _says(tokens[at], "does", "not") or any(t.of("support") for t in tokens[at:end])
    if not (tokens[at].of("neg") and doing and end < len(tokens) and tokens[end].of("field")):
        return at, []
    after = zip(tokens[end + 1 :], ("and", "field"), strict=False)
    if [bool(token.of(kind)) for token, kind in after] == [True, True]:  # 不支持甲和乙: which?
        return at, []
    return end + 1, [_not(tokens[end], "lacks_")]


def _named(tokens: Sequence[Token], at: int) -> tuple[int, list[Token]]:
    """The run of names or types that begins at ``at``: 甲、乙和丙. A comma ends it."""
    while at < len(tokens) and tokens[at].of("skip") and not tokens[at].of(*PLAIN):
        at += 1
    end, named = at, []
    while at < len(tokens) and tokens[at].of(*PLAIN):
        named.append(tokens[at])
        end = at + 1
        joined = end < len(tokens) and tokens[end].of("and") and tokens[end].text != ","
        at = end + 1 if joined else len(tokens)
    return end, named if all(_plain(token) for token in named) else []


def _plain(token: Token) -> bool:
    """Whether all of what it names can be left out: 国家重点实验室 is only part of a type."""
    sense = token.of(*PLAIN)
    parted = sense is not None and sense.kind.startswith("type") and any(sense.values[1:])
    return sense is not None and sense.value != BROAD and not parted


def _not(token: Token, prefix: str) -> Token:
    sense = token.of(*PLAIN if prefix == "not_" else ("field",))
    assert sense is not None
    kind = "type" if sense.kind == "type_lab" else sense.kind
    return Token(token.words, (Sense(prefix + kind, sense.values),))


def _is(token: Token, kind: str, value: str) -> bool:
    sense = token.of(kind)
    return sense is not None and sense.value == value


def _says(token: Token, value: str, word: str) -> bool:
    return _is(token, "neg", value) or token.text == word
