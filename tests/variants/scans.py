"""Text and a table → the picture of a page, as a scanner gives it: askew, turned, with specks."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

DOTS = 200 / 72
WIDE, HIGH = 595, 842
SIZE, LEADING, MARGIN = 14, 26, 80


def chinese_font() -> str:
    """The file of a font that has Chinese; empty where there is none."""
    if shutil.which("fc-list") is None:
        return ""
    command = ["fc-list", ":lang=zh-cn", "file"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    files = sorted(line.split(":")[0] for line in listed.splitlines())
    return next((file for file in files if "CJK-Regular" in file), next(iter(files), ""))


def page(
    title: str, lines: Sequence[str], rows: Sequence[Sequence[str]] = (), size: int = SIZE
) -> Image.Image:
    """A sheet of A4 with a title, lines of text and a ruled table below."""
    sheet = Image.new("L", (round(WIDE * DOTS), round(HIGH * DOTS)), 252)
    draw = ImageDraw.Draw(sheet)
    _write(draw, title, (MARGIN + 80, 80), size + 8)
    top = 140
    for line in lines:
        _write(draw, line, (MARGIN, top), size)
        top += LEADING
    _table(draw, rows, top + LEADING, size)
    return sheet


def _write(draw: ImageDraw.ImageDraw, text: str, at: tuple[float, float], size: float) -> None:
    font = ImageFont.truetype(chinese_font(), round(size * DOTS))
    draw.text((at[0] * DOTS, at[1] * DOTS), text, font=font, fill=20)


def _table(draw: ImageDraw.ImageDraw, rows: Sequence[Sequence[str]], top: float, size: int) -> None:
    columns = max(map(len, rows), default=0)
    wide = (WIDE - 2 * MARGIN) / max(1, columns)
    high = 30
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            left, upper = MARGIN + j * wide, top + i * high
            box = [v * DOTS for v in (left, upper, left + wide, upper + high)]
            draw.rectangle(box, outline=20, width=2)
            _write(draw, cell, (left + 6, upper + 6), size - 2)


def scanned(sheet: Image.Image, askew: float = 0.0, seed: int = 1) -> Image.Image:
    """The sheet laid askew by some degrees, with specks and a grey ground."""
    laid = sheet.rotate(-askew, Image.Resampling.BICUBIC, fillcolor=252)
    chance = random.Random(seed)
    draw = ImageDraw.Draw(laid)
    for _ in range(300):
        x, y = chance.randrange(laid.width), chance.randrange(laid.height)
        draw.point((x, y), fill=chance.randrange(90, 200))
    return laid


def as_pdf(path: Path, sheets: Sequence[Image.Image]) -> Path:
    """Pictures as the pages of a PDF."""
    sheets[0].save(path, "PDF", resolution=200, save_all=True, append_images=list(sheets[1:]))
    return path
