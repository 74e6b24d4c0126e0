"""Many short texts in one long one, so that a part is looked for in all of them at once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

#: How many places one search takes in; the texts stand in the order of their worth.
MOST = 4000
#: What is looked for is at least this much of what an abbreviation stands for.
SHARE = 5


class Lines:
    """Texts in a fixed order; each method gives the numbers of those that fit, in that order."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self._whole = "\n" + "\n".join(texts) + "\n"
        self._starts = list(accumulate((len(text) + 1 for text in texts), initial=1))
        self._equal: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            self._equal.setdefault(text, []).append(number)

    def equal(self, sought: str) -> Sequence[int]:
        """Those that are ``sought``."""
        return self._equal.get(sought, ())

    def beginning(self, sought: str) -> Iterator[int]:
        """Those that begin with ``sought``."""
        return (self._number(at + 1) for at in self._places("\n" + sought))

    def holding(self, sought: str) -> Iterator[int]:
        """Those that hold ``sought``, each once."""
        last = -1
        for at in self._places(sought):
            if (number := self._number(at)) != last:
                last = number
                yield number

    def abbreviated(self, sought: str) -> Iterator[int]:
        """Those that begin with the first sign of ``sought`` and hold the others in order."""
        pattern = r"[^\n]*?".join(map(re.escape, sought))
        for found in re.finditer(f"\n{pattern}", self._whole):
            number = self._number(found.start() + 1)
            if len(self.texts[number]) <= SHARE * len(sought):
                yield number

    def _places(self, sought: str) -> Iterator[int]:
        at = self._whole.find(sought)
        for _ in range(MOST):
            if at < 0:
                return
            yield at
            at = self._whole.find(sought, at + 1)

    def _number(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1
