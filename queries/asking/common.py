"""Ordinary words: parts of speech (Chinese from jieba's dictionary, English from lemminflect's),
and a stretch cut into its words."""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from queries.asking.normalise import is_chinese, package

LONGEST = 5
#: A word, how often it is met, and its part of speech.
ENTRY = re.compile(r"(\S+) [0-9]+ (\S+)")
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


def english_parts(word: str) -> frozenset[str]:
    """What an English word can be (VERB, NOUN, ADJ, ADV); nothing for what no dictionary has."""
    return _english().get(word.lower(), frozenset())


@cache
def _dictionary() -> Mapping[str, str]:
    return dict(ENTRY.findall((package("jieba") / "dict.txt").read_text("utf-8")))


@cache
def _english() -> Mapping[str, frozenset[str]]:
    """Read as the files stand: the package itself takes seconds to load."""
    folder, found = package("lemminflect") / "resources", defaultdict[str, set[str]](set)
    rows = gzip.decompress((folder / "lemma_lu.csv.gz").read_bytes()).decode().splitlines()
    rows += (folder / "lemma_overrides.csv").read_text("utf-8").splitlines()
    for word, part, _ in (row.split(",") for row in rows if row and row[0] != "#"):
        found[word].add(part.upper())
    shared = {parts: parts for parts in map(frozenset, found.values())}
    return {word: shared[frozenset(parts)] for word, parts in found.items()}
