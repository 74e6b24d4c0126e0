"""How far a long reading is: whoever waits may watch it page by page, and end it by raising."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

#: Is told (pages done, pages in all); what it raises ends the reading.
Watcher = Callable[[int, int], None]


def _nobody(done: int, of: int) -> None:
    """Nobody waits."""


_watcher: ContextVar[Watcher] = ContextVar("watcher", default=_nobody)


@contextmanager
def watched(by: Watcher) -> Iterator[None]:
    """What is read within tells ``by`` how far it is."""
    token = _watcher.set(by)
    try:
        yield
    finally:
        _watcher.reset(token)


def report(done: int, of: int) -> None:
    """Tell whoever watches; called in the thread that was asked to read."""
    _watcher.get()(done, of)
