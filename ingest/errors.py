"""What can go wrong, as one tree; every leaf is one clear line in two languages.

InnographError            exit status 1
├── SourceError           a file that cannot be read as a plan
├── StoreError            the graph engine: busy, absent, refusing
├── QueryError            a query or parameter that does not fit
├── ExportError           a file that cannot be written
└── UsageError            exit status 2: the call's words are off
"""

from __future__ import annotations

from ingest.catalogue import text


class InnographError(Exception):
    """``key`` names a text of the catalogue, ``values`` fill its places."""

    status = 1

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(self.say("en"))

    def __reduce__(self) -> tuple[object, ...]:
        """So that an error can come from another process."""
        return _made, (type(self), self.key, self.values)

    def say(self, lang: str) -> str:
        """What, where and what to do, in one line of ``lang``."""
        return " ".join(text(self.key, lang, **self.values).split())


def _made(kind: type[InnographError], key: str, values: dict[str, object]) -> InnographError:
    return kind(key, **values)


class SourceError(InnographError):
    """The input is missing, empty, binary, wrongly encoded or of an unknown kind."""


class StoreError(InnographError):
    """The graph engine cannot be reached, is busy, or refuses."""


class QueryError(InnographError):
    """A query is unknown, lacks a parameter, or is not allowed."""


class ExportError(InnographError):
    """A file cannot be written as asked."""


class UsageError(InnographError):
    """The call's words are off."""

    status = 2
