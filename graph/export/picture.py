"""The subgraph as a picture: SVG (texts stay texts) and PNG (needs a Chinese font)."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import hypot
from pathlib import Path
from typing import BinaryIO

from PIL import Image, ImageDraw, ImageFont

from graph.export.chunks import pour
from graph.export.gexf import escaped
from graph.export.looks import DERIVED, OTHER, STATED, Looks, edge_color, label, relation_caption
from graph.export.options import Options
from graph.export.values import clean
from graph.schema import TYPES
from graph.subgraph import GraphEdge, Subgraph
from ingest.catalogue import text
from ingest.errors import ExportError

MARGIN, TEXT, TITLE, LEGEND = 60.0, 13.0, 16.0, 26.0
SIDE = 170.0
#: Picture units for one of the layout; a dot's radius is ``SMALL`` and its size by ``GROWTH``.
SCALE, SMALL, GROWTH = 0.62, 4.0, 0.2
NARROW = 640.0
Box = tuple[float, float, float, float]
#: So many labels at most, the larger nodes' first and none over another, and so many letters of
#: each.
LABELS, LETTERS = 600, 24
INK, PAPER = "#22262b", "#ffffff"
#: Kinds of lines: what they are called in the catalogue, their colour; derived ones are dashed.
LINES = {"stated": STATED, "derived": DERIVED, "other": OTHER}
FAMILY = "'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','PingFang SC','Microsoft YaHei'"
#: Files of fonts with Chinese letters, by what systems call them.
FONTS = (
    "NotoSansCJK-Regular.ttc",
    "NotoSansCJKsc-Regular.otf",
    "NotoSansSC-Regular.otf",
    "SourceHanSansSC-Regular.otf",
    "SourceHanSans-Regular.ttc",
    "PingFang.ttc",
    "Hiragino Sans GB.ttc",
    "STHeiti Light.ttc",
    "msyh.ttc",
    "simhei.ttf",
    "wqy-microhei.ttc",
    "wqy-zenhei.ttc",
    "DroidSansFallbackFull.ttf",
)
FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "${WINDIR}/Fonts",
)
SHARP, WIDEST = 2, 8000
MOST_FACES = 12
DASHES = ' stroke-dasharray="5 4"'


@dataclass(frozen=True, slots=True)
class Dot:
    """A node as it is drawn, in picture coordinates (y downwards)."""

    x: float
    y: float
    radius: float
    color: str
    label: str
    named: bool

    @property
    def box(self) -> Box:
        """Where its label stands: left, top, right, bottom."""
        half = _long(self.label) / 2
        top = self.y + self.radius
        return self.x - half, top, self.x + half, top + TEXT + 2


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the legend: a dot, or a line (perhaps dashed), and what it stands for."""

    color: str
    caption: str
    line: bool = False
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that is on the picture, the same for SVG and PNG."""

    width: float
    height: float
    title: str
    dots: dict[str, Dot]
    edges: tuple[GraphEdge, ...]
    legend: tuple[Key, ...]


def write_svg(subgraph: Subgraph, out: BinaryIO, options: Options) -> None:
    """Write the picture as SVG to ``out``."""
    pour(_svg(_drawing(subgraph, options), options.lang), out)


def write_png(subgraph: Subgraph, out: BinaryIO, options: Options) -> None:
    """Write the picture as PNG to ``out``. ExportError where no font has Chinese letters."""
    image = _png(_drawing(subgraph, options))
    held = io.BytesIO()
    image.save(held, "PNG")
    out.write(held.getvalue())


@cache
def font_file() -> Path | None:
    """A font of this system that has Chinese letters."""
    folders = [Path(os.path.expandvars(folder)).expanduser() for folder in FOLDERS]
    found = {p.name: p for folder in folders if folder.is_dir() for p in folder.rglob("*.*")}
    return next((found[name] for name in FONTS if name in found), None)


def _drawing(subgraph: Subgraph, options: Options) -> Drawing:
    looks = options.looks(subgraph)
    title = options.description(subgraph)
    legend = tuple(_keys(subgraph, options.lang))
    found = [looks.place(node.id) for node in subgraph.nodes] or [(0.0, 0.0)]
    xs, ys = [x * SCALE for x, _ in found], [y * SCALE for _, y in found]
    width = max(max(xs) - min(xs) + 2 * SIDE, NARROW, _long(title) * TITLE / TEXT + 2 * MARGIN)
    top = MARGIN + 30 + LEGEND * len(_lines(legend, width))
    dots = _dots(subgraph, looks, (width - max(xs) - min(xs)) / 2, top + max(ys))
    height = max(ys) - min(ys) + top + MARGIN
    return Drawing(width, height, title, dots, tuple(subgraph.edges), legend)


def _keys(subgraph: Subgraph, lang: str) -> Iterator[Key]:
    """The types of the nodes, then, where supports are among the relations, kinds of lines."""
    types = {node.type for node in subgraph.nodes}
    yield from (Key(i.color, i.caption(lang)) for t, i in TYPES.items() if t in types)
    drawn = {edge_color(edge) for edge in subgraph.edges}
    if drawn & {STATED, DERIVED}:
        for name, color in LINES.items():
            if color in drawn:
                yield Key(color, text(f"export.line.{name}", lang), True, color == DERIVED)


def _dots(subgraph: Subgraph, looks: Looks, left: float, top: float) -> dict[str, Dot]:
    order = sorted(subgraph.nodes, key=lambda node: (-looks.size(node.id), node.id))
    dots, taken = {}, list[Box]()
    for node in order:
        x, y = looks.place(node.id)
        look = SMALL + looks.size(node.id) * GROWTH, looks.color(node.id)
        free = Dot(x * SCALE + left, top - y * SCALE, *look, _short(label(node)), True)
        named = len(taken) < LABELS and not any(_overlap(free.box, other) for other in taken)
        taken += [free.box] if named else []
        dots[node.id] = free if named else replace(free, named=False)
    return dots


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _short(name: str) -> str:
    name = " ".join(clean(name).split())
    return name if len(name) <= LETTERS else f"{name[: LETTERS - 1]}…"


def _svg(drawing: Drawing, lang: str) -> Iterator[str]:
    size = f'width="{drawing.width:.0f}" height="{drawing.height:.0f}"'
    box = f'viewBox="0 0 {drawing.width:.0f} {drawing.height:.0f}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} role="img"'
    yield f' font-family="{FAMILY},sans-serif" font-size="{TEXT:.0f}" fill="{INK}">\n'
    yield f"<title>{escaped(drawing.title)}</title>\n"
    yield '<rect width="100%" height="100%" fill="#ffffff"/>\n'
    yield f'<text x="{MARGIN}" y="36" font-size="{TITLE:.0f}">{escaped(drawing.title)}</text>\n'
    for x, y, key in _legend(drawing):
        yield _svg_key(x, y, key)
        yield f'<text x="{x + 11}" y="{y + 4.5}">{escaped(key.caption)}</text>\n'
    yield '<g stroke-width="1">\n'
    yield from (_svg_edge(edge, drawing, lang) for edge in drawing.edges)
    yield "</g>\n"
    yield from map(_svg_dot, drawing.dots.values())
    yield from (_svg_label(dot) for dot in drawing.dots.values() if dot.named)
    yield "</svg>\n"


def _svg_key(x: float, y: float, key: Key) -> str:
    if not key.line:
        return f'<circle cx="{x}" cy="{y}" r="6" fill="{key.color}"/>'
    dashes = DASHES if key.dashed else ""
    return f'<path d="M{x - 12} {y}h19" stroke="{key.color}" stroke-width="2"{dashes}/>'


def _svg_edge(edge: GraphEdge, drawing: Drawing, lang: str) -> str:
    a, b = drawing.dots[edge.source], drawing.dots[edge.target]
    caption = relation_caption(edge.type, lang)
    color = edge_color(edge)
    dashes = DASHES if color == DERIVED else ""
    ends = f'x1="{a.x:.1f}" y1="{a.y:.1f}" x2="{b.x:.1f}" y2="{b.y:.1f}"'
    told = escaped(f"{a.label} {caption} {b.label}")
    return f'<line {ends} stroke="{color}"{dashes}><title>{told}</title></line>\n'


def _svg_dot(dot: Dot) -> str:
    place = f'cx="{dot.x:.1f}" cy="{dot.y:.1f}" r="{dot.radius:.1f}"'
    ring = f'stroke="{PAPER}" stroke-width="1.5"'
    told = escaped(dot.label)
    return f'<circle {place} fill="{dot.color}" {ring}><title>{told}</title></circle>\n'


def _svg_label(dot: Dot) -> str:
    place = f'x="{dot.x:.1f}" y="{dot.y + dot.radius + TEXT:.1f}" text-anchor="middle"'
    halo = f'stroke="{PAPER}" stroke-width="3" paint-order="stroke" stroke-linejoin="round"'
    return f"<text {place} {halo}>{escaped(dot.label)}</text>\n"


def _legend(drawing: Drawing) -> Iterator[tuple[float, float, Key]]:
    """x and y of each entry, in lines as wide as the picture."""
    for number, line in enumerate(_lines(drawing.legend, drawing.width)):
        x = MARGIN + 6
        for key in line:
            x += 12 if key.line else 0
            yield x, 62 + number * LEGEND, key
            x += _wide(key.caption)


def _lines(legend: Sequence[Key], width: float) -> list[list[Key]]:
    lines: list[list[Key]] = [[]]
    used = MARGIN
    for key in legend:
        wide = _wide(key.caption) + (12 if key.line else 0)
        if lines[-1] and used + wide > width - MARGIN:
            lines.append([])
            used = MARGIN
        lines[-1].append(key)
        used += wide
    return lines


def _wide(caption: str) -> float:
    return 34 + _long(caption)


def _long(words: str) -> float:
    return sum(TEXT if ord(letter) > 0x2E80 else TEXT * 0.58 for letter in words)


def _png(drawing: Drawing) -> Image.Image:
    scale = SHARP * min(1.0, WIDEST / SHARP / max(drawing.width, drawing.height))
    size = round(drawing.width * scale), round(drawing.height * scale)
    image = Image.new("RGB", size, PAPER)
    pen, font = ImageDraw.Draw(image), _font(scale)
    for edge in drawing.edges:
        _draw_edge(pen, edge, drawing, scale)
    for dot in drawing.dots.values():
        _draw_circle(pen, dot.x * scale, dot.y * scale, dot.radius * scale, dot.color)
    for dot in (dot for dot in drawing.dots.values() if dot.named):
        place = dot.x * scale, (dot.y + dot.radius + TEXT * 0.6) * scale
        pen.text(place, dot.label, INK, font, "mm", stroke_width=round(scale), stroke_fill=PAPER)
    pen.text((MARGIN * scale, 30 * scale), drawing.title, INK, _font(scale, TITLE), "lm")
    for x, y, key in _legend(drawing):
        _draw_key(pen, x, y, key, scale)
        pen.text(((x + 11) * scale, y * scale), key.caption, INK, font, "lm")
    return image


def _font(scale: float, size: float = TEXT) -> ImageFont.FreeTypeFont:
    file = font_file()
    if file is None:
        raise ExportError("export.font", fonts=", ".join(FONTS[:3]))
    return ImageFont.truetype(str(file), max(6, round(size * scale)), _face(file))


@cache
def _face(file: Path) -> int:
    """The face of a collection whose letters are those of mainland China; else the first."""
    for number in range(MOST_FACES if file.suffix == ".ttc" else 0):
        try:
            family = ImageFont.truetype(str(file), 12, number).getname()[0] or ""
        except OSError:  # there are no more
            break
        if family.endswith(" SC"):
            return number
    return 0


def _draw_circle(pen: ImageDraw.ImageDraw, x: float, y: float, radius: float, color: str) -> None:
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), color, PAPER, 2)


def _draw_key(pen: ImageDraw.ImageDraw, x: float, y: float, key: Key, scale: float) -> None:
    if key.line:
        ends = ((x - 12) * scale, y * scale), ((x + 7) * scale, y * scale)
        _draw_line(pen, *ends, key.color, scale, key.dashed)
    else:
        _draw_circle(pen, x * scale, y * scale, 6 * scale, key.color)


def _draw_edge(pen: ImageDraw.ImageDraw, edge: GraphEdge, drawing: Drawing, scale: float) -> None:
    a, b = drawing.dots[edge.source], drawing.dots[edge.target]
    color = edge_color(edge)
    ends = (a.x * scale, a.y * scale), (b.x * scale, b.y * scale)
    _draw_line(pen, *ends, color, scale, color == DERIVED)


Point = tuple[float, float]


def _draw_line(
    pen: ImageDraw.ImageDraw, start: Point, end: Point, color: str, scale: float, dashed: bool
) -> None:
    for one, other in _dashes(start, end, 6 * scale) if dashed else [(start, end)]:
        pen.line((*one, *other), color, round(scale))


def _dashes(start: Point, end: Point, length: float) -> Iterator[tuple[Point, Point]]:
    (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
    steps = max(1, int(hypot(dx, dy) / length))
    for step in range(0, steps, 2):
        one, other = step / steps, min(1.0, (step + 1) / steps)
        yield (x + dx * one, y + dy * one), (x + dx * other, y + dy * other)
