"""A list that may be a plan's fields, and what is asked of any such list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.model import Block, Span
from ingest.naming.technology import words_in
from ingest.supports.declaring import Phrase

LONG = 16  # characters of a text that says something of what it opens with
BEGINS = 120  # characters of a text that are looked at


@dataclass(frozen=True, slots=True)
class DeclaredField:
    """One field: its name, the block that says what it is, where the name stands in it, and its
    name with the class behind it."""

    name: str
    block: Block
    span: Span
    order: int
    classed: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a list of fields, the best phrase that declares it, and what is known of it:
    ``clues``."""

    fields: tuple[DeclaredField, ...]
    phrase: Phrase
    form: str
    clues: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The names, without order."""
        return frozenset(field.name for field in self.fields)


def has_technical(name: str) -> bool:
    """Whether a name has a word of technology."""
    return any(not word.concept.common for word in words_in(name))


def tells(block: Block, end: int) -> bool:
    """Whether what stands behind a name has two words of technology."""
    said = block.text[end : end + BEGINS]
    return len({word.concept.name for word in words_in(said) if word.concept.alone}) > 1


def share(every: Iterable[bool]) -> str:
    """How many of them hold: none, some, most, all."""
    held = list(every)
    part = sum(held) / max(1, len(held))
    return "all" if part == 1 else "most" if part > 0.5 else "some" if part else "none"
