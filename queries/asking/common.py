"""Ordinary words: parts of speech (Chinese from jieba's dictionary, English from lemminflect's),
and a stretch cut into its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from queries.asking.normalise import is_chinese

LONGEST = 5
PROPER = ("nr", "ns", "nt", "nz")


def tag(word: str) -> str:
    """The part of speech of a word (v, n, d …), "" where it is none."""
    return _dictionary().get(word, "")


def cut(text: str) -> Iterator[str]:
    """The words of a stretch, the longest first; a Latin stretch is split at its spaces."""
    if not is_chinese(text):
        yield from text.split()
        return
    at = 0
    while at < len(text):
        ends = range(min(len(text), at + LONGEST), at + 1, -1)
        end = next((end for end in ends if tag(text[at:end])), at + 1)
        yield text[at:end]
        at = end


def is_proper(word: str) -> bool:
    """Whether the dictionary calls it a proper name, or does not know it."""
    return tag(word) == "" or tag(word).startswith(PROPER)


def is_doing(word: str) -> bool:
    """Whether it is a verb or a small word, which names nothing."""
    kind = tag(word)
    return kind[:1] in ("v", "d", "p", "c", "u", "y", "e", "r", "f", "z") and kind != "vn"


@cache
def english_parts(word: str) -> frozenset[str]:
    """What an English word can be (VERB, NOUN, ADJ, ADV); nothing for what no dictionary has."""
    from lemminflect import getAllLemmas  # loads its dictionary only when it is needed

    return frozenset(getAllLemmas(word))


@cache
def _dictionary() -> Mapping[str, str]:
    found = find_spec("jieba")
    assert found is not None and found.origin is not None
    rows = (Path(found.origin).parent / "dict.txt").read_text("utf-8").splitlines()
    return {word: kind for word, _, kind in (row.split(" ") for row in rows)}
