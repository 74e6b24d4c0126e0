"""What the driver and the engines report, as our own errors with one clear line each."""

from __future__ import annotations

from ingest.errors import InnographError, QueryError, StoreError

#: Words of a message or code → key of the catalogue; the first that fits wins.
SIGNS = (
    ("No space left on device", "store.home.full_loading"),
    ("Unauthorized", "store.uri.auth"),
    ("AuthenticationRateLimit", "store.uri.auth"),
    ("CredentialsExpired", "store.uri.auth"),
    ("DatabaseNotFound", "store.uri.database"),
    ("Transaction.Terminated", "store.stopped"),
    ("TransactionTimedOut", "store.timeout"),
    ("Timeout on executing command", "store.timeout"),
    ("AccessMode", "store.guard.write"),
    ("Security.Forbidden", "store.guard.write"),
    ("TransientError", "store.busy"),
    ("ParameterMissing", "store.query.parameter"),
    ("SyntaxError", "store.query.syntax"),
    ("ClientError.Procedure", "store.query.syntax"),
    ("Unknown procedure", "store.query.syntax"),
    ("ClientError.Statement", "store.query.failed"),
)


def translate(error: Exception, uri: str, user: str = "") -> InnographError:
    """``error`` of the driver as a StoreError or QueryError."""
    code, message = getattr(error, "code", None) or "", getattr(error, "message", None)
    told = f"{code} {type(error).__name__} {error}"
    key = next((key for sign, key in SIGNS if sign in told), None) or _by_class(error)
    values = {"uri": uri, "user": user, "message": _first_line(message or str(error))}
    kind = QueryError if key.startswith(("store.query", "store.guard")) else StoreError
    return kind(key, **values)


def _by_class(error: Exception) -> str:
    names = {base.__name__ for base in type(error).__mro__}
    if names & {"ServiceUnavailable", "SessionExpired", "OSError", "IncompleteCommit"}:
        return "store.uri.unreachable"
    if names & {"ConfigurationError", "ValueError"}:
        return "store.uri.scheme"
    return "store.failed"


def _first_line(message: str) -> str:
    return (message.strip().splitlines() or [""])[0][:300]
