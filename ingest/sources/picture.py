"""A page as a picture: its ink, how it lies, the lines that are ruled on it.

Pictures are grey, dark on light, row by row from the top; all lengths are in dots.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.sources.scan_shapes import Grey

Ink = NDArray[np.uint8]
Span = tuple[int, int, int, int]

BLANK = 0.0004
NEIGHBOURHOOD, PALER = 31, 12
PREVIEW = 900
STEEPEST, COARSE, FINE = 6.0, 0.5, 0.05
LEVEL_ENOUGH, PLAINER = 0.1, 1.05
REACH = 4
LONG = 3
THICK = 9


@dataclass(frozen=True, slots=True)
class Ruling:
    """Lines found on a picture: left, top, right, bottom of each."""

    level: tuple[Span, ...]
    upright: tuple[Span, ...]


def ink_of(grey: Grey) -> Ink:
    """255 where the page is darker than what surrounds it, else 0."""
    size = NEIGHBOURHOOD
    mean = cv2.ADAPTIVE_THRESH_MEAN_C
    return _made(
        cv2.adaptiveThreshold(grey, 255, mean, cv2.THRESH_BINARY_INV, size, PALER),
    )


def is_blank(grey: Grey) -> bool:
    """Whether hardly anything stands on it."""
    return float(np.count_nonzero(ink_of(grey))) < BLANK * grey.size


def skew_of(grey: Grey) -> float:
    """By how many degrees its lines fall to the right: the turn at which they stand out most."""
    scale = PREVIEW / max(grey.shape)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = ink_of(_made(small)) if scale < 1 else ink_of(grey)
    steps = np.arange(-STEEPEST, STEEPEST + COARSE, COARSE)
    rough = max(steps, key=lambda angle: (_contrast(ink, angle), -abs(angle)))
    near = np.arange(rough - COARSE, rough + COARSE + FINE, FINE)
    best = max(near, key=lambda angle: (_contrast(ink, angle), -abs(angle)))
    clear = _contrast(ink, best) > PLAINER * _contrast(ink, 0.0)
    return round(float(best), 3) if clear and abs(best) >= LEVEL_ENOUGH else 0.0


def _contrast(ink: Ink, angle: float) -> float:
    rows = turned(ink, angle, 0).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def turned(picture: Grey, angle: float, ground: int = 255) -> Grey:
    """The picture turned about its middle so that lines that fall by ``angle`` lie level."""
    if not angle:
        return picture
    high, wide = picture.shape
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), float(angle), 1.0)
    return _made(
        cv2.warpAffine(picture, matrix, (wide, high), flags=cv2.INTER_LINEAR, borderValue=ground)
    )


def quarter_turned(picture: Grey, turn: int) -> Grey:
    """The picture turned clockwise by 0, 90, 180 or 270 degrees."""
    return _made(np.ascontiguousarray(np.rot90(picture, -turn // 90)))


def ruling_of(ink: Ink, level: int, upright: int) -> Ruling:
    """Lines at least ``level`` and ``upright`` dots long.

    Upright ones count where they meet a level one, short level ones where they meet an upright:
    a sign's own strokes do neither.
    """
    flat = list(_strokes(ink, level, 1))
    steep = [s for s in _strokes(ink, 1, upright) if any(_meet(s, f) for f in flat)]
    kept = [f for f in flat if f[2] - f[0] > LONG * level or sum(_meet(s, f) for s in steep) > 1]
    return Ruling(tuple(kept), tuple(steep))


def _strokes(ink: Ink, wide: int, high: int) -> Iterator[Span]:
    """Left, top, right, bottom of thin strokes at least so wide or so high."""
    across = cv2.getStructuringElement(cv2.MORPH_RECT, (1, 2) if wide > 1 else (2, 1))
    along = cv2.getStructuringElement(cv2.MORPH_RECT, (wide, high))
    kept = cv2.morphologyEx(cv2.dilate(ink, across), cv2.MORPH_OPEN, along)
    _, _, stats, _ = cv2.connectedComponentsWithStats(kept, connectivity=8)
    for left, top, broad, tall, _ in stats[1:].tolist():
        if min(broad, tall) <= max(THICK, max(broad, tall) // 60):
            yield left, top, left + broad, top + tall


def bars(ink: Ink, least: int) -> Iterator[Span]:
    """Thin level strokes at least so long, nothing right above or below them."""
    for left, top, right, bottom in _strokes(ink, max(2, least), 1):
        above = ink[max(0, top - least // 2) : max(0, top - 2), left:right]
        below = ink[bottom + 2 : bottom + least // 2, left:right]
        if not above.any() and not below.any():
            yield left, top, right, bottom


def _meet(one: Span, other: Span) -> bool:
    return (
        one[0] - REACH <= other[2]
        and other[0] - REACH <= one[2]
        and one[1] - REACH <= other[3]
        and other[1] - REACH <= one[3]
    )


def without(grey: Grey, ruling: Ruling) -> Grey:
    """The picture without its ruled lines."""
    clean = grey.copy()
    light = int(np.median(grey))
    for left, top, right, bottom in (*ruling.level, *ruling.upright):
        clean[max(0, top - 2) : bottom + 2, max(0, left - 2) : right + 2] = light
    return clean


def _made(picture: Any) -> Grey:
    return np.asarray(picture, dtype=np.uint8)
