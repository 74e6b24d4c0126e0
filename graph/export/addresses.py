"""The addresses of what is exported as linked data: under a base that the user sets, else as
names that lead nowhere (``urn:innograph:…``). They come from ids alone, so they stay the same.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from graph.export.values import clean
from ingest.errors import UsageError

#: Where addresses stand, for every door: http(s)://…, a slash is added where there is none.
SWITCH = "INNOGRAPH_BASE"
URN = "urn:innograph:"
LONGEST = 500
#: Signs that no IRI has (RFC 3987), beside blanks and what cannot be printed.
NEVER = frozenset('<>"{}|\\^`')


@dataclass(frozen=True, slots=True)
class Addresses:
    """What things are called from outside; ``base`` as :func:`checked` gives it."""

    base: str = ""

    def entity(self, id: str) -> str:
        """An entity's; with the API's own address as base it is the one that tells of it."""
        return self._of("entities", "entity", id)

    def relation(self, id: str) -> str:
        """A relation's."""
        return self._of("relations", "relation", id)

    def document(self, id: str) -> str:
        """A plan's."""
        return self._of("documents", "document", id)

    def evidence(self, id: str) -> str:
        """That of a piece of evidence."""
        return self._of("evidence", "evidence", id)

    def _of(self, folder: str, kind: str, id: str) -> str:
        return f"{self.base}{folder}/{local(id)}" if self.base else f"{URN}{kind}:{local(id)}"


def checked(base: str | None) -> str:
    """The base that is given, else that of :data:`SWITCH`, with its slash. UsageError for what is
    no address that others could be made from."""
    given = (os.environ.get(SWITCH, "") if base is None else base).strip()
    if given and not _is_base(given):
        raise UsageError("export.base", base=given[:100])
    return given if not given or given.endswith("/") else given + "/"


def _is_base(given: str) -> bool:
    try:
        parts = urlsplit(given)
        named = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username
    except ValueError:
        return False
    plain = given.isprintable() and not NEVER & set(given) and " " not in given
    return named and plain and not parts.query and not parts.fragment and len(given) <= LONGEST


def local(text: str) -> str:
    """``text`` inside an IRI: letters of any script stay, what an IRI cannot hold is encoded."""
    return "".join(c if c.isalnum() else quote(c, safe=":._-") for c in clean(text))
