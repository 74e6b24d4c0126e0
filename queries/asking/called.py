"""Things that a question in English calls by what their Chinese names mean.

“the green and intelligent rail equipment field” is the field 绿色智能轨道装备: a phrase in front of
(or behind) the word for a type is the thing of that type whose name comes clearly nearest in
meaning. What was assumed is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from queries.asking.figures import ASIDE, CUES
from queries.asking.normalise import form
from queries.asking.reader import Reading, read
from queries.asking.tokens import Token
from queries.asking.typos import Mend
from queries.asking.vocabulary import Vocabulary
from queries.meaning.called import SURE, TYPES, nearest_name

#: The words for a type, by their kind, where their value does not say it.
HEADS = {"project_type": "Project"}
KINDS = "field_type chain_type cluster_type type_lab type_thing type future_type idx_type".split()
#: What one office calls a centre another calls a platform.
WORKS = ("InnovationCenter", "TechPlatform")
#: What a phrase that names something may hold beside unknown words.
INNER = ("topic", "and", "outside", "only", "place", *KINDS)
WORKED_ON = ("TechField", "IndustryChain")
JOINING = ("of", "for", "on", "called", "named")
LONGEST = 8


def called(tokens: Sequence[Token], names: Vocabulary) -> Iterator[Reading]:
    """The question with each thing that it may call so by its Chinese name."""
    phrases = [(*one, token) for at, token in enumerate(tokens) for one in _phrases(tokens, at)]
    for start, end, token in sorted(phrases, key=lambda one: one[0] - one[1]):
        said = " ".join(token.text for token in tokens[start:end])
        meant = nearest_name(said, [one.name for one in names.of_type(*_types(token))])
        if meant:
            yield _read_as(tokens, start, end, said, meant, names)
    yield from _worked_on(tokens, names)
    yield from _figure(tokens, names)


def _worked_on(tokens: Sequence[Token], names: Vocabulary) -> Iterator[Reading]:
    """What somebody works on, no kind being said, as the field or chain that it means."""
    for at in (i for i, token in enumerate(tokens, 1) if token.of("support")):
        end = at
        while end < min(len(tokens), at + LONGEST) and _is_inner(tokens[end]):
            end += 1
        said = " ".join(token.text for token in tokens[at:end])
        own = [one.name for one in names.of_type(*WORKED_ON)]
        if said and (meant := nearest_name(said, own, SURE)):
            yield _read_as(tokens, at, end, said, meant, names)


def _read_as(
    tokens: Sequence[Token], start: int, end: int, said: str, meant: str, names: Vocabulary
) -> Reading:
    """The question with ``meant`` where ``said`` stands."""
    words = [t.words for t in (*tokens[:start], Token(form(meant)), *tokens[end:])]
    again = read(tuple(word for some in words for word in some), names, "en")
    return replace(again, mends=(*again.mends, Mend(start, end, said, meant, form(meant), True)))


def _figure(tokens: Sequence[Token], names: Vocabulary) -> Iterator[Reading]:
    """The figure that the words mean, where one of a year, a base or a target is asked for."""
    asks = [t for t in tokens if t.of(*CUES)]
    said = " ".join(t.text for t in tokens if not t.of(*ASIDE, "and"))
    own = [one.name for one in names.of_type("Indicator")]
    if not asks or not said or not (meant := nearest_name(said, own, SURE)):
        return
    again = read((*form(meant), *(word for t in asks for word in t.words)), names, "en")
    yield replace(again, mends=(*again.mends, Mend(0, len(tokens), said, meant, form(meant), True)))


def _types(token: Token) -> tuple[str, ...]:
    """The types that a token is the word for, if things of them are found by meaning."""
    sense = token.of(*KINDS, *HEADS)
    value = (HEADS.get(sense.kind) or sense.value) if sense else ""
    return (WORKS if value in WORKS else (value,)) if value in TYPES else ()


def _phrases(tokens: Sequence[Token], at: int) -> Iterator[tuple[int, int]]:
    """Where a phrase may stand that names a thing of the type said ``at`` a place, if one is."""
    if not _types(tokens[at]):
        return
    start = at
    while start > max(0, at - LONGEST) and _is_inner(tokens[start - 1]):
        start -= 1
    end = at + 1
    if tokens[end : end + 1] and tokens[end].text in JOINING:
        end += 1
        while end < min(len(tokens), at + LONGEST) and _is_inner(tokens[end]):
            end += 1
    front, back = (any(map(_says, some)) for some in (tokens[start:at], tokens[at + 2 : end]))
    if front and back:
        yield start, end
    if front:
        yield start, at + 1
    if back:
        yield at, end


def _is_inner(token: Token) -> bool:
    return not token.senses or token.of(*INNER) is not None


def _says(token: Token) -> bool:
    """Whether it is more than what joins."""
    return not token.of("and")
