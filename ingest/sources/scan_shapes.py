"""Pages of a scan: as pictures that have to be read, and as they were read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.layout.shapes import Rule

#: A picture in grey, dark on light, row by row from the top.
Grey = NDArray[np.uint8]
DOTS_PER_POINT = 200 / 72


@dataclass(frozen=True, slots=True)
class TypedSign:
    """A sign with its left and right edge in points; ``raised`` where it is a note's mark."""

    text: str
    left: float
    right: float
    confidence: float
    raised: bool = False


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A line in points: its signs, the height of its middle, their size, its strokes' thickness.

    ``sure``: whether its signs are many enough to tell their size.
    """

    signs: tuple[TypedSign, ...]
    middle: float
    size: float
    stroke: float
    sure: bool = True


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as it was read, in points, upright and level.

    ``turned``: degrees by which it was turned clockwise; ``skew``: by how many its lines fell.
    """

    number: int
    width: float
    height: float
    lines: tuple[TypedLine, ...]
    rules: tuple[Rule, ...]
    turned: int = 0
    skew: float = 0.0
    label: int | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A page that has to be read: its picture, how many dots make a point."""

    number: int
    grey: Grey
    scale: float = DOTS_PER_POINT
    label: int | None = None
