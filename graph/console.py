"""Running what a person typed: read only, in a transaction that is rolled back, with limits.

On the embedded engine it runs in a process of its own (graph/sandbox.py),
which is killed when it does not end a statement in time. A server of
somebody's own is asked to end it, and hung up on when it does not listen.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from neo4j.exceptions import DriverError, Neo4jError

from graph import faults, guard, logs
from graph.alarm import within
from graph.bolt import LOST, Connection, apart
from graph.records import Result, convert, weight
from graph.sandbox import Room
from graph.statements import statement
from ingest.errors import InnographError, StoreError

#: Seconds for an engine to end a statement by itself before it is ended.
GRACE, AGAIN = 1.0, 0.3
#: Bytes of a result at most, and records fetched at once: few, since each may be large.
MOST_BYTES, AT_ONCE = 16 * 2**20, 10
#: How often a statement runs whose engine somebody else's statement has brought down.
ATTEMPTS = 3


class Stop:
    """The other end of a stop button: ``stop()`` from any thread ends the running query."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._asked = False
        self._act: Callable[[], object] | None = None

    def stop(self) -> None:
        """End the query now, or as soon as it begins."""
        with self._guard:
            self._asked, act = True, self._act
        if act:
            act()

    @contextmanager
    def calling(self, act: Callable[[], object]) -> Iterator[None]:
        """Call ``act`` when somebody asks to stop during the body."""
        with self._guard:
            self._act, asked = act, self._asked
        if asked:
            act()
        try:
            yield
        finally:
            with self._guard:
                self._act = None

    @property
    def asked(self) -> bool:
        """Whether somebody asked to stop."""
        return self._asked


class Ending:
    """Ends a statement that is on its way: politely, then by force."""

    def __init__(self, politely: Callable[[], object], by_force: Callable[[], object]) -> None:
        self.reason = ""
        self.done = threading.Event()
        self._politely, self._by_force = politely, by_force
        self._guard = threading.Lock()

    def begin(self, reason: str) -> None:
        """End it for ``reason`` (a key of the catalogue); the first reason counts."""
        with self._guard:
            first, self.reason = not self.reason, self.reason or reason
        if first:
            logs.note("console.ending", reason=reason)
            threading.Thread(target=self._ask, daemon=True).start()
            threading.Thread(target=self._force, daemon=True).start()

    def _ask(self) -> None:
        while not self.done.is_set():
            with suppress(Exception):
                self._politely()
            self.done.wait(AGAIN)

    def _force(self) -> None:
        if not self.done.wait(GRACE):
            logs.note("console.killed", reason=self.reason)
            with suppress(Exception):
                self._by_force()


def run(
    connection: Connection,
    typed: str,
    params: Mapping[str, Any],
    limit: int,
    timeout: float,
    stop: Stop | None = None,
) -> Result:
    """Rows of ``typed``; QueryError when it is not allowed, StoreError when it was ended."""
    logs.note("console.asked", logging.DEBUG, statement=typed)
    tag = f"/* console {secrets.token_hex(8)} */"
    cypher = f"{guard.check(typed)} {tag}"  # the tag finds the query again in the engine's list
    work = partial(_fetch, cypher=cypher, params=params, limit=limit, timeout=timeout)
    asked = stop or Stop()
    if connection.sandbox:
        return _sandboxed(connection, work, tag, timeout, asked)
    with apart(connection) as own:
        ending = Ending(partial(_terminate, connection, tag), own.sever)
        with _ended(ending, timeout, asked):
            return work(own)


def _sandboxed(
    connection: Connection,
    work: Callable[[Connection], Result],
    tag: str,
    timeout: float,
    stop: Stop,
) -> Result:
    """Run ``work`` in a room of the sandbox, again when another's statement took the room away."""
    assert connection.sandbox
    broken = 0
    for _ in range(ATTEMPTS):
        with connection.sandbox.room() as room:
            ending = Ending(partial(_terminate, room.connection, tag), room.kill)
            try:
                with _ended(ending, timeout, stop):
                    return work(room.connection)
            except LOST as error:
                broken += room.lives  # no engine was killed: a statement has used up its heap
                room.kill()
                if broken > 1:
                    raise StoreError("store.memory") from error
            except (DriverError, Neo4jError) as error:
                raise _fault(room, error) from error
    raise StoreError("store.console.lost")


def _fault(room: Room, error: Exception) -> InnographError:
    fault = faults.translate(error, room.connection.uri)
    if fault.key == "store.memory":
        room.kill()  # what is left of its heap is of no use to anybody
    return fault


@contextmanager
def _ended(ending: Ending, timeout: float, stop: Stop) -> Iterator[None]:
    """End the body when its time is over or somebody asks."""
    try:
        with (
            within(timeout, partial(ending.begin, "store.timeout")),
            stop.calling(partial(ending.begin, "store.stopped")),
        ):
            yield
    except (DriverError, Neo4jError, OSError) as error:
        if ending.reason:
            raise StoreError(ending.reason, seconds=timeout) from error
        raise
    finally:
        ending.done.set()


def _fetch(
    connection: Connection, cypher: str, params: Mapping[str, Any], limit: int, timeout: float
) -> Result:
    with connection.session("read", fetch_size=AT_ONCE) as session:
        transaction = session.begin_transaction(timeout=timeout)
        try:
            result = transaction.run(cypher, dict(params))
            columns = tuple(result.keys())
            rows = list(_rows(result, limit + 1))
            return Result(columns, tuple(rows[:limit]), len(rows) > limit)
        finally:
            with suppress(Exception):
                transaction.close()  # rolled back, whatever happened


def _rows(result: Any, most: int) -> Iterator[tuple[Any, ...]]:
    """At most ``most`` rows; StoreError when they are too large to be looked at."""
    left = MOST_BYTES
    for _, record in zip(range(most), result):
        row = tuple(map(convert, record.values()))
        left -= weight(row)
        if left < 0:
            raise StoreError("store.large", megabytes=MOST_BYTES // 2**20)
        yield row


def _terminate(connection: Connection, tag: str) -> None:
    with connection.session("write") as session:
        running = session.run(statement("running")).data()
        for found in (row for row in running if tag in str(row.get("currentQuery"))):
            session.run(statement("terminate"), id=found["transactionId"]).consume()
