"""Picture files → the pages in them, in grey."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageOps, ImageSequence

from ingest.errors import SourceError
from ingest.sources.plain import is_picture, read_bytes
from ingest.sources.scan_shapes import Picture

LONGEST_SIDE = 2_340  # dots: a sheet of A4 at 200 dots an inch
PAPER = 842.0  # points: its longer side
MOST_DOTS = 120_000_000
MOST_PAGES = 3_000
BROKEN = (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError)
NUMBER = re.compile(r"([0-9]+)")


def pictures_in(path: Path) -> tuple[Iterator[Picture], int]:
    """The pages in the file, or in the folder's files by their names; how many there are."""
    files = _files(path)
    count = sum(_opened(file)[1] for file in files)
    if count > MOST_PAGES:
        raise SourceError("source.sheets", path=path, count=count, limit=MOST_PAGES)
    return _pages(files), count


def _files(path: Path) -> list[Path]:
    """Page 2 before page 10."""
    if not path.is_dir():
        return [path]
    return sorted((each for each in path.iterdir() if is_picture(each)), key=_natural)


def _natural(path: Path) -> list[tuple[int, str]]:
    return [(int(p), "") if p.isdecimal() else (-1, p) for p in NUMBER.split(path.stem)]


def _opened(path: Path) -> tuple[Any, int]:
    """The file as Pillow opens it, and how many pages it has. Raises SourceError."""
    try:
        picture = Image.open(BytesIO(read_bytes(path)))
        if picture.width * picture.height > MOST_DOTS:
            raise SourceError("source.dots", path=path, limit=MOST_DOTS // 1_000_000)
        return picture, getattr(picture, "n_frames", 1)
    except Image.DecompressionBombError as error:
        raise SourceError("source.dots", path=path, limit=MOST_DOTS // 1_000_000) from error
    except BROKEN as error:
        raise SourceError("source.broken", path=path, kind="picture") from error


def _pages(files: Sequence[Path]) -> Iterator[Picture]:
    number = 0
    for path in files:
        for frame in ImageSequence.Iterator(_opened(path)[0]):
            number += 1
            yield _page(frame, path, number)


def _page(frame: Any, path: Path, number: int) -> Picture:
    try:
        if frame.width * frame.height > MOST_DOTS:
            raise SourceError("source.dots", path=path, limit=MOST_DOTS // 1_000_000)
        grey = _grey(frame)
    except BROKEN as error:
        raise SourceError("source.broken", path=path, kind="picture") from error
    return Picture(number, np.asarray(grey, np.uint8), max(grey.size) / PAPER)


def picture_of(file: BytesIO, number: int, high: float) -> Picture | None:
    """The page in a file that is part of another, ``high`` points high; None if it is no picture
    that can be read."""
    try:
        frame = Image.open(file)
        grey = _grey(frame) if frame.width * frame.height <= MOST_DOTS else None
    except (*BROKEN, Image.DecompressionBombError):
        return None
    return grey and Picture(number, np.asarray(grey, np.uint8), grey.height / high)


def _grey(frame: Any) -> Any:
    """Upright, on white, no larger than a page needs to be."""
    upright = ImageOps.exif_transpose(frame)
    if upright.mode in ("RGBA", "LA", "PA", "P"):
        upright = upright.convert("RGBA")
        white = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(white, upright)
    grey = upright.convert("L")
    grey.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return grey
