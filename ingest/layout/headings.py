"""How deep a heading is: by the file's own levels and by its numbering."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.layout.parts import Part, Words
from ingest.layout.rows import HEADINGS, heading_level
from ingest.typography import squeezed, width

DEEPEST = 6
LONGEST = 80
#: The list of a plan's annexes, which names them and opens none.
ANNEXES = re.compile(r"^附[件表图录]\s*[：:]\s*\S")
#: From this shape on (（一）, 1.) numbered lines that follow one another are a list.
LISTED = 4


@dataclass(frozen=True, slots=True)
class _Head:
    index: int
    styled: int
    shape: int | None


def with_levels(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts; those that are headings as such, with levels from 1 without a gap."""
    heads = list(_heads(parts))
    levels = dict(zip((head.index for head in heads), _levels(heads)))
    for index, part in enumerate(parts):
        if isinstance(part, Words) and index in levels:
            yield part.of("heading", levels[index])
        elif isinstance(part, Words) and _numbered(part) is not None:
            yield part.of("item")
        else:
            yield part


def shape_of(text: str) -> int | None:
    """Which kind of numbering opens a short line (0 outermost), None where none does."""
    text = text.strip()
    if not text or width(text) > LONGEST or text[-1] in "。；;，、：" or ANNEXES.match(text):
        return None
    return heading_level(text)


def _numbered(part: Part) -> int | None:
    """The shape of a plain line that is numbered as a heading."""
    plain = isinstance(part, Words) and part.kind in ("paragraph", "item") and not part.under
    return shape_of(part.text) if plain and isinstance(part, Words) else None


def _heads(parts: Sequence[Part]) -> Iterator[_Head]:
    shapes = [_numbered(part) for part in parts]
    for index, part in enumerate(parts):
        if isinstance(part, Words) and part.kind == "heading":
            yield _Head(index, part.level, _shape(part.text))
        elif shapes[index] is not None and not _in_list(shapes, index):
            yield _Head(index, 0, shapes[index])


def _shape(text: str) -> int | None:
    return next((n for n, shape in enumerate(HEADINGS) if shape.match(squeezed(text))), None)


def _in_list(shapes: Sequence[int | None], index: int) -> bool:
    """Whether the line beside it is numbered the same way, so that nothing stands under it."""
    shape = shapes[index]
    beside = [*shapes[max(0, index - 1) : index], *shapes[index + 1 : index + 2]]
    return shape is not None and shape >= LISTED and shape in beside


def _levels(heads: Sequence[_Head]) -> Iterator[int]:
    keys = [_key(head, _known(heads)) for head in heads]
    ranks = {key: n for n, key in enumerate(sorted(set(keys)), 1)}
    yield from (min(ranks[key], DEEPEST) for key in keys)


def _known(heads: Sequence[_Head]) -> dict[int, int]:
    """The file's own level of each shape of numbering that it sets apart."""
    known: dict[int, int] = {}
    for head in heads:
        if head.styled and head.shape is not None:
            known[head.shape] = min(head.styled, known.get(head.shape, head.styled))
    return known


def _key(head: _Head, known: dict[int, int]) -> tuple[int, int]:
    """Sorts headings from the outermost in; a numbered line stands under what numbers above it."""
    if head.styled:
        return head.styled, 0
    if not head.shape:
        return 0, 0
    if head.shape in known:
        return known[head.shape], 0
    above = (level for shape, level in known.items() if shape < head.shape)
    return max(above, default=0), head.shape + 1
