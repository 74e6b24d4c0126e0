"""One page of a PDF → a sheet: signs with their places, ruled lines, turned to be read.

PDFium's own interface is called directly: per sign, its Python objects cost ten times as much.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from math import degrees, hypot
from typing import Any

import pypdfium2.raw as pdfium

from ingest.layout.shapes import Glyph, Rule, Sheet

THIN = 3.0
BOLD_WEIGHT = 600
SUBSET = re.compile(r"^[A-Z]{6}\+")
MOST_OBJECTS, MOST_POINTS, MOST_SIGNS = 20_000, 5_000, 60_000
DEEPEST_FORM = 4
UNSEEN = "\u0000\u0002\ufffe\uffff\u00ad\u200b\ufeff"


def read_sheet(page: Any, number: int, label: str) -> Sheet:
    """Sheet ``number`` of the file, with the label that the file gives it."""
    frame = _Frame(page)
    glyphs, angles = _glyphs(page, frame)
    turn = _reading_turn(angles, frame.turn)
    rules = tuple(_rules(page, frame))
    if turn:
        glyphs = [_turned_glyph(glyph, frame, turn) for glyph in glyphs]
        rules = tuple(Rule(*frame.turned((r.left, r.top, r.right, r.bottom), turn)) for r in rules)
    wide, high = frame.size if turn in (0, 180) else frame.size[::-1]
    told = int(label) if label.isdecimal() and len(label) < 5 else None
    return Sheet(number, wide, high, tuple(glyphs), rules, told, turn)


class _Frame:
    """Where the page's own measures lie on the sheet as it is shown."""

    def __init__(self, page: Any) -> None:
        left, bottom, right, top = page.get_cropbox()
        self._edges = (left, bottom, right, top)
        self.turn = page.get_rotation()
        wide, high = right - left, top - bottom
        self.size = (wide, high) if self.turn in (0, 180) else (high, wide)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Left, top, right, bottom on the shown sheet of a box in the page's measures."""
        left, bottom, right, top = self._edges
        if self.turn == 90:
            return y0 - bottom, x0 - left, y1 - bottom, x1 - left
        if self.turn == 180:
            return right - x1, y0 - bottom, right - x0, y1 - bottom
        if self.turn == 270:
            return top - y1, right - x1, top - y0, right - x0
        return x0 - left, top - y1, x1 - left, top - y0

    def turned(
        self, box: tuple[float, float, float, float], turn: int
    ) -> tuple[float, float, float, float]:
        """A box of the shown sheet once that is turned clockwise."""
        left, top, right, bottom = box
        wide, high = self.size
        if turn == 90:
            return high - bottom, left, high - top, right
        if turn == 180:
            return wide - right, high - bottom, wide - left, high - top
        return top, wide - right, bottom, wide - left


def _turned_glyph(glyph: Glyph, frame: _Frame, turn: int) -> Glyph:
    box = frame.turned((glyph.left, glyph.top, glyph.right, glyph.bottom), turn)
    return Glyph(glyph.text, *box, glyph.size, glyph.face, glyph.confidence)


def _reading_turn(angles: Counter[int], turn: int) -> int:
    """How far the sheet must be turned so that most of its signs stand upright."""
    if not angles:
        return 0
    angle = min(angles.items(), key=lambda pair: (-pair[1], pair[0]))[0]
    return (angle - turn) % 360


def _glyphs(page: Any, frame: _Frame) -> tuple[list[Glyph], Counter[int]]:
    text = pdfium.FPDFText_LoadPage(page.raw)
    try:
        found = list(_signs(text, frame))
    finally:
        pdfium.FPDFText_ClosePage(text)
    return [glyph for glyph, _ in found], Counter(angle for _, angle in found)


def _signs(text: Any, frame: _Frame) -> Iterator[tuple[Glyph, int]]:
    """Each visible sign and its angle, in quarters of a turn."""
    box = pdfium.FS_RECTF()
    at = ctypes.byref(box)
    faces: dict[int | None, str] = {}
    sizes: dict[tuple[float, float], float] = {}
    for index in range(min(pdfium.FPDFText_CountChars(text), MOST_SIGNS)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code <= 32 or code in (160, 0x3000) or chr(code) in UNSEEN:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text, index, at):
            continue
        left, top, right, bottom = frame.box(box.left, box.bottom, box.right, box.top)
        if right <= left or bottom <= top:
            continue
        look = pdfium.FPDFText_GetFontSize(text, index), round(bottom - top, 1)
        angle = round(degrees(pdfium.FPDFText_GetCharAngle(text, index)) / 90) * 90 % 360
        if look not in sizes:
            sizes[look] = _size(text, index, look)
        face = _face(text, index, faces)
        yield Glyph(chr(code), left, top, right, bottom, sizes[look], face), angle


def _size(text: Any, index: int, look: tuple[float, float]) -> float:
    """A sign's size on paper: its font's size as the page enlarges or shrinks it."""
    told = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(told)):
        return round(look[1], 2)
    return round(look[0] * hypot(told.a, told.b), 2) or round(look[1], 2)


def _face(text: Any, index: int, known: dict[int | None, str]) -> str:
    """The name of the sign's face, ``!`` before it where it is bold; empty where none is told."""
    item = pdfium.FPDFText_GetTextObject(text, index)
    key = ctypes.cast(item, ctypes.c_void_p).value
    if key not in known:
        buffer = ctypes.create_string_buffer(128)
        pdfium.FPDFText_GetFontInfo(text, index, buffer, 128, ctypes.byref(ctypes.c_int()))
        name = SUBSET.sub("", buffer.value.decode("utf-8", "replace"))
        heavy = pdfium.FPDFText_GetFontWeight(text, index) >= BOLD_WEIGHT or "Bold" in name
        known[key] = ("!" if heavy else "") + name if name else ""
    return known[key]


def _rules(page: Any, frame: _Frame) -> Iterator[Rule]:
    """Level and upright lines that are drawn on the page."""
    count = pdfium.FPDFPage_CountObjects(page.raw)
    identity = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    for index in range(min(count, MOST_OBJECTS)):
        yield from _drawn(pdfium.FPDFPage_GetObject(page.raw, index), identity, frame, 0)


Matrix = tuple[float, float, float, float, float, float]


def _drawn(item: Any, outer: Matrix, frame: _Frame, depth: int) -> Iterator[Rule]:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
        matrix = _product(_matrix(item), outer)
        for index in range(min(pdfium.FPDFFormObj_CountObjects(item), MOST_OBJECTS)):
            yield from _drawn(pdfium.FPDFFormObj_GetObject(item, index), matrix, frame, depth + 1)
    elif kind == pdfium.FPDF_PAGEOBJ_PATH:
        matrix = _product(_matrix(item), outer)
        for points in _outlines(item, matrix):
            yield from _lines(points, item, frame)


def _matrix(item: Any) -> Matrix:
    told = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(told))
    return told.a, told.b, told.c, told.d, told.e, told.f


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


Point = tuple[float, float]


def _outlines(item: Any, matrix: Matrix) -> Iterator[list[Point]]:
    """The path's polygons; none where it is curved or a drawing of many points."""
    count = pdfium.FPDFPath_CountSegments(item)
    if count > MOST_POINTS:
        return
    a, b, c, d, e, f = matrix
    points: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _lines(points: list[Point], item: Any, frame: _Frame) -> Iterator[Rule]:
    """A thin outline is one line; of a thick one its edges count where they are drawn."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, bottom, right, top = min(xs), min(ys), max(xs), max(ys)
    if min(right - left, top - bottom) <= THIN:
        yield Rule(*frame.box(left, bottom, right, top))
    elif _is_stroked(item):
        for (x0, y0), (x1, y1) in zip(points, points[1:]):
            if min(abs(x0 - x1), abs(y0 - y1)) <= 1:
                yield Rule(*frame.box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def _is_stroked(item: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    return bool(stroke.value)
