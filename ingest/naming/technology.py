"""General technical vocabulary: which words of a phrase name which technology."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.lexicon import LEXICON
from ingest.model import Span
from ingest.naming.rules.words import words

KEPT = 20_000  # phrases whose words are kept


@dataclass(frozen=True, slots=True)
class Concept:
    """A kind of technology.

    ``alone``: one word of it says which technology is meant; ``common``: such
    words say nothing even together; ``kinds``: what it is a kind of.
    """

    name: str
    alone: bool
    common: bool
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Word:
    """A technical word in a text: what it means and where it stands."""

    concept: Concept
    span: Span


@cache
def _lexicon() -> Mapping[str, object]:
    return tomllib.loads((LEXICON / "technology.toml").read_text("utf-8"))


@cache
def _entries() -> Mapping[str, Mapping[str, object]]:
    entries = _lexicon()["concepts"]
    assert isinstance(entries, dict)
    return entries


@cache
def concept(name: str) -> Concept:
    """The concept of that name in the data file, or of a member of one (``drug:疫苗``)."""
    whole, _, member = name.partition(":")
    entry = _entries()[whole]
    kinds = entry.get("kind_of", ())
    assert isinstance(kinds, list | tuple)
    wider = frozenset([*kinds, whole] if member else kinds)
    return Concept(name, bool(entry.get("alone")), bool(entry.get("common")), wider)


@cache
def _vocabulary() -> tuple[re.Pattern[str], Mapping[str, Concept]]:
    """One pattern of all words, longer ones first, and the concept of each of its groups."""
    words = [pair for name, entry in _entries().items() for pair in _words(name, entry)]
    words.sort(key=lambda pair: -len(pair[0]))
    pattern = "|".join(f"(?P<w{n}>{word})" for n, (word, _) in enumerate(words))
    begin = re.escape("".join(sorted({char for word, _ in words for char in _begins(word)})))
    found = {f"w{n}": concept(name) for n, (_, name) in enumerate(words)}
    return re.compile(f"(?=[{begin}])(?:{pattern})"), found


def _begins(word: str) -> Iterator[str]:
    """With what a word can begin, so that it is tried nowhere else: 可?降解, (?:甲|乙)丙."""
    if word.startswith("(?:"):
        yield from (one[0] for one in word[3 : word.index(")")].split("|"))
    else:
        yield from (word[0], word[2]) if word[1:2] == "?" else word[0]


def _words(name: str, entry: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """(word, its concept) of an entry: a member is a concept of its own."""
    words, members = entry["words"], entry.get("members", [])
    assert isinstance(words, list) and isinstance(members, list)
    yield from ((word, name) for word in words)
    yield from ((word, f"{name}:{word}") for word in members)


def words_in(text: str) -> Iterator[Word]:
    """The technical words of a text from left to right, none inside another."""
    return iter(_words_of(text))


@lru_cache(maxsize=KEPT)
def _words_of(text: str) -> tuple[Word, ...]:
    pattern, groups = _vocabulary()
    found = (match for match in pattern.finditer(text) if match.lastgroup)
    return tuple(Word(groups[str(m.lastgroup)], Span(*m.span())) for m in found)


@cache
def _listed(key: str) -> str:
    words = _lexicon()[key]
    assert isinstance(words, list)
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _edges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    verbs = (v for v in words("boundaries", "verbs") - words("boundaries", "inner") if len(v) > 1)
    opens = "|".join(sorted(map(re.escape, verbs), key=len, reverse=True))
    opening = re.compile(f"(?:{_listed('openings')}|{_listed('praise')}|{opens})+")
    return opening, re.compile(f"(?:{_listed('endings')})+$")


def bare(text: str) -> Span:
    """Where the technology itself stands in a phrase, without verbs, praise and 技术研发."""
    opening, ending = _edges()
    first = opening.match(text)
    start = first.end() if first else 0
    last = ending.search(text, start)
    return Span(start, last.start() if last else len(text))
