"""A Cypher statement as tokens: words, quotes, numbers, signs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.errors import QueryError

TOKEN = re.compile(
    r"""(?P<text>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
      | (?P<quoted>`(?:``|[^`])*`)
      | (?P<number>\d[\w.]*(?<!\.))
      | (?P<word>[^\W\d]\w*)
      | (?P<dots>\.\.)
      | (?P<sign>[^\w\s])
      | (?P<space>\s+)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the typed text: its kind and how it was written."""

    kind: str
    text: str

    @property
    def upper(self) -> str:
        """The text in capitals, as keywords are compared."""
        return self.text.upper()


def tokens_of(cypher: str) -> Iterator[Token]:
    """The pieces of a statement without comments; QueryError where a quote is left open."""
    at = 0
    while at < len(cypher):
        found = TOKEN.match(cypher, at)
        if not found or found[0] in ("'", '"', "`"):
            raise QueryError("store.guard.open", sign=cypher[at])
        yield Token(str(found.lastgroup), found[0])
        at = found.end()


def is_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word is a property, a label, a parameter or a map's key, not language."""
    before = tokens[at - 1].text if at else ""
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if before == "." and at > 1 and tokens[at - 2].kind == "number":
        return False
    return before in (".", ":", "$", "&", "|", "!") or (after == ":" and before in ("{", ","))
