"""Reading many plans at once: processes that read, the results in the order of the inputs.

What a process does is a pure function of one file; only the process that asks has the graph.
"""

from __future__ import annotations

import copyreg
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from graph.fingerprint import fingerprint
from ingest.errors import InnographError, SourceError
from ingest.judging.judgements import Judgements
from ingest.model import Document, Extraction
from ingest.pipeline import conclude, read_file
from ingest.sources import read_document
from ingest.supports.lenses import Lens

AHEAD = 2  # files a process that are read before their turn


def _frozen(values: dict[str, object]) -> MappingProxyType[str, object]:
    return MappingProxyType(values)


copyreg.pickle(MappingProxyType, lambda proxy: (_frozen, (dict(proxy),)))


@dataclass(frozen=True, slots=True)
class Task:
    """What is the same for every file: what people decided, the lenses, and of each plan in the
    graph the fingerprint and the lenses that lie over it."""

    judgements: Judgements
    lenses: tuple[Lens, ...]
    known: Mapping[str, tuple[str, tuple[str, ...]]]

    def marks(self) -> tuple[str, ...]:
        """The lenses as they are noted with a plan."""
        return tuple(f"{lens.id}:{lens.digest}" for lens in self.lenses)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The graph holds it all already."""

    document: Document


Begun: TypeAlias = Callable[[Path], None]
Outcome: TypeAlias = Extraction | Unchanged | InnographError


def read_all(
    paths: Sequence[Path], task: Task, workers: int, begun: Begun
) -> Iterator[tuple[Path, Outcome]]:
    """Each file with what became of it, in order. One file, or one worker: without processes, and
    ``begun`` is called with each that is read."""
    if min(len(paths), workers) < 2:
        yield from ((path, read_one(path, task, begun)) for path in paths)
        return
    left = deque(paths)
    while left:
        try:
            for outcome in _in_pool(tuple(left), task, workers):
                yield left.popleft(), outcome
        except BrokenProcessPool:
            path = left.popleft()  # what ended the process, or was read when it ended
            yield path, _alone(path, task)


def read_one(path: Path, task: Task, begun: Begun | None = None) -> Outcome:
    """What a file says, or why it says nothing."""
    try:
        document = read_document(path)
        wanted = (fingerprint(document.id, task.judgements.of(document.id, document.title)),)
        if task.known.get(document.id) == (*wanted, task.marks()):
            return Unchanged(document)
        if begun:
            begun(path)
        return conclude(read_file(path, document), task.judgements, task.lenses)
    except InnographError as error:
        return error
    except Exception as error:  # one file of many must not take the others along
        if os.environ.get("INNOGRAPH_DEBUG"):
            raise
        return SourceError("source.unexpected", path=path, why=f"{type(error).__name__}: {error}")


def _in_pool(paths: Sequence[Path], task: Task, workers: int) -> Iterator[Outcome]:
    waiting: deque[Future[Outcome]] = deque()
    coming = iter(paths)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(workers, len(paths)), mp_context=context) as pool:
        for path in coming:
            waiting.append(pool.submit(read_one, path, task))
            if len(waiting) >= workers * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _alone(path: Path, task: Task) -> Outcome:
    """A file by itself in a process: if that ends too, it is this file's doing."""
    try:
        return next(_in_pool((path,), task, 1))
    except BrokenProcessPool:
        return SourceError("source.ended", path=path)
