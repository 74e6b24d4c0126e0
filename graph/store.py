"""The store: one Bolt client for the embedded engine and for any Neo4j 5 or later.

``open_store()`` connects to ``NEO4J_URI`` (with ``NEO4J_USERNAME``,
``NEO4J_PASSWORD``, ``NEO4J_DATABASE``) where that is set, else to the
embedded engine of ``INNOGRAPH_HOME``. Reading goes through a session that may
not write; on the embedded engine as a user who cannot.
"""

from __future__ import annotations

import logging
import os
import re
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

import neo4j
from neo4j.exceptions import DriverError, Neo4jError, ServiceUnavailable, SessionExpired
from platformdirs import user_data_dir

from graph import console, embedded, faults
from graph.console import Stop
from graph.records import Edge, EngineInfo, Node, Result, convert, plain
from graph.records import Path as Walk
from graph.statements import schema, statement
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
BATCH = 2000
LOST = (ServiceUnavailable, SessionExpired, OSError)
T = TypeVar("T")
logging.getLogger("neo4j").addHandler(logging.NullHandler())
logging.getLogger("neo4j").propagate = False


@dataclass(frozen=True, slots=True)
class Credential:
    """A user of the engine and the access its sessions ask for (READ or WRITE)."""

    user: str
    password: str
    access: str


@dataclass(frozen=True, slots=True)
class Access:
    """What another Bolt client needs to read the graph while this store is open."""

    uri: str
    database: str | None
    user: str
    password: str


class Connection:
    """Open drivers to one engine, as writer and as reader, and the lease on an embedded one."""

    def __init__(
        self,
        uri: str,
        database: str | None,
        writer: Credential,
        reader: Credential,
        lease: embedded.Lease | None = None,
    ) -> None:
        self.uri, self.database, self.lease = uri, database, lease
        self.credentials = {"write": writer, "read": reader}
        self._drivers = {role: _driver(uri, c) for role, c in self.credentials.items()}
        self._marks = neo4j.GraphDatabase.bookmark_manager()
        self.info = self._ask()

    def session(self, role: str) -> neo4j.Session:
        """A new session as ``role``: ``read`` or ``write``."""
        return self._drivers[role].session(
            database=self.database,
            default_access_mode=self.credentials[role].access,
            bookmark_manager=None if self.lease else self._marks,  # a cluster's reader sees writes
        )

    def close(self) -> None:
        """Close the drivers and give the lease back."""
        for driver in self._drivers.values():
            driver.close()
        if self.lease:
            self.lease.close()

    def _ask(self) -> EngineInfo:
        agent = self._drivers["write"].get_server_info().agent
        with self.session("read") as session:
            session.run(statement("ping")).consume()
        name = "ArcadeDB" if "ArcadeDB" in agent else agent.partition("/")[0]
        version = re.search(rf"{name}[ /]([\w.-]+)", agent)
        found = version[1] if version else ""
        if name == "Neo4j" and found[:1].isdigit() and int(found.partition(".")[0]) < 5:
            raise StoreError("store.uri.old", uri=self.uri, version=found)
        return EngineInfo(name, found, self.uri, self.lease is not None)


class Unit:
    """Statements that succeed or fail together."""

    def __init__(self, transaction: neo4j.Transaction) -> None:
        self._transaction = transaction

    def run(self, cypher: str, **params: Any) -> list[dict[str, Any]]:
        """Rows of one statement, values converted as in :meth:`Store.read`."""
        return _rows(self._transaction.run(cypher, params))

    def many(
        self,
        cypher: str,
        rows: Iterable[Mapping[str, Any]],
        batch: int = BATCH,
        **params: Any,
    ) -> int:
        """Run ``cypher`` with ``$rows``, ``batch`` rows at a time; returns how many rows."""
        count = 0
        for some in _batches(rows, batch):
            self._transaction.run(cypher, {"rows": some, **params}).consume()
            count += len(some)
        return count


class Store:
    """The graph. Safe for several threads; a context manager.

    A lost embedded engine is found again or started again without a word;
    errors are StoreError or QueryError, each one clear line.
    """

    def __init__(self, connect: Callable[[], Connection], uri: str) -> None:
        self._connect, self._uri = connect, uri
        self._guard = threading.Lock()
        self._connection: Connection | None = None
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
        return self._attempt(
            lambda c: _transact(c, "read", lambda unit: unit.run(cypher, **params))
        )

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
            partial(_many, cypher=cypher, rows=some, params=params)
            for some in _batches(rows, batch)
        )
        return sum(map(self.atomically, works))

    def atomically(self, work: Callable[[Unit], T]) -> T:
        """Run ``work`` in one transaction, again after a conflict; all of it holds or nothing."""
        return self._attempt(lambda connection: _transact(connection, "write", work))

    def alter(self, cypher: str) -> None:
        """Run one statement on the schema."""
        self._attempt(lambda connection: _alone(connection, cypher))

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
            if self._connection:
                self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _current(self) -> Connection:
        with self._guard:
            if self._connection is None:
                self._connection = self._connect()
            return self._connection

    def _drop(self, connection: Connection) -> None:
        with self._guard:
            if self._connection is connection:
                self._connection = None
                connection.close()

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
        if isinstance(error, LOST) and connection and connection.lease:
            if connection.lease.alive():
                return getattr(error, "is_retryable", bool)()
            self._drop(connection)
            return True
        retryable = isinstance(error, DriverError | Neo4jError) and error.is_retryable()
        return retryable and connection is not None


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


def home_folder() -> Path:
    """The folder of all that the product keeps."""
    return Path(os.environ.get("INNOGRAPH_HOME") or user_data_dir("innograph"))


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
    lease = embedded.acquire(home)
    at = lease.address
    writer = Credential(embedded.WRITER, at.writer, "WRITE")
    reader = Credential(embedded.READER, at.reader, "READ")
    try:
        connection = Connection(at.uri, embedded.DATABASE, writer, reader, lease)
        _verify_closed(connection)
        return connection
    except BaseException:
        lease.close()
        raise


def _verify_closed(connection: Connection) -> None:
    """An engine that would read files for a query is not used."""
    try:
        _alone(connection, statement("closed"))
    except Neo4jError as error:
        if "LOAD CSV" in str(error):
            return
        raise
    raise StoreError("store.engine.unsafe")


def _check_scheme(uri: str) -> None:
    parts = urlsplit(uri)
    if parts.scheme not in faults.SCHEMES or not parts.hostname:
        raise StoreError("store.uri.scheme", uri=uri, schemes=", ".join(faults.SCHEMES))


def _driver(uri: str, credential: Credential) -> neo4j.Driver:
    return neo4j.GraphDatabase.driver(
        uri,
        auth=(credential.user, credential.password),
        connection_timeout=10,
        connection_acquisition_timeout=12,
        notifications_min_severity="OFF",
        user_agent="innograph",
    )


def _transact(connection: Connection, role: str, work: Callable[[Unit], T]) -> T:
    """One explicit transaction: ArcadeDB commits every row of an implicit one by itself."""
    with (
        connection.session(role) as session,
        session.begin_transaction() as transaction,
    ):
        result = work(Unit(transaction))
        transaction.commit()
        return result


def _alone(connection: Connection, cypher: str) -> None:
    with connection.session("write") as session:
        session.run(cypher).consume()


def _rows(result: neo4j.Result) -> list[dict[str, Any]]:
    keys = result.keys()
    return [dict(zip(keys, map(convert, record.values()), strict=True)) for record in result]


def _many(
    unit: Unit,
    cypher: str,
    rows: Sequence[Mapping[str, Any]],
    params: Mapping[str, Any],
) -> int:
    return unit.many(cypher, rows, len(rows), **params)


def _batches(rows: Iterable[Mapping[str, Any]], size: int) -> Iterable[Sequence[Mapping[str, Any]]]:
    left = iter(rows)
    while some := list(islice(left, size)):
        yield some
