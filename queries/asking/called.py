"""Things that a question in English calls by what their Chinese names mean.

“the green and intelligent rail equipment field” is the field 绿色智能轨道装备: a phrase in front of
(or behind) the word for a type, of which some words are not known, is the thing of that type whose
name comes clearly nearest in meaning. What was assumed is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from queries.asking.normalise import form
from queries.asking.reader import Reading, read
from queries.asking.tokens import Token
from queries.asking.typos import Mend
from queries.asking.vocabulary import Vocabulary
from queries.meaning.called import TYPES, nearest_name

#: The words for a type, by their kind, where their value does not say it.
HEADS = {"project_type": "Project"}
KINDS = ("field_type", "chain_type", "cluster_type", "type_lab", "type", "future_type", "idx_type")
#: What a phrase that names something may hold beside unknown words.
INNER = ("topic", "and", "outside", "only")
JOINING = ("of", "for", "on", "called", "named")
LONGEST = 8


def called(tokens: Sequence[Token], names: Vocabulary) -> Iterator[Reading]:
    """The question with each thing that it may call so by its Chinese name."""
    for at, token in enumerate(tokens):
        kind = _type(token)
        for start, end in _phrases(tokens, at) if kind else ():
            said = " ".join(token.text for token in tokens[start:end])
            meant = nearest_name(said, [one.name for one in names.of_type(kind)])
            if meant:
                words = [t.words for t in (*tokens[:start], Token(form(meant)), *tokens[end:])]
                again = read(tuple(word for some in words for word in some), names, "en")
                yield replace(
                    again, mends=(*again.mends, Mend(start, end, said, meant, form(meant), True))
                )


def _type(token: Token) -> str:
    """The type that a token is the word for, if things of it are found by meaning."""
    sense = token.of(*KINDS, *HEADS)
    value = (HEADS.get(sense.kind) or sense.value) if sense else ""
    return value if value in TYPES else ""


def _phrases(tokens: Sequence[Token], at: int) -> Iterator[tuple[int, int]]:
    """Where a phrase may stand that names a thing of the type said ``at`` a place."""
    start = at
    while start > max(0, at - LONGEST) and _is_inner(tokens[start - 1]):
        start -= 1
    if any(_is_strange(token) for token in tokens[start:at]):
        yield start, at + 1
    end = at + 2
    if tokens[at + 1 : end] and tokens[at + 1].text in JOINING:
        while end < min(len(tokens), at + LONGEST) and _is_inner(tokens[end]):
            end += 1
        if any(_is_strange(token) for token in tokens[at + 2 : end]):
            yield at, end


def _is_inner(token: Token) -> bool:
    return not token.senses or token.of(*INNER) is not None


def _is_strange(token: Token) -> bool:
    return not token.senses or token.of("outside", "only") is not None
