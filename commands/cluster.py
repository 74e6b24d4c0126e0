"""Reading many plans on a Dask cluster: files are sent, what they say comes back, in order.

The machines of the cluster need this product in the same version, and nothing else: no graph, no
folder in common. Files go with the work; a machine that is lost has its work done by another.
"""

from __future__ import annotations

import importlib
import tempfile
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from commands.workers import AHEAD, Outcome, Task, read_one
from graph.fingerprint import reader_version
from ingest.errors import InnographError, SourceError, StoreError, UsageError

MODULE, PATIENCE = "distributed", 20
#: What may lie beside a plan and is read with it.
BESIDE = ".names.toml"


@dataclass(frozen=True, slots=True)
class Sent:
    """A file on its way: its name, its bytes, and those of what lies beside it, by name; who asks
    reads as ``version``."""

    name: str
    content: bytes
    beside: Mapping[str, bytes]
    version: str


def read_on(scheduler: str, paths: Sequence[Path], task: Task) -> Iterator[tuple[Path, Outcome]]:
    """As :func:`commands.workers.read_all`, by the cluster of the ``scheduler`` (tcp://…).

    UsageError where the library for it is not installed, StoreError where nobody answers there.
    """
    with _client(scheduler) as client:
        known = client.scatter(task, broadcast=True)
        ahead = AHEAD * max(1, sum(client.nthreads().values()))
        waiting: deque[tuple[Path, Any]] = deque()
        for path in paths:
            waiting.append((path, _begun(client, path, known)))
            if len(waiting) >= ahead:
                yield _ended(*waiting.popleft())
        while waiting:
            yield _ended(*waiting.popleft())


def read_sent(sent: Sent, task: Task) -> Outcome:
    """What a file says that was sent here; runs on a machine of the cluster."""
    if sent.version != reader_version():
        return SourceError("cli.ingest.other_version", path=sent.name)
    with tempfile.TemporaryDirectory() as folder:
        for name, content in ((sent.name, sent.content), *sent.beside.items()):
            Path(folder, name).write_bytes(content)
        return read_one(Path(folder, sent.name), task)


@contextmanager
def _client(scheduler: str) -> Iterator[Any]:
    if find_spec(MODULE) is None:
        raise UsageError("cli.ingest.no_cluster")
    distributed = importlib.import_module(MODULE)
    try:
        client = distributed.Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        why = f"{type(error).__name__}: {error}"
        raise StoreError("cli.ingest.no_scheduler", address=scheduler, why=why) from error
    with client:
        yield client


def _begun(client: Any, path: Path, task: Any) -> Any:
    """The work on one file; what cannot be opened here is told here."""
    try:
        beside = path.with_suffix(BESIDE)
        held = {beside.name: beside.read_bytes()} if beside.is_file() else {}
        sent = Sent(path.name, path.read_bytes(), held, reader_version())
    except OSError as error:
        return SourceError("source.unexpected", path=path, why=error.strerror or str(error))
    return client.submit(read_sent, sent, task, pure=False)


def _ended(path: Path, work: Any) -> tuple[Path, Outcome]:
    """The outcome, with the path as it is called here."""
    if isinstance(work, InnographError):
        return path, work
    try:
        outcome: Outcome = work.result()
    except Exception as error:  # a machine, not a file: the others must not be lost with it
        why = f"{type(error).__name__}: {error}"
        return path, SourceError("source.unexpected", path=path, why=why)
    if isinstance(outcome, InnographError) and "path" in outcome.values:
        return path, type(outcome)(outcome.key, **{**outcome.values, "path": path})
    return path, outcome
