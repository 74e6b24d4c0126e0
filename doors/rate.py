"""How much one address may ask: a bucket each, filled at a steady rate."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

#: So many times a second's questions may come at once.
BURST = 4
#: Addresses that are remembered; of more, those longest silent are forgotten.
MOST = 10_000
TINY = 1e-9


class Rate:
    """``a_second`` questions from each address, and :data:`BURST` times as many at once; any
    number where it is 0."""

    def __init__(self, a_second: float, now: Callable[[], float] = time.monotonic) -> None:
        self.a_second, self._now = a_second, now
        self._full: OrderedDict[str, float] = OrderedDict()

    def wait(self, address: str) -> float:
        """Seconds until ``address`` may ask again; 0 when it may now, which is then counted."""
        if not self.a_second:
            return 0.0
        now, most = self._now(), BURST + 0.0
        # What is kept is when the bucket is full again: of one who is silent, nothing.
        full = max(self._full.pop(address, now), now)
        left = most - (full - now)
        taken = 1 / self.a_second
        allowed = left >= taken - TINY
        self._full[address] = full + taken if allowed else full
        while len(self._full) > MOST:
            self._full.popitem(last=False)
        return 0.0 if allowed else taken - left
