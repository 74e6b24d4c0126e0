"""Things that a question describes instead of naming: 光刻机项目, the rice laboratory.

A word and a type beside each other may mean the one thing of that type whose
name holds the word. Organisations are never found so: 师范大学 is no name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice, product

from queries.asking.common import cut
from queries.asking.kinds import BROAD, ENTITIES
from queries.asking.lexicon import Sense
from queries.asking.normalise import is_chinese, joined
from queries.asking.tokens import Token
from queries.asking.vocabulary import KINDS, Named, Vocabulary

DESCRIPTIVE = {
    "type_lab": ("Laboratory",),
    "type_thing": ("Facility", "InnovationCenter", "TechPlatform"),
    "project_type": ("Project",),
    "type_park": ("IndustrialPark",),
    "cluster_type": ("IndustryCluster",),
    "future_type": ("FutureIndustry",),
    "service_type": ("ServiceIndustry",),
}
TOLD = tuple("Project Laboratory Facility InnovationCenter TechPlatform IndustrialPark".split())
NAMING = ("institution", "park", "area")
DOING = ("support", "host", "undertake")
MOST_SAID, ENOUGH, SHORT, TELLING = 200, 3, 2, 6
SMALL = frozenset({"skip", "and"})


def variants(tokens: Sequence[Token], names: Vocabulary) -> Iterator[list[Token]]:
    """The tokens with one description at a time taken for the thing that it means."""
    for start, end in _stretches(tokens):
        if sense_list := _things(tokens[start:end], names):
            words = tuple(word for token in tokens[start:end] for word in token.words)
            yield [*tokens[:start], Token(words, sense_list), *tokens[end:]]


def telling(tokens: Sequence[Token], names: Vocabulary, least: int = 2) -> Iterator[list[Token]]:
    """The tokens with a run of words, ``least`` at least, taken for the one thing whose name has
    them: 钉钉总部."""
    runs = [(a, b) for a in range(len(tokens)) for b in range(a + least, len(tokens) + 1)]
    held = [list(_held(tokens, at, names)) for at in range(len(tokens))]
    for start, end in sorted(runs, key=lambda run: run[0] - run[1]):
        run = tokens[start:end]
        if len(run) == 1 and run[0].of(*ENTITIES):
            continue
        part = [each for one in held[start:end] for each in one]
        if not all(part) or not any(_is_word(token) for token in run) or _loose(run):
            continue
        said = {joined(tuple(forms)) for forms in islice(product(*part), MOST_SAID)}
        found = [n for n in names.of_type(*TOLD) if _says(n, said) or _all_of(n, part)]
        if len(found) == 1:
            words = tuple(word for token in tokens[start:end] for word in token.words)
            senses = tuple(Sense(kind, (found[0].id,)) for kind in KINDS[found[0].type])
            yield [*tokens[:start], Token(words, senses), *tokens[end:]]


def tells(values: Sequence[str], names: Vocabulary) -> bool:
    """Whether the words of what stands nowhere as a whole are all in the name of one thing."""
    part = list(_cut(values))
    return len(part) > 1 and sum(_fits(n, part, ()) for n in names.of_type(*TOLD)) == 1


def _says(named: Named, said: Collection[str]) -> bool:
    """Whether one of its names has one of these texts as it stands."""
    text = "\n".join((*named.names(), *named.english)).lower()
    return any(words in text for words in said)


def _all_of(named: Named, part: Sequence[Sequence[str]]) -> bool:
    """Whether it has three words and more, or few that say much, in any order."""
    much = is_chinese(part[0][0]) and sum(len(forms[0]) for forms in part) >= TELLING
    return (much or len(part) >= ENOUGH) and _fits(named, part, ())


def _loose(run: Sequence[Token]) -> bool:
    """Whether single characters that say nothing are most of it: 线, 的."""
    return sum(len(token.text) < 2 for token in run) * 2 > len(run)


def _held(tokens: Sequence[Token], at: int, names: Vocabulary) -> Iterator[tuple[str, ...]]:
    """For each part of a word the forms of which a name told so holds one; an empty one for
    words that ask."""
    token, after = tokens[at], tokens[at + 1 : at + 2]
    if token.of(*DOING) and after and not after[0].senses and len(after[0].text) == 1:
        yield (token.text,)
        return
    about = token.of("topic")
    if about and not token.of(*NAMING):
        yield from _parted((token.text, *about.values), names)
        return
    yield _forms(token, names)


def _cut(values: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The words of what stands nowhere as a whole: 固态电池 is 固态 and 电池."""
    words = [word for word in cut(values[-1]) if len(word) > 1]
    if len(words) == 1 and len(words[0]) == 2 * SHORT:
        words = [words[0][:SHORT], words[0][SHORT:]]
    yield from ((word,) for word in words) if len(words) > 1 else [tuple(values)]


def _forms(token: Token, names: Vocabulary) -> tuple[str, ...]:
    if token.of(*NAMING):
        keys = [key for sense in token.senses for key in sense.values if key in names.entities]
        return (token.text, *(name.lower() for key in keys for name in names.entities[key].names()))
    if about := token.of("topic"):
        return (token.text, *about.values)
    return () if token.senses or not token.text.isalnum() else (token.text,)


def _is_word(token: Token) -> bool:
    return not token.of(*NAMING)


def apposed(tokens: Sequence[Token], names: Vocabulary) -> Iterator[list[Token]]:
    """The tokens without types that only repeat what a thing is: the CHIEF facility."""
    kept = [t for at, t in enumerate(tokens) if not (at and _repeats(tokens[at - 1], t, names))]
    if len(kept) < len(tokens):
        yield kept


def _repeats(before: Token, token: Token, names: Vocabulary) -> bool:
    named, said = before.of("thing", "institution"), token.of("type", "type_lab", "type_thing")
    if named is None or said is None or said.value == BROAD or any(said.values[1:]):
        return False
    return all(names.entities[key].type == said.value for key in named.values)


def _stretches(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Runs of topic words with one type word among them, longest first."""
    runs = [(a, b) for a in range(len(tokens)) for b in range(a + 2, len(tokens) + 1)]
    for start, end in sorted(runs, key=lambda run: run[0] - run[1]):
        types = [t for t in tokens[start:end] if _descriptive(t)]
        topics = [t for t in tokens[start:end] if _words(t, types)]
        small = [t for t in tokens[start + 1 : end - 1] if t.of(*SMALL)]
        if _goes_on(tokens[end:]):
            continue
        if types and topics and len({*types, *topics, *small}) == len(set(tokens[start:end])):
            yield start, end


def _goes_on(rest: Sequence[Token]) -> bool:
    """Whether other words of the kind follow, joined by or: labs on rice, plants or forestry."""
    joins = [token for token in rest if token.of("and", "or", "topic")]
    return bool(joins) and joins[0] is rest[0] and any(token.of("or") for token in joins)


def _descriptive(token: Token) -> Sense | None:
    """The type that a described thing is of; of bodies, only an alliance is known by its words."""
    body = token.of("type")
    return token.of(*DESCRIPTIVE) or (body if body and body.value == "Association" else None)


def _things(tokens: Sequence[Token], names: Vocabulary) -> tuple[Sense, ...]:
    kinds = [sense for t in tokens if (sense := _descriptive(t))]
    said = [words for t in tokens if (words := _words(t, [k for k in tokens if _descriptive(k)]))]
    topics = [part for words in said for part in _parted(words, names)]
    types = {name for sense in kinds for name in DESCRIPTIVE.get(sense.kind, (sense.value,))}
    parts = [part for sense in kinds for part in sense.values[1:] if part and sense.kind[0] == "t"]
    found = [n for n in names.entities.values() if n.type in types and _fits(n, topics, parts)]
    whole = [(word,) for t in tokens if _descriptive(t) for word in cut(t.text)]
    found = [n for n in found if _fits(n, whole, ())] or found
    keys = tuple(n.id for n in found)
    senses = (Sense(kind, keys) for n in found for kind in KINDS[n.type])
    return tuple(dict.fromkeys(senses))


def _parted(words: tuple[str, ...], names: Vocabulary) -> Iterator[tuple[str, ...]]:
    """The word, or its parts where no such thing is called so."""
    told = names.of_type(*TOLD)
    yield from [words] if any(n.says(word) for n in told for word in words) else _cut(words)


def _words(token: Token, types: Sequence[Token]) -> tuple[str, ...]:
    """The words that a token describes a thing with; a project may bear a firm's name."""
    if _descriptive(token):
        return ()
    about = token.of("topic")
    if about:
        return about.values
    if token.of("field") and is_chinese(token.text):
        return (token.text,)
    named = token.of("institution", "park") and any(t.of("project_type") for t in types)
    return (token.text,) if named else ()


def _fits(named: Named, topics: Sequence[Sequence[str]], parts: Sequence[str]) -> bool:
    text = "\n".join((*named.names(), *named.english)).lower()
    held = all(any(word in text for word in words) for words in topics)
    return held and (not parts or any(part in text for part in parts))
