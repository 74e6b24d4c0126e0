"""Slips of the pen in names: what was probably meant, and whether that is safe to assume.

Names, technical terms and words for kinds of things are mended. A Chinese slip is assumed where it
sounds the same (浙江大雪), where two neighbours changed places, or where a
character is doubled or missing; any other likeness is only offered: 浙江工商大学
is not 浙江工业大学.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from queries.asking.bodies import spelt
from queries.asking.kinds import TYPES
from queries.asking.lexicon import Form, lexicon, terms
from queries.asking.normalise import is_chinese, joined
from queries.asking.spelling import pinyin
from queries.asking.tokens import Token
from queries.asking.vocabulary import Vocabulary

SHORTEST_ZH, SHORTEST_EN, LONG, SWAPPED = 4, 5, 9, 5
KEPT, MOST_PARTS = 4, 8  # vocabularies, syllables
#: Kinds of general words that may be mended too: what is asked for, never what is left out.
PLAIN = (*TYPES, "project_type", "field_type", "support", "host", "undertake", "join")


@dataclass(frozen=True, slots=True)
class Mend:
    """``said`` at atoms ``start`` to ``end`` was probably ``meant``; ``sure``: may be assumed."""

    start: int
    end: int
    said: str
    meant: str
    words: Form
    sure: bool


def mends(words: Form, tokens: Sequence[Token], names: Vocabulary) -> list[Mend]:
    """The likeliest mends around the unknown tokens, the sure ones first."""
    found = [m for start, end in _unknown(tokens) for m in _around(words, start, end, names)]
    found += [m for start, end in _unknown(tokens) for m in _spelled(words, start, end, names)]
    return sorted(dict.fromkeys(found), key=lambda m: (not m.sure, m.start - m.end))


def mended(words: Form, mend: Mend) -> Form:
    """The question's atoms with ``mend`` applied."""
    return (*words[: mend.start], *mend.words, *words[mend.end :])


def swapped(words: Form, names: Vocabulary) -> Iterator[Mend]:
    """Stretches that hold exactly the characters of a long name in another order."""
    known = _anagrams(names)
    for start in range(len(words)):
        for end in range(start + SWAPPED, min(len(words), start + 24) + 1):
            said = "".join(words[start:end])
            meant, form = known.get("".join(sorted(said)), ("", ()))
            if meant and meant != said:
                yield Mend(start, end, said, meant, form, True)


def _unknown(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    at = 0
    for token in tokens:
        if not token.senses:
            yield at, at + len(token.words)
        at += len(token.words)


def _around(words: Form, start: int, end: int, names: Vocabulary) -> Iterator[Mend]:
    if is_chinese(joined(words[start:end])):
        yield from _chinese(words, start, end, names)
    else:
        yield from _latin(words, start, end, names)


@lru_cache(maxsize=KEPT * 8)
def _chinese(words: Form, start: int, end: int, names: Vocabulary) -> tuple[Mend, ...]:
    """Stretches that hold the unknown atoms, against all Chinese names; a question is looked at
    more than once."""
    return tuple(_likely(words, start, end, names))


def _likely(words: Form, start: int, end: int, names: Vocabulary) -> Iterator[Mend]:
    known = _names(names)
    for a, b in _windows(len(words), start, end):
        said = "".join(words[a:b])
        allowed = 2 if len(said) >= LONG else 1
        like = _long(names, len(said) - allowed, len(said) + allowed)
        near = process.extract(said, like, scorer=OSA.distance, score_cutoff=allowed, limit=5)
        for meant, distance, _ in near:
            if distance and len(meant) >= SHORTEST_ZH and meant not in said:
                yield Mend(a, b, said, meant, known[meant], _same_sound(said, meant))


def _windows(length: int, start: int, end: int) -> Iterator[tuple[int, int]]:
    for a in range(max(0, end - 24), start + 1):
        for b in range(end, min(length, a + 24) + 1):
            if b - a >= SHORTEST_ZH - 1:
                yield a, b


def _same_sound(said: str, meant: str) -> bool:
    if len(said) == len(meant):
        return sorted(said) == sorted(meant) or pinyin(said) == pinyin(meant)
    short, long = sorted((said, meant), key=len)
    if len(long) - len(short) != 1:
        return False
    cut = next((i for i in range(len(long)) if long[:i] + long[i + 1 :] == short), None)
    if cut is None:  # one character is lacking and another one is wrong
        return False
    return long == meant or long[cut] in (long[cut - 1 : cut] + long[cut + 1 : cut + 2])


@lru_cache(maxsize=KEPT * 24)
def _long(names: Vocabulary, least: int, most: int) -> list[str]:
    """The Chinese names with so many characters."""
    return [text for text in _names(names) if least <= len(text) <= most]


@lru_cache(maxsize=KEPT)
def _anagrams(names: Vocabulary) -> Mapping[str, tuple[str, Form]]:
    """Chinese names by their characters in order."""
    return {"".join(sorted(text)): (text, form) for text, form in _names(names).items()}


@lru_cache(maxsize=KEPT)
def _names(names: Vocabulary) -> Mapping[str, Form]:
    """Chinese names and long forms in the graph, as texts."""
    forms = (words for words in names.forms.senses if len(words) >= SHORTEST_ZH)
    return {text: words for words in forms if is_chinese(text := joined(words))}


def _spelled(words: Form, start: int, end: int, names: Vocabulary) -> Iterator[Mend]:
    """A Chinese name written in pinyin, its syllables together or apart: gaoduan weidianzi."""
    for a in range(max(0, start - MOST_PARTS), start + 1):
        for b in range(max(start + 1, end), min(len(words), a + MOST_PARTS) + 1):
            said = words[a:b]
            if all(word.isascii() and word.isalpha() for word in said):
                meant = _by_sound(names).get("".join(said))
                if meant:
                    yield Mend(a, b, " ".join(said), joined(meant), meant, True)


@lru_cache(maxsize=KEPT)
def _by_sound(names: Vocabulary) -> Mapping[str, Form]:
    """Chinese names and long forms by their syllables, those that sound like one only."""
    found: dict[str, list[Form]] = {}
    for text, words in _names(names).items():
        found.setdefault("".join(pinyin(text)), []).append(words)
    return {sound: forms[0] for sound, forms in found.items() if len(forms) == 1}


def _latin(words: Form, start: int, end: int, names: Vocabulary) -> Iterator[Mend]:
    """Single English words against the words of names and terms."""
    known = _latin_words(names)
    for at in range(start, end):
        word = words[at]
        if not word.isalpha() or len(word) < SHORTEST_EN or word in known or word in spelt():
            continue
        allowed = 2 if len(word) >= LONG else 1
        near = process.extract(word, known, scorer=OSA.distance, score_cutoff=allowed, limit=3)
        for meant, distance, _ in near:
            alone = len([1 for _, d, _ in near if d == distance]) == 1
            same = word[0] == meant[0] and len(meant) >= SHORTEST_EN
            if same and distance == near[0][1]:
                yield Mend(at, at + 1, word, meant, (meant,), alone)


@lru_cache(maxsize=KEPT)
def _latin_words(names: Vocabulary) -> Mapping[str, str]:
    """The words of English names, of technical terms and for kinds of things."""
    return {word: word for word in _all_latin(names)}


def _all_latin(names: Vocabulary) -> Iterator[str]:
    forms: Iterable[Form] = (*names.forms.senses, *terms())
    for words in forms:
        yield from (w for w in words if w.isascii() and w.isalpha() and len(w) >= SHORTEST_EN - 1)
    for words, senses in lexicon().senses.items():
        if len(words) == 1 and any(sense.kind in PLAIN for sense in senses):
            yield from (w for w in words if w.isascii() and len(w) >= SHORTEST_EN)
