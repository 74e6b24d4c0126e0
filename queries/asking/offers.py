"""Where a question is not answered: what of it was understood, and questions about the same
things that can be asked. Only what is read is offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ingest.catalogue import catalogue, text
from queries.asking import wording
from queries.asking.kinds import BROAD, ENTITIES, TYPES
from queries.asking.lexicon import Sense
from queries.asking.normalise import atoms, normalise, places, position
from queries.asking.refusal import closed
from queries.asking.tokens import Token
from queries.asking.vocabulary import Vocabulary

MOST, MOST_TRIED = 3, 8
#: Questions that the plan at hand can answer: their texts, and the type whose name they take.
EXAMPLES = (("field", "TechField"), ("list", "Laboratory"), ("chain", "IndustryChain"))
ASIDE = ("place", "outside", "year", "headcount", "measure", "neg", "only", "invest")
Reads = Callable[[str], bool]


def understood(tokens: Sequence[Token], names: Vocabulary, lang: str) -> list[str]:
    """The names, types and words of a question that are known, as they are called."""
    found = (_called(token, names, lang) for token in tokens)
    return list(dict.fromkeys(word for word in found if word))


def offers(
    question: str, tokens: Sequence[Token], names: Vocabulary, lang: str, reads: Reads
) -> tuple[str, ...]:
    """The nearest questions that can be asked, likest first; never the question itself."""
    found: list[str] = []
    near = (*_without(question, tokens), *_about(tokens, names, lang), *examples(names, lang))
    for tried in list(dict.fromkeys(near))[:MOST_TRIED]:
        if len(found) < MOST and tried != question and reads(tried):
            found.append(tried)
    return tuple(found)


def examples(names: Vocabulary, lang: str) -> tuple[str, ...]:
    """Questions about what this plan names."""
    first = ((key, next(names.of_type(kind), None)) for key, kind in EXAMPLES)
    return tuple(
        text(f"ask.offer.{key}", lang, name=names.label(named.id, lang))
        for key, named in first
        if named
    )


def _called(token: Token, names: Vocabulary, lang: str) -> str:
    if sense := token.of(*ENTITIES):
        return names.label(sense.value, lang) if len(sense.values) == 1 else token.text
    if sense := token.of(*TYPES, "project_type"):
        return "" if sense.value == BROAD else wording.kind(sense, lang)
    return token.text if token.of("topic") else ""


def _without(question: str, tokens: Sequence[Token]) -> Iterator[str]:
    """The question without what stands in the way."""
    known = normalise(question)
    spans, words, at, kept = places(known), atoms(known), 0, known
    cut: list[tuple[int, int]] = []
    for token in closed(tokens):
        start = position(words, token.words, at)
        if start is None:
            continue
        at = start + len(token.words)
        if not token.senses or token.of(*ASIDE):
            cut.append((spans[start][0], spans[at - 1][1]))
    for start, end in reversed(cut):
        kept = f"{kept[:start]}{kept[end:]}"
    if cut and (told := " ".join(kept.strip(" ,;、?？").split())):
        yield told


def _about(tokens: Sequence[Token], names: Vocabulary, lang: str) -> Iterator[str]:
    """What can be asked of each thing that the question names, then of its types."""
    for token in tokens:
        sense = token.of(*ENTITIES)
        if sense and len(sense.values) == 1:
            key = f"ask.offer.of.{names.entities[sense.value].type}"
            if key in catalogue():
                yield text(key, lang, name=names.label(sense.value, lang))
    for token in tokens:
        sense = token.of(*TYPES, "project_type")
        if sense and sense.value != BROAD:
            yield text("ask.offer.kind", lang, noun=_noun(sense, lang))


def _noun(sense: Sense, lang: str) -> str:
    return wording.nouns([sense], "institution", lang)[lang != "zh"]
