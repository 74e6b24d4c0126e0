"""A page's picture → what was read on it: lines of signs with sizes and weights, ruled lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from ingest.layout.shapes import Rule
from ingest.sources import picture
from ingest.sources.picture import Ink, Ruling, Span
from ingest.sources.recogniser import Corners, line_boxes, read_lines, reading_turn
from ingest.sources.scan_lines import typed_line
from ingest.sources.scan_shapes import Grey, Picture, ReadPage, TypedLine, TypedSign

LEVEL_RULE, UPRIGHT_RULE = 36.0, 18.0  # points: longer than any sign's stroke
LEAST_DASH, MOST_DASH = 0.6, 2.2  # in sizes: a dash that stands alone
BESIDE = 3  # dots beside a ruled line that are still its own


@dataclass(frozen=True, slots=True)
class _Level:
    """A picture made level, its ruled lines apart."""

    clean: Grey
    ink: Ink
    ruling: Ruling
    boxes: Sequence[Corners]
    skew: float


def read_page(page: Picture) -> ReadPage:
    """What stands on the picture."""
    scale = page.scale
    high, wide = page.grey.shape
    if picture.is_blank(page.grey):
        return ReadPage(page.number, wide / scale, high / scale, (), (), label=page.label)
    made = _level(page.grey, scale)
    turn = reading_turn(made.clean, made.boxes)
    if turn:
        made = _level(picture.quarter_turned(page.grey, turn), scale)
    lines = list(_typed_lines(made, scale))
    lines += _lone_dashes(made.ink, lines, scale)
    rules = tuple(_rules(made.ruling, scale))
    high, wide = made.clean.shape
    size = wide / scale, high / scale
    return ReadPage(page.number, *size, tuple(lines), rules, turn, made.skew, page.label)


def _level(grey: Grey, scale: float) -> _Level:
    skew = picture.skew_of(grey)
    level = picture.turned(grey, skew)
    ink = picture.ink_of(level)
    ruling = picture.ruling_of(ink, round(LEVEL_RULE * scale), round(UPRIGHT_RULE * scale))
    clean = picture.without(level, ruling)
    ink = picture.ink_of(clean)
    boxes = [part for box in line_boxes(clean) for part in _cut_at_rules(box, ruling.upright, ink)]
    return _Level(clean, ink, ruling, boxes, skew)


def _cut_at_rules(box: Corners, upright: Sequence[Span], ink: Ink) -> Iterator[Corners]:
    """The box in pieces where ruled lines cross it; a piece without ink is none."""
    (left, top), (right, bottom) = box.min(axis=0).tolist(), box.max(axis=0).tolist()
    middle = (top + bottom) / 2
    cuts = sorted(
        (rule[0], rule[2])
        for rule in upright
        if rule[1] <= middle <= rule[3] and left < rule[2] and rule[0] < right
    )
    if not cuts:
        yield box
        return
    starts, ends = [left, *(b + BESIDE for _, b in cuts)], [*(a - BESIDE for a, _ in cuts), right]
    for start, end in zip(starts, ends):
        inside = ink[round(top) : round(bottom), max(0, round(start)) : max(0, round(end))]
        if inside.any(axis=0).sum() > BESIDE:
            corners = ((start, top), (end, top), (end, bottom), (start, bottom))
            yield np.array(corners, np.float32)


def _rules(ruling: Ruling, scale: float) -> Iterator[Rule]:
    """Each line as its middle: its thickness does not count."""
    for left, top, right, bottom in ruling.level:
        middle = (top + bottom) / 2 / scale
        yield Rule(left / scale, middle, right / scale, middle)
    for left, top, right, bottom in ruling.upright:
        middle = (left + right) / 2 / scale
        yield Rule(middle, top / scale, middle, bottom / scale)


def _typed_lines(made: _Level, scale: float) -> Iterator[TypedLine]:
    for line in read_lines(made.clean, made.boxes):
        left, top, right, bottom = (round(edge) for edge in line.box)
        piece = made.ink[max(0, top) : bottom, max(0, left) : right]
        if piece.size and (typed := typed_line(line, piece, scale)):
            yield typed


def _lone_dashes(ink: Ink, lines: Sequence[TypedLine], scale: float) -> Iterator[TypedLine]:
    """Dashes that stand alone, as in an empty cell, which recognition passes over."""
    size = median([line.size for line in lines]) if lines else 0.0
    for left, top, right, bottom in picture.bars(ink, round(LEAST_DASH * size * scale)):
        box = (left / scale, top / scale, right / scale, bottom / scale)
        if box[2] - box[0] <= MOST_DASH * size and not any(_covers(line, box) for line in lines):
            sign = TypedSign("—", box[0], box[2], 1.0)
            yield TypedLine((sign,), (box[1] + box[3]) / 2, size, lines[0].stroke, False)


def _covers(line: TypedLine, box: tuple[float, float, float, float]) -> bool:
    """Whether the box lies by or in the line."""
    near = abs(line.middle - (box[1] + box[3]) / 2) < 0.9 * line.size
    return near and line.signs[0].left - 1 < box[2] and box[0] < line.signs[-1].right + 1
