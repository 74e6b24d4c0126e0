"""Measures on lines of Chinese text: width, joining, and how well two ends make one text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from math import log

TERMINAL = "。！？；：!?;"
OPENING = "（(《“‘「【"
CLOSING = "）)》”’」】"
HAN = re.compile(r"[\u3400-\u9fff]")
WHITE = re.compile(r"\s")
SPACE = re.compile(r"[ \t\u3000\u00a0\f]+")


@lru_cache(maxsize=100_000)
def width(text: str) -> int:
    """Width in half-width columns: two for a Chinese character, one for a Latin one."""
    return sum(1 if c < "\u0250" or c in "“”‘’—…" else 2 for c in text.strip())


def keep_space(before: str, after: str) -> bool:
    """Whether white space between two characters separates words: only between Latin ones."""
    return before.isascii() and after.isascii() and before.isalnum() and after.isalnum()


def squeeze(text: str, offset: int) -> Iterator[tuple[str, int]]:
    """Characters of ``text`` with their offsets, without white space that joins nothing."""
    return squeeze_chars([(char, offset + at) for at, char in enumerate(text)])


def squeeze_chars(chars: Sequence[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Characters with their offsets, without white space that joins nothing."""
    for at, (char, offset) in enumerate(chars):
        if not char.isspace():
            yield char, offset
        elif 0 < at < len(chars) - 1 and keep_space(chars[at - 1][0], chars[at + 1][0]):
            yield " ", offset


@lru_cache(maxsize=20_000)
def squeezed(text: str) -> str:
    """``text`` without the white space of its setting."""
    text = text.strip()
    return "".join(char for char, _ in squeeze(text, 0)) if WHITE.search(text) else text


def unclosed(text: str) -> int:
    """Opening brackets minus closing ones (round and angle, not quotation marks)."""
    return sum(c in "（(《【" for c in text) - sum(c in "）)》】" for c in text)


class Seams:
    """How well the end of one piece and the beginning of another make one text.

    Judged by the document itself: a seam inside a word or a usual phrase is
    one whose crossing characters stand together elsewhere too.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._text = "\n".join(SPACE.sub("", text) for text in texts)

    @cached_property
    def _grams(self) -> Counter[str]:
        text = self._text
        sizes = (1, 2, 3)
        return Counter(text[i : i + n] for n in sizes for i in range(len(text) - n + 1))

    def score(self, left: str, right: str) -> float:
        """About -1 (no seam) to 3 (the middle of a word seen often)."""
        left, right = left.rstrip(), right.lstrip()
        if not left or not right:
            return 0.0
        if left[-1] in "。！？" or right[0] in CLOSING + "、，。；：":
            return -1.0
        if left[-1] in "、，；：（“《":
            return 0.5
        return self._bond(left, right)

    def _bond(self, left: str, right: str) -> float:
        """The strongest of the crossing two- and three-character strings, against chance."""
        crossing = [left[-1:] + right[:1], left[-2:] + right[:1], left[-1:] + right[:2]]
        counts = [self._grams[gram] for gram in crossing]
        pair = counts[0] / (1 + min(self._grams[left[-1:]], self._grams[right[:1]]))
        return log(1 + max(counts[1:])) * 0.7 + 2 * pair - 0.5
