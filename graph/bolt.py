"""Bolt: the drivers to one engine, as writer and as reader, and statements in a transaction."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

import neo4j
from neo4j.exceptions import Neo4jError, ServiceUnavailable, SessionExpired

from graph import embedded, logs
from graph.alarm import within
from graph.records import EngineInfo, convert
from graph.sandbox import Sandbox
from graph.statements import statement
from ingest.errors import StoreError

BATCH = 2000
#: Seconds a reading question may take; and how much longer its client waits for the engine, which
#: may have stopped to say anything, to end it.
READING, GRACE = 30.0, 5.0
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
        self.sandbox = Sandbox(lease, connect) if lease else None
        self.severed = False
        self.info = self._ask()

    def session(self, role: str, **settings: Any) -> neo4j.Session:
        """A new session as ``role``: ``read`` or ``write``."""
        return self._drivers[role].session(
            database=self.database,
            default_access_mode=self.credentials[role].access,
            bookmark_manager=None if self.lease else self._marks,  # a cluster's reader sees writes
            **settings,
        )

    def sever(self) -> None:
        """Hang up, from any thread: whoever waits for an answer gets an error instead."""
        self.severed = True
        self._hang_up()

    def close(self) -> None:
        """Close the drivers and give the lease back."""
        if self.sandbox:
            self.sandbox.close()
        self._hang_up()
        if self.lease and self.severed:
            self.lease.leave()
        elif self.lease:
            self.lease.close()

    def _hang_up(self) -> None:
        """Close the drivers; a goodbye that cannot be said, as another thread is in the middle of
        a word, holds up nothing."""
        for driver in self._drivers.values():
            with suppress(Exception):
                driver.close()

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


@contextmanager
def apart(connection: Connection) -> Iterator[Connection]:
    """A connection to the same engine that may be severed without anybody else noticing."""
    writer, reader = (connection.credentials[role] for role in ("write", "read"))
    found = Connection(connection.uri, connection.database, writer, reader)
    try:
        yield found
    finally:
        found.close()


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
        for some in batches(rows, batch):
            self._transaction.run(cypher, {"rows": some, **params}).consume()
            count += len(some)
        return count


def connect(lease: embedded.Lease) -> Connection:
    """The embedded engine that ``lease`` is for; the lease is given back when it fails."""
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
        alone(connection, statement("closed"))
    except Neo4jError as error:
        if "LOAD CSV" in str(error):
            return
        raise
    raise StoreError("store.engine.unsafe")


def _driver(uri: str, credential: Credential) -> neo4j.Driver:
    return neo4j.GraphDatabase.driver(
        uri,
        auth=(credential.user, credential.password),
        connection_timeout=10,
        connection_acquisition_timeout=12,
        notifications_min_severity="OFF",
        user_agent="innograph",
    )


def transact(connection: Connection, work: Callable[[Unit], T]) -> T:
    """One explicit transaction: ArcadeDB commits every row of an implicit one by itself."""
    with connection.session("write") as session, session.begin_transaction() as transaction:
        result = work(Unit(transaction))
        transaction.commit()
        return result


def look(connection: Connection, cypher: str, params: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Rows of a statement that only reads, within :data:`READING` seconds."""
    with (
        _in_time(connection),
        connection.session("read") as session,
        session.begin_transaction(timeout=READING) as transaction,
    ):
        rows = Unit(transaction).run(cypher, **params)
        transaction.commit()
        return rows


@contextmanager
def _in_time(connection: Connection) -> Iterator[None]:
    """Ask the engine to end what takes too long, and hang up when it does not listen."""
    late: list[bool] = []

    def hang_up() -> None:
        logs.note("engine.silent", logging.ERROR, seconds=READING + GRACE)
        late.append(True)
        connection.sever()

    try:
        with within(READING + GRACE, hang_up):
            yield
    except Exception as error:
        if late:
            raise StoreError("store.silent", seconds=READING) from error
        raise


def alone(connection: Connection, cypher: str) -> None:
    """Run one statement outside of an explicit transaction, as the schema's need it."""
    with connection.session("write") as session:
        session.run(cypher).consume()


def _rows(result: neo4j.Result) -> list[dict[str, Any]]:
    keys = result.keys()
    return [dict(zip(keys, map(convert, record.values()), strict=True)) for record in result]


def batches(rows: Iterable[Mapping[str, Any]], size: int) -> Iterable[Sequence[Mapping[str, Any]]]:
    """``rows`` in lists of at most ``size``."""
    left = iter(rows)
    while some := list(islice(left, size)):
        yield some
