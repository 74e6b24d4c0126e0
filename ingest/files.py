"""Only ordinary files are read: a pipe may wait for ever, a device may never end."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ingest.errors import SourceError


def ordinary(path: Path) -> Path:
    """``path``, which is an ordinary file, a folder, or not there. SourceError for a pipe, a
    socket or a device, also behind a link."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return path  # whoever reads it says why it cannot be
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return path
    raise SourceError("source.special", path=path)


def read_bytes(path: Path) -> bytes:
    """All of an ordinary file; what becomes another thing meanwhile is not waited for."""
    ordinary(path)
    with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise SourceError("source.special", path=path)
        return file.read()
