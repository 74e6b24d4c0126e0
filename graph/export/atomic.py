"""A file that is there whole or not at all: written beside its place, then renamed."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ingest.errors import ExportError


@contextmanager
def whole_file(path: Path, force: bool = False) -> Iterator[BinaryIO]:
    """A file to write to, which takes the name ``path`` when all went well.

    ExportError when ``path`` exists (unless ``force``), is a folder, cannot
    be written or the disk is full; nothing is left behind then.
    """
    draft = path.with_name(f".{path.name[:60]}.{secrets.token_hex(4)}.part")
    try:
        _check(path, force)
        with draft.open("xb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        _place(draft, path, force)
    except OSError as error:
        raise _failure(path, error) from error
    finally:
        with suppress(OSError):
            draft.unlink()


def _check(path: Path, force: bool) -> None:
    if path.is_dir():
        raise ExportError("export.file.folder", path=path)
    if path.exists() and not force:
        raise ExportError("export.file.exists", path=path)
    if not path.parent.is_dir():
        raise ExportError("export.file.parent", path=path, folder=path.parent)


def _place(draft: Path, path: Path, force: bool) -> None:
    """``draft`` becomes ``path``; one that came about meanwhile stays, unless ``force``."""
    if force or not path.exists():
        draft.replace(path)
    else:
        raise ExportError("export.file.exists", path=path)


def _failure(path: Path, error: OSError) -> ExportError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return ExportError("export.file.full", path=path)
    return ExportError("export.file.denied", path=path, why=error.strerror or error)
