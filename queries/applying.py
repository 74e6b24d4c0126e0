"""What people decided, brought into the graph: plans that were read before the latest judgement
are concluded anew from their kept files, in a second or two, all or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from graph.load import is_loaded, load
from graph.plans import kept
from graph.store import Store
from ingest.errors import InnographError
from ingest.judging.judgements import Judgements
from ingest.pipeline import Read, conclude, read_file
from queries.lenses import kept_lenses
from queries.library import run

#: Plans whose reading is kept at hand.
AT_HAND = 2
READING = Lock()
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Applied:
    """The plans (rows of the query ``documents``) that now follow the judgements, and those that
    cannot, since their file is not kept on this machine."""

    done: tuple[Row, ...] = ()
    without_file: tuple[Row, ...] = ()


def late(store: Store, judgements: Judgements) -> list[Row]:
    """The plans in the graph that were concluded before these judgements held."""
    rows = run(store, "documents")
    return [row for row in rows if not is_loaded(store, row["id"], _held(judgements, row))]


def _held(judgements: Judgements, row: Row) -> str:
    return judgements.of(row["id"], row["read_title"])


def apply(
    store: Store, judgements: Judgements, begun: Callable[[Row], None] | None = None
) -> Applied:
    """Make the graph follow the judgements; ``begun`` is called with each plan.

    StoreError or SourceError where a plan cannot be read or loaded; the graph
    is then as it was for that plan.
    """
    done, without_file = [], []
    for row in late(store, judgements):
        path = kept(row["id"])
        if path is None:
            without_file.append(row)
            continue
        if begun:
            begun(row)
        load(store, conclude(_at_hand(path), judgements, kept_lenses().values()))
        done.append(row)
    return Applied(tuple(done), tuple(without_file))


def get_ready(store: Store) -> None:
    """Read the plans that may be judged, in the background, so that the first judgement takes
    effect as soon as the next."""
    paths = [path for row in run(store, "documents")[:AT_HAND] if (path := kept(row["id"]))]
    Thread(target=_warm, args=(paths,)).start()


def _warm(paths: Sequence[Path]) -> None:
    """Trouble is told by whoever needs the reading: :func:`apply`."""
    with suppress(InnographError):
        for path in paths:
            _at_hand(path)


def _at_hand(path: Path) -> Read:
    """The plan's reading; of two who want it at once the second waits for the first's."""
    with READING:
        return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=AT_HAND)
def _read(path: Path, changed: int) -> Read:
    return read_file(path)
