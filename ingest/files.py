"""Files: only ordinary ones are read (a pipe may wait for ever, a device may never end), and what
the product keeps is for its owner only."""

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


def private_folder(folder: Path) -> Path:
    """``folder``, made where it or what leads to it is missing, which nobody else on the machine
    may look into.

    A folder that is everybody's (it has the sticky bit) or another user's stays as it is.
    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(exist_ok=True, mode=0o700)
    told = folder.stat()
    own = told.st_uid == getattr(os, "getuid", lambda: -1)()
    if own and told.st_mode & 0o077 and not told.st_mode & stat.S_ISVTX:
        folder.chmod(0o700)
    return folder


def private_file(path: Path) -> Path:
    """``path``, a file of ours that nobody else may read or write."""
    path.chmod(0o600)
    return path
