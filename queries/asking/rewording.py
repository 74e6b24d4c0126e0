"""What a question says, and the same question with one name or type in the place of another.

A reworded question is read anew, and offered only where it is read as before but for the one
change: the same intent, every other word with the same sense, no slip mended on the way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.catalogue import text
from queries.asking import wording
from queries.asking.answer import Answer, Said
from queries.asking.intents import Match
from queries.asking.kinds import TYPES
from queries.asking.language import language_of
from queries.asking.lexicon import Sense, name_parts, options, rows
from queries.asking.normalise import atoms, is_chinese, normalise, places, position, stem
from queries.asking.reader import read
from queries.asking.slots import parameters
from queries.asking.vocabulary import Vocabulary

NAMES = tuple("field institution thing project chain cluster park area".split())
BASES = ("stated", "derived")
#: Type words that may stand in for one another: who does something and what is built, industries.
GROUPS = (
    ("type", "type_lab", "type_thing", "type_park"),
    ("chain_type", "future_type", "service_type"),
    ("project_type",),
)
TYPE_KINDS = (*TYPES, "project_type")


@dataclass(frozen=True, slots=True)
class Choice:
    """The question with something else said in one place, and what that is called."""

    question: str
    label: str


@dataclass(frozen=True, slots=True)
class Option:
    """What may be said instead: its sense, its label, the words for it, best first."""

    sense: Sense
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, how it was read, and the names that were known then."""

    question: str
    match: Match
    names: Vocabulary


def said(question: str, match: Match, names: Vocabulary) -> tuple[Said, ...]:
    """The names, types and bases of ``question``, in its order, where its words show them."""
    return tuple(one for one, _ in _places(question, match, names))


def reworded(
    answer: Answer, names: Vocabulary, lang: str
) -> Iterator[tuple[Said, tuple[Choice, ...]]]:
    """All that ``answer.said`` holds, each with what could stand in its place, itself included;
    labels in ``lang``. Nothing that has no alternative."""
    match = _read(answer.question, answer.intent, names) if answer.said else None
    if match is None or match.of("tally"):  # a number that was right of one thing only
        return
    asked = Asked(answer.question, match, names)
    for one, sense in _places(answer.question, match, names):
        found = tuple(_choices(asked, one, sense, lang))
        if len(found) > 1:
            yield one, found


def _places(question: str, match: Match, names: Vocabulary) -> Iterator[tuple[Said, Sense]]:
    known = normalise(question)
    stand, words, at = places(known), atoms(known), 0
    for token in match.tokens:
        start = position(words, token.words, at)
        if start is None:
            continue
        at = start + len(token.words)
        begin, end = stand[start][0], stand[at - 1][1]
        for sense in _changeable(match, token.senses)[:1]:
            kind = names.named(sense.value).type if sense.kind in NAMES else ""
            yield Said(sense.kind, known[begin:end], sense.value, kind, begin), sense


def _changeable(match: Match, senses: Sequence[Sense]) -> list[Sense]:
    return [sense for sense in match.of(*NAMES, *TYPE_KINDS, *BASES) if sense in senses]


def _choices(asked: Asked, one: Said, sense: Sense, lang: str) -> Iterator[Choice]:
    """What was said where it stands among its alternatives; first where it is none of them."""
    found = list(_options(one, sense, asked.names, lang))
    if all(option.sense != sense for option in found):
        yield Choice(asked.question, _own_label(sense, asked.names, lang))
    for option in found:
        if option.sense == sense:
            yield Choice(asked.question, option.label)
        elif option.sense not in asked.match.senses and (told := _told(asked, one, sense, option)):
            yield Choice(told, option.label)


def _own_label(sense: Sense, names: Vocabulary, lang: str) -> str:
    return names.label(sense.value, lang) if sense.kind in NAMES else wording.kind(sense, lang)


def _options(one: Said, sense: Sense, names: Vocabulary, lang: str) -> Iterator[Option]:
    if sense.kind in NAMES:
        for named in names.of_type(one.type):
            english = named.english[:1]
            words = (named.name, *english) if is_chinese(one.words) else (*english, named.name)
            yield Option(Sense(sense.kind, (named.id,)), names.label(named.id, lang), words)
        return
    if sense.kind in BASES:
        yield from (_basis(row, one, lang) for row in rows("words") if row["kind"] in BASES)
        return
    yield from (_type(row, one, lang) for row in rows("types") if row["kind"] in _kin(sense.kind))


def _type(row: Mapping[str, str], one: Said, lang: str) -> Option:
    """A type word; in the plural where ``one`` is."""
    sense = Sense(row["kind"], (row["value"], *name_parts(row["part"])))
    zh, en = (next(options(row[each]), "") for each in ("zh", "en"))
    several = wording.plural(en) if one.words != stem(one.words) else en
    words = (zh,) if is_chinese(one.words) else (several, en)
    return Option(sense, wording.kind(sense, lang), words)


def _basis(row: Mapping[str, str], one: Said, lang: str) -> Option:
    """A word for a basis, with the same ending as ``one`` if there is such: 直接支持, 推断支持."""
    known = list(options(row["zh" if is_chinese(one.words) else "en"]))
    alike = (word for word in known if word[-2:] == one.words[-2:])
    label = text(f"ask.word.{row['kind']}", lang)
    return Option(Sense(row["kind"], (row["value"],)), label, (*alike, known[0]))


def _kin(kind: str) -> tuple[str, ...]:
    """Type words that may stand in for one of ``kind``."""
    return next((group for group in GROUPS if kind in group), ())


def _told(asked: Asked, one: Said, sense: Sense, option: Option) -> str:
    """The question that says ``option`` instead, if it is read so and asks for something else."""
    match, names = asked.match, asked.names
    wanted = tuple(option.sense if each == sense else each for each in match.senses)
    for told in (told for words in option.words for told in _replaced(asked.question, one, words)):
        again = _read(told, match.intent.name, names)
        if again and again.senses == wanted:
            return told if parameters(again, names) != parameters(match, names) else ""
    return ""


def _replaced(question: str, one: Said, words: str) -> Iterator[str]:
    """The rest stays as it was typed where the normal form has kept every place."""
    known, typed = normalise(question), question.strip()
    base = typed if len(typed) == len(known) else known
    before, after = base[: one.at], base[one.at + len(one.words) :]
    for said_now in dict.fromkeys((_without_end(words, after), words)):
        yield " ".join(f"{before}{said_now}{after}".split())


def _without_end(words: str, after: str) -> str:
    """``words`` without what the question says next anyway: the … chain chain."""
    low, follows = words.lower(), after.lower()
    ends = (n for n in range(len(words) - 1, 1, -1) if follows.startswith(low[-n:]))
    return words[: -next(ends, 0) or None]


def _read(question: str, intent: str, names: Vocabulary) -> Match | None:
    """The reading of a question as ``intent``, if it is one and no slip had to be mended."""
    known = normalise(question)
    reading = read(atoms(known), names, language_of(known))
    found = (each for each in (reading.match, reading.other) if each is not None)
    sound = not reading.mends and not reading.reason
    return next((each for each in found if sound and each.intent.name == intent), None)
