"""What a question can do without: an occasion told in a clause of its own (领导明天开会要用，…),
and an unknown verb or small word between what is known. What is left out is always said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from queries.asking.common import cut, is_doing, is_proper
from queries.asking.normalise import is_chinese
from queries.asking.refusal import closed
from queries.asking.tokens import Token

#: Kinds of words of which a clause that only tells an occasion consists.
LIGHT = frozenset("skip and second occasion outside scope support tie about list host".split())
ENDS = frozenset(",;?;")
#: Words that begin an English clause that only tells the occasion.
OCCASION = frozenset("for before ahead as i my we our hi hello hey dear good in on".split())
LONGEST = 4


def lighter(tokens: Sequence[Token]) -> Iterator[tuple[list[Token], str]]:
    """Ways to leave something out: the tokens that stay, and the words that are left out."""
    kept = [clause for clause in _clauses(tokens) if not _is_occasion(clause)]
    stay = [token for clause in kept for token in clause]
    if kept and len(stay) < len(tokens):
        yield stay, _text([t for t in tokens if t not in stay])
    glued = {t.text for t in closed(stay)}
    doing = [t for t in stay if not t.senses and t.text in glued and _is_doing(t)]
    if doing:
        left = [t for t in tokens if t not in stay or t in doing]
        yield [t for t in stay if t not in doing], _text(left)


def spoken(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without clauses of courtesy: 麻烦帮我查一下，…，谢谢."""
    kept = [clause for clause in _clauses(tokens) if not all(map(_is_courtesy, clause))]
    stay = [token for clause in kept for token in clause]
    while stay and stay[-1].text in ENDS:
        stay.pop()
    return stay or list(tokens)


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


def _is_occasion(clause: Sequence[Token]) -> bool:
    """Whether a clause names nothing of the plan and no proper name."""
    told = any(token.of("occasion") for token in clause)
    light = all({sense.kind for sense in token.senses} <= LIGHT for token in clause)
    if not light or any(token.of("outside") and not told for token in clause):
        return False
    words = [word for token in clause if not token.senses for word in cut(token.text)]
    if all(is_chinese(word) for word in words):
        return not any(is_proper(word) and len(word) > 1 for word in words)
    return clause[0].words[0] in OCCASION


def _is_doing(token: Token) -> bool:
    words = list(cut(token.text))
    return is_chinese(token.text) and len(token.text) <= LONGEST and all(map(is_doing, words))


def _text(tokens: Sequence[Token]) -> str:
    return "、".join(text for t in tokens if (text := t.text.strip(",;? ")) and _says(t))


def _says(token: Token) -> bool:
    return not token.of("skip", "and", "second") or not token.senses
