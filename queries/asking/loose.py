"""What a question can do without: an occasion told in a clause of its own (领导催得急，…), and
an unknown word that stands where a verb does. What is left out is always said.

A word that stands where a name or a kind stands is never left out, nor one that compares.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from queries.asking.common import cut, is_doing, is_proper, tag
from queries.asking.kinds import ENTITIES, TYPES
from queries.asking.normalise import is_chinese, joined
from queries.asking.refusal import closed
from queries.asking.tokens import Token

#: Kinds of words of which a clause that only tells an occasion consists.
LIGHT = frozenset("skip and second occasion outside scope support tie about list host".split())
#: Words outside the graph that a clause may hold and ask nothing by them.
TOLD = ("people", "daily", "patent", "how")
ENDS = frozenset(",;?:")
#: Words that begin an English clause that only tells the occasion.
OCCASION = frozenset("for before ahead as i my we our hi hello hey dear good in on".split())
LONGEST = 4
#: What may stand before and behind a verb.
NAMED = ("who", "scope", *ENTITIES, *TYPES, "project_type", "field_type")
HELD = ("what", "where", "count", "most", "least", "topic", *NAMED)
SMALL = frozenset({"skip"})
ASKING = frozenset("who what where count list much invest most least yesno number tally".split())


def lighter(tokens: Sequence[Token]) -> Iterator[tuple[list[Token], str]]:
    """Ways to leave something out: the tokens that stay, and the words that are left out."""
    clauses = list(_clauses(tokens))
    kept = [clause for clause in clauses if not _is_occasion(clause, clauses)]
    stay = [token for clause in kept for token in clause]
    told = [_clause(clause) for clause in clauses if clause not in kept]
    if kept and told:
        yield stay, "、".join(told)
    glued = {t.text for t in closed(stay)}
    doing = [t for at, t in enumerate(stay) if _is_verb(stay, at, t.text in glued)]
    if doing:
        rest = [t for t in stay if t not in doing]
        if _holds(rest):
            yield rest, "、".join((*(told if kept else ()), *(t.text for t in doing)))


def _holds(tokens: Sequence[Token]) -> bool:
    """Whether something is said of what is asked for: a verb left out of 哪些企业上市了 leaves
    nothing to ask."""
    kinds = [token for token in tokens if token.of(*TYPES, "project_type", "field_type", "where")]
    return len(kinds) > 1 or any(token.of(*ENTITIES, "topic", "scope") for token in tokens)


def spoken(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without clauses of courtesy: 麻烦帮我查一下，…，谢谢."""
    kept = [clause for clause in _clauses(tokens) if not all(map(_is_courtesy, clause))]
    stay = [token for clause in kept for token in clause]
    while stay and stay[-1].text in ENDS:
        stay.pop()
    return stay or list(tokens)


def occasional(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens; what may tell an occasion does so in a clause that asks and names nothing: 材料
    in 领导要个材料，… is no topic."""
    for clause in _clauses(tokens):
        asks = any(t.of(*ASKING, *ENTITIES, *TYPES, "project_type", "field_type") for t in clause)
        for token in clause:
            occasion = None if asks else token.of("occasion")
            yield replace(token, senses=(occasion,)) if occasion else token


def _is_courtesy(token: Token) -> bool:
    return token.text in ENDS or {sense.kind for sense in token.senses} == {"skip"}


def _clauses(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    clause: list[Token] = []
    for token in tokens:
        clause.append(token)
        if token.text in ENDS:
            yield clause
            clause = []
    if clause:
        yield clause


def _is_occasion(clause: Sequence[Token], clauses: Sequence[Sequence[Token]]) -> bool:
    """Whether a clause asks nothing, names nothing of the plan and no proper name."""
    told = any(token.of("occasion") for token in clause)
    light = all({sense.kind for sense in token.senses} <= LIGHT for token in clause)
    outside = [sense.value for token in clause if (sense := token.of("outside"))]
    words = [word for token in clause if not token.senses for word in cut(token.text)]
    does = any(map(is_doing, words)) and any(_asks(other) for other in clauses if other != clause)
    if not light or (outside and not told and not (does and set(outside) <= set(TOLD))):
        return False
    if all(is_chinese(word) for word in words):
        return not any(is_proper(word) and len(word) > 1 for word in words)
    return clause[0].words[0] in OCCASION


def _asks(clause: Sequence[Token]) -> bool:
    return any(sense.kind in ASKING for token in clause for sense in token.senses)


def _is_verb(tokens: Sequence[Token], at: int, alone: bool) -> bool:
    """Whether an unknown word does something: by the dictionary, or by where it stands."""
    text = tokens[at].text
    if tokens[at].senses or _compares(text) or _describes(tokens, at):
        return False
    before, after = _telling(reversed(tokens[:at])), _telling(tokens[at + 1 :])
    if not is_chinese(text):
        return len(tokens[at].words) == 1 and _between(tokens, before, after, text)
    if len(text) > LONGEST:
        return False
    return (alone and all(map(is_doing, cut(text)))) or _between(tokens, before, after, text)


def _telling(tokens: Iterable[Token]) -> Token | None:
    """The first that is no small word."""
    return next((t for t in tokens if not _is_small(t) or t.text == "的"), None)


def _describes(tokens: Sequence[Token], at: int) -> bool:
    """Whether it stands right before a word for a kind: Peking University."""
    return at + 1 < len(tokens) and bool(tokens[at + 1].of(*TYPES, "project_type", "field_type"))


def _between(tokens: Sequence[Token], before: Token | None, after: Token | None, text: str) -> bool:
    """Whether a word between these has the place of a verb: 云谷小镇 … 哪几条, who … quantum."""
    if before is None or before.of(*NAMED) is None:
        return False
    asked = before.of("who") or (before.of(*TYPES) and _asks(tokens[: tokens.index(before)]))
    if after is None or after.text in ENDS:
        going = text.endswith("ing") and any(token.of("where") for token in tokens)
        return bool(asked) or going
    noun = tag(text).startswith("n")
    held = after.of(*HELD) is not None
    return held and (bool(asked) or (not noun and after.of("what", "where", "count") is not None))


def _is_small(token: Token) -> bool:
    return {sense.kind for sense in token.senses} <= SMALL and bool(token.senses)


def _compares(text: str) -> bool:
    return "最" in text or "更" in text or text.endswith(("est", "er"))


def _clause(tokens: Sequence[Token]) -> str:
    words = tuple(word for token in tokens for word in token.words if word not in ENDS)
    return joined(words)
