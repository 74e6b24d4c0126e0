"""What a question says twice: in English and by its Chinese name in brackets, short and in full."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import takewhile

from queries.asking.kinds import ENTITIES, TYPES
from queries.asking.lexicon import Form
from queries.asking.normalise import atoms, is_chinese, stem
from queries.asking.tokens import Token, tokenise
from queries.asking.vocabulary import Vocabulary

#: What only explains the words before it, or says them in full.
GLOSS = re.compile(r"\(([^()]*)\)")
KINDS = (*TYPES, "project_type", "field_type")
#: What an English name follows.
STOPS = frozenset(
    map(
        stem, "the a an by at in on with to from than does do did is are was within , ; : ?".split()
    )
)
JOINS = frozenset(("of", "for", "and"))
ASKING = tuple("what who where neg except count list both stated derived".split())
DOING = tuple("support host undertake join rely based locate belong tie below".split())


def named(text: str, names: Vocabulary) -> Form:
    """The words of a question with every Chinese name in brackets in place of the English words
    that it explains: metals and carbon-based materials (金属与炭基材料)."""
    words: Form = ()
    after = 0
    for gloss in GLOSS.finditer(text):
        words, own = (*words, *atoms(text[after : gloss.start()])), tokenise(atoms(gloss[1]), names)
        if is_chinese(gloss[1]) and len(own) == 1 and own[0].of(*ENTITIES):
            words = _replaced(tokenise(words, names), own[0], names)
        else:
            words = (*words, *atoms(gloss[1]))
        after = gloss.end()
    return (*words, *atoms(text[after:]))


def _replaced(before: Sequence[Token], name: Token, names: Vocabulary) -> Form:
    """The words with ``name`` in place of the English that ends there; a kind of other things
    stays: smart voice chain projects (智能语音)."""
    types = {names.named(key).type for s in name.senses for key in s.values if s.kind in ENTITIES}
    kept = list(takewhile(lambda t: t.of(*KINDS) and not t.of(*ENTITIES), reversed(before)))
    start = _start(before[: len(before) - len(kept)])
    other = [t for t in reversed(kept) if not _is_kind(t, types)]
    return tuple(word for token in (*before[:start], name, *other) for word in token.words)


def _is_kind(token: Token, types: Set[str]) -> bool:
    said = {s.value for s in token.senses if s.kind in KINDS}
    said |= {"Project"} if token.of("project_type") else set()
    return bool(said & types) or bool({"Indicator", "Target"} & types)


def _start(before: Sequence[Token]) -> int:
    """Where the English name begins that ends here."""
    at = len(before)
    while at and not _stops(before[:at]):
        at -= 1
    return at


def _stops(before: Sequence[Token]) -> bool:
    """Whether the last token stands before a name, not in it."""
    last, rest = before[-1], before[:-1]
    if is_chinese(last.text):
        return True
    if last.text in JOINS:
        return last.text != "and" and not (rest and (not rest[-1].senses or rest[-1].of(*KINDS)))
    if last.of(*DOING) and not last.of(*KINDS):
        return not (rest and (not rest[-1].senses or rest[-1].of("topic")))
    return last.text in STOPS or last.of(*ASKING) is not None


def otherwise(text: str, names: Vocabulary) -> Iterator[Form]:
    """The words of a question without what only explains, and with what it says in full in place
    of a word that is not known: 矿大(中国矿业大学) says 中国矿业大学."""
    if (bare := GLOSS.sub("", text)) == text:
        return
    yield atoms(bare)
    told, after = "", 0
    for gloss in GLOSS.finditer(text):
        before = text[after : gloss.start()]
        last = tokenise(atoms(before), names)[-1:]
        if last and not last[0].senses:
            before = before.removesuffix(last[0].text)
        told, after = f"{told}{before}{gloss[1]}", gloss.end()
    yield atoms(told + text[after:])
