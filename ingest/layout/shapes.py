"""What stands on a sheet: signs, ruled lines, and the lines of text made of them.

All measures are points from the upper left corner of the sheet as a reader holds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, radians, sin
from statistics import median

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Glyph:
    """One sign, or a word that was recognised as a whole."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    face: str = ""
    confidence: float = 1.0

    @property
    def middle(self) -> float:
        """Height of its middle on the sheet."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Its middle from the left."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line, level or upright; its thickness does not count."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def level(self) -> bool:
        """Whether it runs from left to right."""
        return self.right - self.left >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its size, what stands on it, the page number that the file gives it.

    ``turned`` tells by how many degrees, clockwise, it was turned to be read, ``skew`` by how many
    its lines then fell to the right; places are given on the sheet as it lies in the file.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...] = ()
    label: int | None = None
    turned: int = 0
    skew: float = 0.0

    def place(self, box: Box) -> Box:
        """A box of the upright sheet on the sheet as the file has it."""
        left, top, right, bottom = self._askew(box)
        wide, high = self.width, self.height
        turned = {
            90: (top, wide - right, bottom, wide - left),
            180: (wide - right, high - bottom, wide - left, high - top),
            270: (high - bottom, left, high - top, right),
        }
        return turned.get(self.turned, (left, top, right, bottom))

    def _askew(self, box: Box) -> Box:
        """A box of the level sheet, of the same size, where its middle lies on the skew one."""
        if not self.skew:
            return box
        angle = radians(self.skew)
        x = (box[0] + box[2] - self.width) / 2
        y = (box[1] + box[3] - self.height) / 2
        right = x * cos(angle) - y * sin(angle) - x
        down = x * sin(angle) + y * cos(angle) - y
        return box[0] + right, box[1] + down, box[2] + right, box[3] + down


@dataclass(frozen=True, slots=True)
class LaidCell:
    """A cell as it lies on its sheet: place in the grid, spans, lines, box."""

    row: int
    column: int
    rows: int
    columns: int
    strips: tuple[Strip, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class LaidTable:
    """A table or a part of one on one sheet; ``xs`` are the edges of its columns."""

    cells: tuple[LaidCell, ...]
    xs: tuple[float, ...]
    box: Box
    sheet: int
    ruled: bool = True

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return max((cell.row + cell.rows for cell in self.cells), default=0)


@dataclass(frozen=True)
class Strip:
    """Signs that stand in one line without a wide gap; or a table in its place."""

    glyphs: tuple[Glyph, ...]
    sheet: int
    #: Left and right edge of the column that it stands in.
    column: tuple[float, float] = (0.0, 0.0)
    table: LaidTable | None = None

    @cached_property
    def box(self) -> Box:
        """Left, top, right, bottom."""
        return around(self.glyphs)

    @cached_property
    def size(self) -> float:
        """The usual size of its signs."""
        return median(sorted(glyph.size for glyph in self.glyphs))

    @cached_property
    def face(self) -> str:
        """The face that all of its Chinese signs have; empty where they differ or none is told."""
        faces = {glyph.face for glyph in self.glyphs if not glyph.text.isascii()}
        return faces.pop() if len(faces) == 1 else ""

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.box[0]

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.box[2]

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.box[1] + self.box[3]) / 2

    @property
    def confidence(self) -> float:
        """How surely it was recognised."""
        return min(glyph.confidence for glyph in self.glyphs)


def around(every: Sequence[Glyph] | Sequence[Rule]) -> Box:
    """The box around all of them."""
    return (
        min(one.left for one in every),
        min(one.top for one in every),
        max(one.right for one in every),
        max(one.bottom for one in every),
    )


def within(box: Box, glyph: Glyph) -> bool:
    """Whether the sign's middle lies in the box."""
    return box[0] <= glyph.centre <= box[2] and box[1] <= glyph.middle <= box[3]


def clusters(values: Sequence[float], apart: float) -> list[float]:
    """Values that lie closer than ``apart`` as one, their mean; in order."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= apart:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]
