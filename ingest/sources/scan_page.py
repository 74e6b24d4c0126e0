"""A page's picture → what was read on it: lines of signs with sizes and weights, ruled lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from ingest.layout.shapes import Rule
from ingest.sources import picture
from ingest.sources.picture import Ink, Ruling, Span
from ingest.sources.recogniser import Corners, ReadLine, Sign, line_boxes, read_lines, reading_turn
from ingest.sources.scan_shapes import Grey, Picture, ReadPage, TypedLine, TypedSign
from ingest.sources.scan_signs import DASHES, is_han, mended

LEVEL_RULE, UPRIGHT_RULE = 36.0, 18.0  # points: longer than any sign's stroke
INK_HEIGHT, LATIN_HEIGHT = 0.92, 0.72  # of a sign's size
BESIDE = 3  # dots beside a ruled line that are still its own
PITCHED = 3
CLOSING = frozenset("，。、；：！？）》”")
DASH, LONGEST_DASH = 1.3, 5.0  # in sizes: a double dash, and what is no longer one
THIN_STROKE = 0.2
THIRDS = 3
RAISED, OWN = 0.7, 0.12
NOTE_SIGNS = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
HALF_SIGN, HALF_LATIN = 0.5, 0.3
SLACK, MARK_SLACK = 0.55, 0.7


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
    lines = tuple(_typed_lines(made, scale))
    rules = tuple(_rules(made.ruling, scale))
    high, wide = made.clean.shape
    size = wide / scale, high / scale
    return ReadPage(page.number, *size, lines, rules, turn, made.skew, page.label)


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
        if piece.size and (typed := _typed(line, piece, scale)):
            yield typed


def _typed(line: ReadLine, ink: Ink, scale: float) -> TypedLine | None:
    """The line in points; nothing where it holds no ink."""
    left, top, right, bottom = line.box
    across = np.flatnonzero(ink.any(axis=0))
    if not across.size:
        return None
    size, sure = _size(line, ink)
    signs = _with_dashes(line.signs, ink, size)
    placed = _placed(mended(signs), right - left, size, int(across[0]), int(across[-1]) + 1)
    points = tuple(
        TypedSign(
            s.text,
            (left + s.left) / scale,
            (left + s.right) / scale,
            s.confidence,
            s.text in NOTE_SIGNS and _is_raised(ink, s),
        )
        for s in placed
    )
    middle = (top + bottom) / 2 / scale
    return TypedLine(points, middle, size / scale, _stroke(ink) / scale, sure) if points else None


def _size(line: ReadLine, ink: Ink) -> tuple[float, bool]:
    """The size of the line's signs in dots, by how far apart they follow; by their height where
    they are few, which tells it less surely."""
    down = np.flatnonzero(np.count_nonzero(ink, axis=1) > 0.01 * ink.shape[1])
    tall = int(down[-1]) - int(down[0]) + 1 if down.size else ink.shape[0]
    high = tall / (INK_HEIGHT if any(is_han(sign.text) for sign in line.signs) else LATIN_HEIGHT)
    steps, apart = _pitch(line.signs)
    told = apart * (line.box[2] - line.box[0])
    return (min(high, told), True) if steps >= PITCHED else (high, False)


def _pitch(signs: Sequence[Sign]) -> tuple[int, float]:
    """How many steps from one Chinese sign to the next the line has, and their mean."""
    pairs = [(a, b) for a, b in zip(signs, signs[1:]) if is_han(a.text) and is_han(b.text)]
    return len(pairs), sum(b.middle - a.middle for a, b in pairs) / max(1, len(pairs))


def _is_raised(ink: Ink, sign: TypedSign) -> bool:
    """Whether the sign's ink keeps to the upper part of the line."""
    rows = np.flatnonzero(ink.any(axis=1))
    middle, reach = round((sign.left + sign.right) / 2), max(1, round(OWN * ink.shape[0]))
    own = np.flatnonzero(ink[:, max(0, middle - reach) : middle + reach].any(axis=1))
    return bool(own.size) and own[-1] - rows[0] < RAISED * (rows[-1] - rows[0])


def _stroke(ink: Ink) -> float:
    """How thick its strokes are, in dots, where they are thinnest: bold is bold throughout."""
    edges = [round(ink.shape[1] * n / THIRDS) for n in range(THIRDS + 1)]
    pieces = [ink[:, start:end] for start, end in zip(edges, edges[1:])]
    return min(_thickness(piece) for piece in pieces if piece.any())


def _thickness(ink: Ink) -> float:
    """Ink by what of it lies at an edge."""
    inner = cv2.erode(np.ascontiguousarray(ink), np.ones((3, 3), np.uint8))
    every = int(np.count_nonzero(ink))
    return every / max(1, every - int(np.count_nonzero(inner)))


def _with_dashes(signs: Sequence[Sign], ink: Ink, size: float) -> list[Sign]:
    """The signs with double dashes where the ink has them, which are often read as none or one."""
    wide = ink.shape[1]
    found = [(start / wide, end / wide) for start, end in _dashes(ink, size)]
    kept = [
        sign
        for sign in signs
        if not (sign.text in DASHES and any(a < sign.middle < b for a, b in found))
    ]
    return sorted(
        [*kept, *(Sign("——", (a + b) / 2, 1.0) for a, b in found)], key=lambda sign: sign.middle
    )


def _dashes(ink: Ink, size: float) -> Iterator[tuple[int, int]]:
    """Where level strokes at the middle of the line are as long as a double dash."""
    high = ink.shape[0]
    band = np.ascontiguousarray(ink[round(0.3 * high) : max(1, round(0.7 * high))])
    bar = cv2.getStructuringElement(cv2.MORPH_RECT, (max(1, round(DASH * size)), 1))
    alone = np.count_nonzero(ink, axis=0) < THIN_STROKE * size
    held = (cv2.morphologyEx(band, cv2.MORPH_OPEN, bar).any(axis=0) & alone).astype(np.int8)
    edges = np.diff(np.concatenate(([0], held, [0])))
    for start, end in zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)):
        if DASH * size <= end - start < LONGEST_DASH * size:
            yield int(start), int(end)


def _placed(
    signs: Sequence[Sign], wide: float, size: float, first: int, last: int
) -> Iterator[TypedSign]:
    """Each sign with its edges: beside its neighbours, unless white stands between them."""
    shown = [n for n, sign in enumerate(signs) if sign.text.strip()]
    left = float(first)
    for at, after in zip(shown, [*shown[1:], None]):
        sign = signs[at]
        own = sign.middle * wide
        if after is None:
            wide = 0.95 * size if sign.text in CLOSING else 1.0
            yield TypedSign(sign.text, left, max(float(last), left + wide), sign.confidence)
            return
        right, begin = _edges(sign, signs[after], wide, size, after - at > 1)
        yield TypedSign(sign.text, min(left, own), max(right, own), sign.confidence)
        left = begin


def _edges(sign: Sign, after: Sign, wide: float, size: float, spaced: bool) -> tuple[float, float]:
    """Where a sign ends and the next begins, in dots."""
    one, other = _half(sign) * size, _half(after) * size
    end, begin = sign.middle * wide + one, after.middle * wide - other
    latin = sign.text.isascii() and after.text.isascii()
    slack = MARK_SLACK if not (sign.text.isalnum() and after.text.isalnum()) else SLACK
    if begin - end > slack * size or (spaced and latin):
        return end, max(begin, end + 0.3 * size)
    between = end + (begin - end) * one / (one + other)
    return between, between


def _half(sign: Sign) -> float:
    return (HALF_LATIN if sign.text.isascii() else HALF_SIGN) * len(sign.text)
