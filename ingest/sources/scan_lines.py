"""A line as it was read, and its ink → its signs in points: their edges, size and weight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.sources.picture import Ink
from ingest.sources.recogniser import ReadLine, Sign
from ingest.sources.scan_shapes import TypedLine, TypedSign
from ingest.sources.scan_signs import DASHES, is_han, mended

INK_HEIGHT, LATIN_HEIGHT = 0.92, 0.72  # of a sign's size
PITCHED = 3
CLOSING, OPENING = frozenset("，。、；：！？）》”"), frozenset("（《“")
DASH, LONGEST_DASH, THIN_STROKE = 1.3, 5.0, 0.2  # in sizes: a double dash, and what is none
THIRDS = 3
RAISED, OWN = 0.7, 0.12
NOTE_SIGNS = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
# In sizes: the white that belongs to a sign and to a mark, the white that is a gap, a space.
# How far apart Chinese signs that follow one another do not stand.
FAR, CLOSE = 1.3, 0.75
BEARING, HALF_MARK, GAP, WORD_SPACE, WHITE = 0.01, 0.5, 0.3, 0.3, 0.35


def typed_line(line: ReadLine, ink: Ink, scale: float) -> TypedLine | None:
    """The line in points; nothing where it holds no ink."""
    left, top = line.box[:2]
    if not ink.any():
        return None
    size, sure = _size(line, ink)
    signs = _with_dashes(line.signs, ink, size)
    placed = _placed(_steadied(mended(signs), size / ink.shape[1]), ink, size)
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
    first, last = _rows(ink)
    middle = (max(0.0, top) + (first + last) / 2) / scale
    return TypedLine(points, middle, size / scale, _stroke(ink) / scale, sure) if points else None


def _size(line: ReadLine, ink: Ink) -> tuple[float, bool]:
    """The size of the line's signs in dots, by how far apart they follow; by their height where
    they are few, which tells it less surely."""
    first, last = _rows(ink)
    high = (last - first) / (
        INK_HEIGHT if any(is_han(sign.text) for sign in line.signs) else LATIN_HEIGHT
    )
    if all(sign.text in DASHES for sign in line.signs):
        return ink.shape[1] / len(line.signs), False
    steps, apart = _pitch(line.signs)
    told = apart * (line.box[2] - line.box[0])
    return (min(high, told), True) if steps >= PITCHED else (high, False)


def _rows(ink: Ink) -> tuple[int, int]:
    """The first row of the line's ink and the one behind its last."""
    down = np.flatnonzero(np.count_nonzero(ink, axis=1) > 0.01 * ink.shape[1])
    return (int(down[0]), int(down[-1]) + 1) if down.size else (0, ink.shape[0])


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


def _steadied(signs: Sequence[Sign], size: float) -> list[Sign]:
    """The signs; one that recognition set too near the next, with white behind it, or too near the
    one before, stands one size from the other; ``size`` is a share of the line's width."""
    told = list(signs)
    shown = [n for n, sign in enumerate(told) if sign.text.strip()]
    for earlier, at, later in zip(shown, shown[1:], shown[2:]):
        before, sign, after = told[earlier], told[at], told[later]
        if not (is_han(before.text) and is_han(sign.text) and is_han(after.text)):
            continue
        back, on = sign.middle - before.middle, after.middle - sign.middle
        if back > FAR * size and on < CLOSE * size:
            told[at] = replace(sign, middle=before.middle + size)
        elif on > FAR * size and back < CLOSE * size:
            told[at] = replace(sign, middle=after.middle - size)
    return told


def _placed(signs: Sequence[Sign], ink: Ink, size: float) -> Iterator[TypedSign]:
    """Each sign with its edges in dots: beside its neighbours, unless white parts them."""
    across = np.asarray(ink.any(axis=0))
    shown = [n for n, sign in enumerate(signs) if sign.text.strip()]
    left, last = _ends(across, signs[shown[0]], signs[shown[-1]], size)
    if signs[shown[0]].text in OPENING:
        left = min(left, max(0.0, left - HALF_MARK * size))
    for at, after in zip(shown, [*shown[1:], None]):
        sign, own = signs[at], signs[at].middle * across.size
        if after is None:
            least = 0.95 * size if sign.text in CLOSING else 1.0
            yield TypedSign(sign.text, left, max(last, left + least), sign.confidence)
            return
        right, begin = _edges(sign, signs[after], across, size)
        if after - at > 1 and sign.text.isascii() and signs[after].text.isascii():
            begin = max(begin, right + WORD_SPACE * size)
        yield TypedSign(sign.text, min(left, own), max(right, own), sign.confidence)
        left = begin


def _ends(across: NDArray[np.bool_], first: Sign, last: Sign, size: float) -> tuple[float, float]:
    """Where the line's ink begins and ends; ink behind white is its neighbour's."""
    wide = across.size
    start, end = (round(sign.middle * wide) for sign in (first, last))
    left = start - _reach(across[:start][::-1], WHITE * size)
    return float(max(0, left)), float(min(wide, end + _reach(across[end:], WHITE * size)))


def _reach(across: NDArray[np.bool_], white: float) -> int:
    """How far ink goes on from the start without so much white."""
    inked = np.flatnonzero(across)
    if not inked.size or inked[0] > white:
        return 0
    wide = np.flatnonzero(np.diff(inked) > white)
    return int(inked[wide[0] if wide.size else -1]) + 1


def _edges(sign: Sign, after: Sign, across: NDArray[np.bool_], size: float) -> tuple[float, float]:
    """Where a sign ends and the next begins: in the widest white between their middles."""
    first, last = (round(each.middle * across.size) for each in (sign, after))
    start, end = _widest_white(across[first:last])
    begin, stop = first + start, first + end
    room = (HALF_MARK if sign.text in CLOSING else BEARING) * size
    room_after = (HALF_MARK if after.text in OPENING else BEARING) * size
    if stop - begin - room - room_after > GAP * size:
        return begin + room, stop - room_after
    return (begin + stop) / 2, (begin + stop) / 2


def _widest_white(across: NDArray[np.bool_]) -> tuple[int, int]:
    """Start and end of the longest run without ink; the middle where there is none."""
    white = np.concatenate(([0], ~across, [0])).astype(np.int8)
    steps = np.diff(white)
    starts, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    if not starts.size:
        return across.size // 2, across.size // 2
    best = int(np.argmax(ends - starts))
    return int(starts[best]), int(ends[best])
