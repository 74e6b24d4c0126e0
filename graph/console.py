"""Running what a person typed: read only, in a transaction that is rolled back, with limits."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from graph import guard
from graph.records import Result, convert
from graph.statements import statement
from ingest.errors import StoreError

if TYPE_CHECKING:
    from graph.store import Connection

POLL = 0.05
AGAIN = 0.5


class Stop:
    """The other end of a stop button: ``stop()`` from any thread ends the running query."""

    def __init__(self) -> None:
        self._asked = threading.Event()

    def stop(self) -> None:
        """End the query now."""
        self._asked.set()

    @property
    def asked(self) -> bool:
        """Whether somebody asked to stop."""
        return self._asked.is_set()


def run(
    connection: Connection,
    typed: str,
    params: Mapping[str, Any],
    limit: int,
    timeout: float,
    stop: Stop | None = None,
) -> Result:
    """Rows of ``typed``; QueryError when it is not allowed, StoreError when it was ended."""
    tag = f"/* console {secrets.token_hex(8)} */"
    cypher = f"{guard.check(typed)} {tag}"  # the tag finds the query again in the engine's list
    with _watched(connection, tag, timeout, stop or Stop()):
        return _fetch(connection, cypher, params, limit, timeout)


def _fetch(
    connection: Connection,
    cypher: str,
    params: Mapping[str, Any],
    limit: int,
    timeout: float,
) -> Result:
    with connection.session("read") as session:
        transaction = session.begin_transaction(timeout=timeout)
        try:
            result = transaction.run(cypher, dict(params))
            columns = tuple(result.keys())
            found = result.fetch(limit + 1)
            rows = tuple(tuple(map(convert, record.values())) for record in found[:limit])
            return Result(columns, rows, len(found) > limit)
        finally:
            with suppress(Exception):
                transaction.close()  # rolled back, whatever happened


@contextmanager
def _watched(connection: Connection, tag: str, timeout: float, stop: Stop) -> Iterator[None]:
    """End the query with ``tag`` when its time is over or somebody asks."""
    done, verdict = threading.Event(), list[str]()
    args = (connection, tag, time.monotonic() + timeout, stop, done, verdict)
    thread = threading.Thread(target=_watch, args=args, daemon=True)
    thread.start()
    try:
        yield
    except Exception as error:
        if verdict:
            raise StoreError(verdict[0], seconds=timeout) from error
        raise
    finally:
        done.set()
        thread.join()


def _watch(
    connection: Connection,
    tag: str,
    deadline: float,
    stop: Stop,
    done: threading.Event,
    verdict: list[str],
) -> None:
    while not done.wait(POLL):
        if stop.asked or time.monotonic() > deadline:
            verdict.append("store.stopped" if stop.asked else "store.timeout")
            break
    while not done.is_set():
        with suppress(Exception):
            _terminate(connection, tag)
        done.wait(AGAIN)


def _terminate(connection: Connection, tag: str) -> None:
    with connection.session("write") as session:
        running = session.run(statement("running")).data()
        for found in (row for row in running if tag in str(row.get("currentQuery"))):
            session.run(statement("terminate"), id=found["transactionId"]).consume()
