"""What the driver and the engines report, as our own errors with one clear line each."""

from __future__ import annotations

import tempfile
from pathlib import Path

from ingest.errors import InnographError, QueryError, StoreError

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")

#: Words of a message or code → key of the catalogue; the first that fits wins.
SIGNS = (
    ("No space left on device", "store.home.full_loading"),
    ("OutOfMemory", "store.memory"),
    ("Java heap space", "store.memory"),
    ("Garbage-collected heap", "store.memory"),
    ("MemoryPoolOutOfMemory", "store.memory"),
    ("StackOverflow", "store.query.deep"),
    ("HeapElementsAllowed", "store.query.many"),
    ("more than the whole budget", "store.query.many"),
    ("Unauthorized", "store.uri.auth"),
    ("AuthenticationRateLimit", "store.uri.auth"),
    ("CredentialsExpired", "store.uri.auth"),
    ("DatabaseNotFound", "store.uri.database"),
    ("egular expression", "store.query.regex"),
    ("Transaction.Terminated", "store.stopped"),
    ("TransactionTimedOut", "store.timeout"),
    ("Timeout on executing command", "store.timeout"),
    ("ConcurrentModification", "store.conflict"),
    ("DuplicatedKey", "store.conflict"),
    ("ConstraintValidationFailed", "store.conflict"),
    ("AccessMode", "store.guard.write"),
    ("Security.Forbidden", "store.guard.write"),
    ("TransientError", "store.busy"),
    ("ParameterMissing", "store.query.parameter"),
    ("SyntaxError", "store.query.syntax"),
    ("ClientError.Procedure", "store.query.syntax"),
    ("Unknown procedure", "store.query.syntax"),
    ("ClientError.Statement", "store.query.failed"),
)


#: An engine that fails without saying why, where this many bytes cannot be written, is full.
ROOM = 16 * 2**20


def translate(
    error: Exception, uri: str, user: str = "", folder: Path | None = None
) -> InnographError:
    """``error`` of the driver as a StoreError or QueryError.

    ``folder`` is the embedded engine's, None for any other.
    """
    code, message = getattr(error, "code", None) or "", getattr(error, "message", None)
    told = f"{code} {type(error).__name__} {error}"
    key = next((key for sign, key in SIGNS if sign in told), None) or _by_class(error)
    if key == "store.failed" and folder and _is_full(folder):
        key = "store.home.full_loading"
    values = {"uri": uri, "user": user, "message": _first_line(message or str(error))}
    values["schemes"] = ", ".join(SCHEMES)
    kind = QueryError if key.startswith(("store.query", "store.guard")) else StoreError
    return kind(key, **values)


def _by_class(error: Exception) -> str:
    names = {base.__name__ for base in type(error).__mro__}
    if names & {"ServiceUnavailable", "SessionExpired", "OSError", "IncompleteCommit"}:
        return "store.uri.unreachable"
    if names & {"UnicodeError", "OverflowError", "TypeError"}:
        return "store.query.failed"
    if names & {"ConfigurationError", "ValueError"}:
        return "store.uri.scheme"
    return "store.failed"


def _is_full(folder: Path) -> bool:
    """Whether a file of ``ROOM`` bytes cannot be written into ``folder``."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            for _ in range(ROOM // 2**20):
                file.write(bytes(2**20))
            file.flush()
    except OSError:
        return True
    return False


def _first_line(message: str) -> str:
    return (message.strip().splitlines() or [""])[0][:300]
