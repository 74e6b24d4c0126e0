"""Blocks → sightings: every named thing, where it stands, and the rule that found it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ingest.model import NOTHING, Block, Mention, Span
from ingest.rules import find
from ingest.rules.found import Found
from ingest.rules.sentence import sentences


@dataclass(frozen=True, slots=True)
class Sighting:
    """A mention in its block, with what the place says of the thing.

    ``name`` is the full name where the printed one is shortened, else the
    printed one; ``aliases`` are other forms that the place itself gives.
    """

    block: Block
    mention: Mention
    name: str
    aliases: tuple[str, ...] = ()
    status: str | None = None
    flagship: bool = False
    attributes: Mapping[str, object] = field(default_factory=lambda: NOTHING)

    @property
    def printed(self) -> str:
        """The name as it stands there."""
        return self.block.text[self.mention.span.start : self.mention.span.end]


def find_mentions(blocks: Iterable[Block]) -> Iterator[Sighting]:
    """Sightings in reading order."""
    for block in blocks:
        for sentence in sentences(block.text):
            for found in find(sentence):
                yield _sighting(block, sentence.offset, found)


def _sighting(block: Block, offset: int, found: Found) -> Sighting:
    span = Span(offset + found.start, offset + found.end)
    name = found.name or block.text[span.start : span.end]
    mention = Mention(span, found.label, found.rule)
    return Sighting(block, mention, name, found.aliases, found.status)
