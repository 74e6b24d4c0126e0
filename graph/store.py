"""The store: one Bolt client for the embedded engine and for any Neo4j 5 or later.

``open_store()`` connects to ``NEO4J_URI`` (with ``NEO4J_USERNAME``,
``NEO4J_PASSWORD``, ``NEO4J_DATABASE``) where that is set, else to the
embedded engine of ``INNOGRAPH_HOME``. Reading goes through a session that may
not write; on the embedded engine as a user who cannot.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

from filelock import FileLock, Timeout
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph import console, embedded, faults
from graph.bolt import (
    BATCH,
    LOST,
    Access,
    Connection,
    Credential,
    Unit,
    alone,
    batches,
    connect,
    look,
    transact,
)
from graph.console import Stop
from graph.home import home_folder
from graph.records import Edge, EngineInfo, Node, Result, plain
from graph.records import Path as Walk
from graph.statements import schema
from ingest.errors import InnographError, StoreError

__all__ = [
    "Connection",
    "Edge",
    "EngineInfo",
    "Node",
    "Result",
    "Store",
    "Unit",
    "Walk",
]
__all__ += ["home_folder", "open_store", "plain"]

ATTEMPTS = 7
LOAD_LOCK, LOADING = "load.lock", 600.0
#: What two who write at once may be told, and what passes when one of them tries again.
CONFLICT = "ConstraintValidationFailed"
T = TypeVar("T")


class Store:
    """The graph. Safe for several threads; a context manager.

    A lost embedded engine is found again or started again without a word;
    errors are StoreError or QueryError, each one clear line.
    """

    def __init__(self, connect: Callable[[], Connection], uri: str) -> None:
        self._connect, self._uri = connect, uri
        self._guard = threading.Lock()
        self._connection: Connection | None = None
        self._failure: tuple[float, Exception | None] = (0.0, None)
        self._attempt(lambda connection: None)

    @property
    def engine(self) -> EngineInfo:
        """Which engine answers."""
        return self._current().info

    @property
    def access(self) -> Access:
        """How another client reads the same graph: as the reader, where there is one."""
        connection = self._current()
        reader = connection.credentials["read"]
        return Access(connection.uri, connection.database, reader.user, reader.password)

    def read(self, cypher: str, **params: Any) -> list[dict[str, Any]]:
        """Rows of a statement that only reads, as dicts by column.

        Nodes, relationships and paths are :class:`Node`, :class:`Edge`, :class:`Walk`.
        """
        return self._attempt(lambda connection: look(connection, cypher, params))

    def write(self, cypher: str, **params: Any) -> list[dict[str, Any]]:
        """Run one statement in its own transaction. It may be repeated after a lost
        connection, so it must be idempotent, as ``MERGE`` by key is."""
        return self.atomically(lambda unit: unit.run(cypher, **params))

    def write_many(
        self,
        cypher: str,
        rows: Iterable[Mapping[str, Any]],
        batch: int = BATCH,
        **params: Any,
    ) -> int:
        """Run ``cypher`` with ``$rows`` in batches, each a transaction; returns how many rows."""
        works = (
            partial(_many, cypher=cypher, rows=some, params=params) for some in batches(rows, batch)
        )
        return sum(map(self.atomically, works))

    def atomically(self, work: Callable[[Unit], T]) -> T:
        """Run ``work`` in one transaction, again after a conflict; all of it holds or nothing."""
        return self._attempt(lambda connection: transact(connection, work))

    @contextmanager
    def loading(self, waiting: Callable[[], object] = lambda: None) -> Iterator[None]:
        """The body is the only load into the embedded engine: others wait for it, after one call
        of ``waiting``; StoreError when that takes longer than :data:`LOADING` seconds."""
        lease = self._current().lease
        if not lease:
            yield
            return
        lock = FileLock(lease.folder / LOAD_LOCK, mode=0o600)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting()
            _wait_for(lock)
        try:
            yield
        finally:
            lock.release()

    @property
    def is_loading(self) -> bool:
        """Whether somebody loads a plan into the embedded engine right now."""
        lease = self._current().lease
        return lease is not None and embedded.is_held(lease.folder / LOAD_LOCK)

    def copy(self) -> Path:
        """A new file with the whole graph as the embedded engine keeps it; StoreError where the
        graph is kept by a server of its own, which has a backup of its own."""
        return self._attempt(_copy)

    def alter(self, cypher: str) -> None:
        """Run one statement on the schema."""
        self._attempt(lambda connection: alone(connection, cypher))

    def console(
        self,
        cypher: str,
        limit: int = 1000,
        timeout: float = 20.0,
        stop: Stop | None = None,
        **params: Any,
    ) -> Result:
        """What a person typed: checked, read only, at most ``limit`` rows and ``timeout``
        seconds; ``stop.stop()`` from another thread ends it. QueryError says what is not allowed.
        """
        return self._attempt(lambda c: console.run(c, cypher, params, limit, timeout, stop))

    def close(self) -> None:
        """Close; an embedded engine that nobody else uses ends."""
        with self._guard:
            self._forget()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _current(self) -> Connection:
        asked = time.monotonic()
        with self._guard:
            if self._connection and self._connection.severed:
                self._forget()
            if self._connection is None:
                self._connection = self._found(asked)
            return self._connection

    def _found(self, asked: float) -> Connection:
        """A new connection; who waited while another could not get one is told the same."""
        when, why = self._failure
        if why and when > asked:
            raise why
        try:
            return self._connect()
        except Exception as error:
            self._failure = time.monotonic(), error
            raise

    def _forget(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None

    def _drop(self, connection: Connection) -> None:
        with self._guard:
            if self._connection is connection:
                self._forget()

    def _attempt(self, work: Callable[[Connection], T]) -> T:
        for attempt in range(ATTEMPTS):
            connection = None
            try:
                connection = self._current()
                return work(connection)
            except (DriverError, Neo4jError, OSError, ValueError) as error:
                if attempt == ATTEMPTS - 1 or not self._again(connection, error):
                    raise self._fault(connection, error) from error
            time.sleep(0.05 * 2**attempt)
        raise AssertionError("unreachable")

    def _fault(self, connection: Connection | None, error: Exception) -> InnographError:
        lease = connection.lease if connection else None
        user = connection.credentials["write"].user if connection else ""
        asked = user or os.environ.get("NEO4J_USERNAME") or "neo4j"
        return faults.translate(error, self._uri, asked, lease.folder if lease else None)

    def _again(self, connection: Connection | None, error: Exception) -> bool:
        """Whether ``error`` passes with time; a lost embedded engine is let go."""
        if connection and connection.severed:  # another question's time was over
            return True
        if isinstance(error, AuthError) and connection and connection.lease:
            self._drop(connection)  # an engine that is about to end knows nobody any more
            return True
        if isinstance(error, LOST) and connection and connection.lease:
            if connection.lease.alive():
                return getattr(error, "is_retryable", bool)()
            self._drop(connection)
            return True
        retryable = isinstance(error, DriverError | Neo4jError) and error.is_retryable()
        conflict = CONFLICT in (getattr(error, "code", None) or "")
        return (retryable or conflict) and connection is not None


def _copy(connection: Connection) -> Path:
    if not connection.lease:
        raise StoreError("store.backup.remote", uri=connection.uri)
    said = connection.lease.ask("copy")
    return connection.lease.folder / "root" / str(said["file"])


def _wait_for(lock: FileLock) -> None:
    try:
        lock.acquire(timeout=LOADING)
    except Timeout:
        raise StoreError("store.loading", minutes=round(LOADING / 60)) from None


def open_store(uri: str | None = None, *, home: Path | None = None) -> Store:
    """The store at ``uri`` (default ``NEO4J_URI``), else the embedded engine in ``home``
    (default ``INNOGRAPH_HOME``, else the platform's folder for user data).

    StoreError when it cannot be reached, refuses the password, or the folder is locked.
    """
    found = uri or (None if home else os.environ.get("NEO4J_URI"))
    if found:
        _check_scheme(found)
        return Store(lambda: _remote(found), found)
    folder = home or home_folder()
    return Store(lambda: _local(folder), str(folder))


def prepare(store: Store) -> None:
    """Make the constraints and indexes of ``schema.cypher`` where they are missing."""
    for each in schema():
        store.alter(each)


def _remote(uri: str) -> Connection:
    user = os.environ.get("NEO4J_USERNAME") or "neo4j"
    password = os.environ.get("NEO4J_PASSWORD") or ""
    writer, reader = (
        Credential(user, password, "WRITE"),
        Credential(user, password, "READ"),
    )
    return Connection(uri, os.environ.get("NEO4J_DATABASE") or None, writer, reader)


def _local(home: Path) -> Connection:
    return connect(embedded.acquire(home))


def _check_scheme(uri: str) -> None:
    parts = urlsplit(uri)
    if parts.scheme not in faults.SCHEMES or not parts.hostname:
        raise StoreError("store.uri.scheme", uri=uri, schemes=", ".join(faults.SCHEMES))


def _many(
    unit: Unit,
    cypher: str,
    rows: Sequence[Mapping[str, Any]],
    params: Mapping[str, Any],
) -> int:
    return unit.many(cypher, rows, len(rows), **params)
