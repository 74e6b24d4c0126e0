"""Text to bytes a chunk at a time, so that a file of any length needs little memory."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import BinaryIO

CHUNK = 512


def pour(pieces: Iterable[str], out: BinaryIO) -> None:
    """Write ``pieces`` to ``out`` as UTF-8."""
    left = iter(pieces)
    while chunk := "".join(islice(left, CHUNK)):
        out.write(chunk.encode("utf-8"))
