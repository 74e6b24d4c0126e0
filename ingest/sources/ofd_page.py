"""One page of an OFD file → signs with their places and ruled lines, in points.

An object's own measures go through its matrix and lie from its boundary's upper left corner on;
those of a page are millimetres from the upper left corner of its box.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import hypot
from typing import Any

from ingest.layout.shapes import Glyph, Rule

POINT = 72 / 25.4
ASCENT, DESCENT = 0.88, 0.12
NARROW = 0.55
STEEP = 0.3
THIN = 1.0  # millimetres: an outline no thicker is a line
DEEPEST, MOST_OBJECTS, MOST_SIGNS, MOST_STEPS = 8, 50_000, 60_000, 20_000
IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
BOLD_WEIGHT = 600
#: How many numbers follow each operator of a path; the last two are where it ends.
OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Resources:
    """What pages refer to by number: faces, drawings used again, picture files."""

    faces: Mapping[str, str]
    drawings: Mapping[str, Any]
    pictures: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that is shown: its number, its box in points."""

    resource: str
    box: tuple[float, float, float, float]


Thing = Glyph | Rule | Shown


def things(content: Any, known: Resources, origin: Point) -> Iterator[Thing]:
    """Signs, lines and pictures of a page or a template; ``origin``: corner of the page's box."""
    start = (1.0, 0.0, 0.0, 1.0, -origin[0], -origin[1])
    walk = _Walk(known, MOST_OBJECTS)
    for layer in children(content, "Layer"):
        yield from islice(walk.drawn(layer, start, 0), MOST_SIGNS)


@dataclass(slots=True)
class _Walk:
    """Goes through a page's objects, drawings within drawings; ``left``: how many more it takes."""

    known: Resources
    left: int

    def drawn(self, group: Any, outer: Matrix, depth: int) -> Iterator[Thing]:
        """What the objects of a layer or of a drawing show."""
        for item in group if depth < DEEPEST else ():
            self.left -= 1
            if self.left < 0:
                return
            if item.get("Visible", "true") != "false" and item.get("Alpha") != "0":
                yield from self._shown(item, outer, depth)

    def _shown(self, item: Any, outer: Matrix, depth: int) -> Iterator[Thing]:
        kind, matrix = local(item), _placed(item, outer)
        if kind == "TextObject":
            yield from _signs(item, matrix, outer, self.known.faces)
        elif kind == "PathObject":
            yield from _lines(item, matrix)
        elif kind == "ImageObject":
            yield Shown(item.get("ResourceID", ""), _box(item, outer))
        elif kind == "PageBlock":
            yield from self.drawn(item, outer, depth + 1)
        elif kind == "CompositeObject":
            inner = self.known.drawings.get(item.get("ResourceID", ""))
            yield from self.drawn(inner if inner is not None else (), matrix, depth + 1)


def _signs(item: Any, matrix: Matrix, outer: Matrix, faces: Mapping[str, str]) -> Iterator[Glyph]:
    """The text's signs; text that runs askew is a watermark and none."""
    if abs(matrix[1]) > STEEP * abs(matrix[0]):
        return
    size, stretch = number(item.get("Size")), number(item.get("HScale"), 1.0)
    if not size:
        return
    face = _face(item, faces)
    left, _, across, _ = box_of(item.get("Boundary"))
    edge = _through(outer, (left + across, 0.0))[0]
    x = y = 0.0
    for code in children(item, "TextCode"):
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        text = code.text or ""
        steps = (deltas(code.get("DeltaX"), len(text)), deltas(code.get("DeltaY"), len(text)))
        told = bool(code.get("DeltaX") or code.get("DeltaY"))
        at, down = x, y
        for sign, after, right, low in zip(text, [*text[1:], ""], *steps):
            usual = size * stretch * _share(sign)
            if sign.strip() and sign.isprintable():
                wide = _width(sign + after, usual, right, size * stretch)
                made = _glyph(sign, (at, down), wide, size, matrix, face)
                yield made if after else _within(made, edge)
            at, down = at + (right if told else usual), down + low


def _share(sign: str) -> float:
    """How wide a sign usually is beside its height."""
    return NARROW if unicodedata.east_asian_width(sign) in ("N", "Na", "H") else 1.0


def _width(pair: str, usual: float, step: float, size: float) -> float:
    """A sign's width: no more than the step to the next; letters of a word reach one another."""
    if step <= 0:
        return usual
    word = len(pair) == 2 and pair.isascii() and pair.isalnum() and step < size
    return step if word else min(usual, step)


def _within(glyph: Glyph, edge: float) -> Glyph:
    """The last sign, no wider than the object that it stands in."""
    return replace(glyph, right=edge) if glyph.left < edge < glyph.right else glyph


def _glyph(sign: str, at: Point, wide: float, size: float, matrix: Matrix, face: str) -> Glyph:
    left, top = _through(matrix, (at[0], at[1] - ASCENT * size))
    right, bottom = _through(matrix, (at[0] + wide, at[1] + DESCENT * size))
    high = size * hypot(matrix[2], matrix[3]) * POINT
    box = (min(left, right), min(top, bottom), max(left, right), max(top, bottom))
    return Glyph(sign, *box, round(high, 2), face)


def _face(item: Any, faces: Mapping[str, str]) -> str:
    name = faces.get(item.get("Font", ""), "")
    heavy = number(item.get("Weight"), 400) >= BOLD_WEIGHT and not name.startswith("!")
    return "!" + name if heavy else name


def deltas(told: str | None, count: int) -> list[float]:
    """Steps from each of ``count`` signs to the next: ``g 3 5.2`` stands for 5.2 three times."""
    words = (told or "").split()[:MOST_STEPS]
    steps: list[float] = []
    at = 0
    while at < len(words) and len(steps) < count:
        if words[at] == "g" and at + 2 < len(words):
            steps += [number(words[at + 2])] * min(count, int(number(words[at + 1])))
            at += 3
        else:
            steps.append(number(words[at]))
            at += 1
    last = steps[-1] if steps and len(steps) < count - 1 else 0.0
    return [*steps, *[last] * (count - len(steps))][:count]


def _lines(item: Any, matrix: Matrix) -> Iterator[Rule]:
    """A thin outline is one line; of a thick one its edges count where they are drawn."""
    stroked = item.get("Stroke", "true") != "false"
    for data in children(item, "AbbreviatedData"):
        for points in _outlines((data.text or "").split(), matrix):
            yield from _rules(points, stroked)


def _rules(points: Sequence[Point], stroked: bool) -> Iterator[Rule]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
    if min(right - left, bottom - top) <= THIN * POINT:
        yield Rule(left, top, right, bottom)
    elif stroked:
        for (x0, y0), (x1, y1) in zip(points, points[1:]):
            if min(abs(x0 - x1), abs(y0 - y1)) <= 1:
                yield Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _outlines(words: Sequence[str], matrix: Matrix) -> Iterator[list[Point]]:
    """The path's polygons in points; one that is curved is left out."""
    points: list[Point] = []
    curved, at = False, 0
    while at < len(words[:MOST_STEPS]):
        operator = words[at]
        count = OPERANDS.get(operator, 0)
        numbers = [number(word) for word in words[at + 1 : at + 1 + count]]
        at += 1 + count
        if operator in ("S", "M"):
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or operator in ("Q", "B", "A")
        if len(numbers) == count > 1:
            points.append(_through(matrix, (numbers[-2], numbers[-1])))
        elif operator == "C" and points:
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


def _placed(item: Any, outer: Matrix) -> Matrix:
    """The object's matrix: its own, then from its boundary's corner, then what is around it."""
    told = [number(word) for word in item.get("CTM", "").split()]
    own = IDENTITY
    if len(told) == len(IDENTITY):
        own = (told[0], told[1], told[2], told[3], told[4], told[5])
    left, top, _, _ = box_of(item.get("Boundary"))
    return _product(own, _product((1.0, 0.0, 0.0, 1.0, left, top), outer))


def _box(item: Any, outer: Matrix) -> tuple[float, float, float, float]:
    left, top, wide, high = box_of(item.get("Boundary"))
    return (*_through(outer, (left, top)), *_through(outer, (left + wide, top + high)))


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


def _through(matrix: Matrix, at: Point) -> Point:
    """A point in millimetres through the matrix, in points of the sheet."""
    a, b, c, d, e, f = matrix
    x, y = at
    return POINT * (a * x + c * y + e), POINT * (b * x + d * y + f)


def box_of(told: str | None) -> tuple[float, float, float, float]:
    """Left, top, width, height."""
    numbers = [number(word) for word in (told or "").split()]
    return (numbers[0], numbers[1], numbers[2], numbers[3]) if len(numbers) == 4 else (0, 0, 0, 0)


def number(told: str | None, otherwise: float = 0.0) -> float:
    """What a number says, ``otherwise`` where it is none."""
    try:
        value = float(told) if told else otherwise
    except ValueError:
        return otherwise
    return value if abs(value) < 1e6 else otherwise


def local(item: Any) -> str:
    """An element's name without its namespace."""
    return item.tag.rpartition("}")[2] if isinstance(item.tag, str) else ""


def children(item: Any, name: str) -> Iterator[Any]:
    """Elements of that name anywhere below, in the order of the file."""
    return (each for each in item.iter() if local(each) == name)
