"""A Cypher statement as tokens: words, quotes, numbers, signs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.errors import QueryError

TOKEN = re.compile(
    r"""(?P<text>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
      | (?P<quoted>`(?:``|[^`])*`)
      | (?P<number>(?:0[xX][\da-fA-F_]+|0[oO][0-7_]+
          |\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?[fFdD]?)(?!\w))
      | (?P<word>[^\W\d]\w*)
      | (?P<dots>\.\.)
      | (?P<sign>[^\w\s])
      | (?P<space>\s+)""",
    re.VERBOSE | re.DOTALL,
)


NUMBER_LIKE = re.compile(r"[\w.]+")


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
        if not found and cypher[at].isdigit():
            raise QueryError("store.guard.number", number=NUMBER_LIKE.match(cypher, at)[0][:20])  # type: ignore[index]
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
    if before in ("&", "|", "!"):
        return _in_label(tokens, at)
    return before in (".", ":", "$") or (after == ":" and before in ("{", ","))


def _in_label(tokens: Sequence[Token], at: int) -> bool:
    """Whether an expression of labels or types leads to the word: ``:A|B``, ``:(A&!B)``."""
    while at and (tokens[at - 1].kind in ("word", "quoted") or tokens[at - 1].text in "&|!()"):
        at -= 1
    return at > 0 and tokens[at - 1].text == ":"
