"""Bytes of a file → text: sizes, encodings, line ends."""

from __future__ import annotations

import codecs
from pathlib import Path

from ingest.errors import SourceError

MAX_BYTES = 50_000_000
PICTURES = (".jpeg", ".jpg", ".png", ".tif", ".tiff")
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """All of the file. Raises SourceError where it is too large or cannot be read."""
    try:
        if path.stat().st_size > limit:
            raise SourceError("source.too_large", path=path, limit=limit // 1_000_000)
        return path.read_bytes()
    except OSError as error:
        raise SourceError("source.unreadable", path=path, why=error.strerror) from error


def read_text(path: Path) -> str:
    """The file's text, whatever its encoding."""
    return decode(read_bytes(path), path)


def decode(data: bytes, path: Path) -> str:
    """``data`` as text: UTF-8 with or without BOM, UTF-16 with BOM, else GB18030."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _decoded(data, encoding, path)
    if b"\x00" in data:
        raise SourceError("source.binary", path=path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(data, "gb18030", path)


def _decoded(data: bytes, encoding: str, path: Path) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError("source.encoding", path=path, byte=error.start) from error


def is_picture(path: Path) -> bool:
    """Whether its name says that it is a picture."""
    return path.suffix.lower() in PICTURES and not path.name.startswith(".")


def holds_pictures(path: Path) -> bool:
    """Whether it is a folder with pictures in it."""
    return path.is_dir() and any(map(is_picture, path.iterdir()))
