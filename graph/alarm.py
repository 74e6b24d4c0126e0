"""One thread that calls when time is over, for everything that has a limit."""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Act = Callable[[], object]


class Alarm:
    """Calls what was asked of it at its time, unless it was taken back before."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._due: list[tuple[float, int]] = []
        self._acts: dict[int, Act] = {}
        self._numbers = itertools.count()
        self._running = False

    @contextmanager
    def within(self, seconds: float, act: Act) -> Iterator[None]:
        """Call ``act``, in another thread, when the body takes longer than ``seconds``."""
        number = self._set(time.monotonic() + seconds, act)
        try:
            yield
        finally:
            with self._changed:
                self._acts.pop(number, None)

    def _set(self, due: float, act: Act) -> int:
        with self._changed:
            number = next(self._numbers)
            self._acts[number] = act
            heapq.heappush(self._due, (due, number))
            if not self._running:
                self._running = True
                threading.Thread(target=self._watch, name="alarm", daemon=True).start()
            elif self._due[0][1] == number:
                self._changed.notify()
        return number

    def _watch(self) -> None:
        while True:
            act = self._next()
            if act:
                threading.Thread(target=_call, args=(act,), daemon=True).start()

    def _next(self) -> Act | None:
        """Wait for the first that is due; None where it was taken back."""
        with self._changed:
            while not self._due:
                self._changed.wait()
            due, number = self._due[0]
            if number in self._acts and (left := due - time.monotonic()) > 0:
                self._changed.wait(left)
                return None
            heapq.heappop(self._due)
            return self._acts.pop(number, None)


def _call(act: Act) -> None:
    with suppress(Exception):  # whoever set the alarm learns of it by what the act does
        act()


ALARM = Alarm()
within = ALARM.within
