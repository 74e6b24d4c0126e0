"""What tells whether a document in the graph was read as this version reads it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ingest.shipped import SHIPPED

ROOT = Path(__file__).resolve().parent.parent
#: What decides how a document reads and how it is loaded.
READER = ("ingest/**/*", "data/*.names.toml", "graph/load*", "graph/rows.py", "graph/load/*")


def fingerprint(document_id: str, judged: str = "") -> str:
    """Document, reader and judgements in one: it changes when one of them does."""
    return f"{document_id[:16]}:{reader_version()}" + (f":{judged}" if judged else "")


@cache
def reader_version() -> str:
    """A digest of :data:`READER`."""
    digest = hashlib.sha256()
    for name, path in sorted(_reader_files()):
        digest.update(name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _reader_files() -> Iterator[tuple[str, Path]]:
    """Each file of :data:`READER` with its name, the same in a checkout and in a package."""
    for pattern in READER:
        root = SHIPPED if pattern.startswith("data/") else ROOT
        for path in root.glob(pattern):
            if path.is_file() and path.suffix != ".pyc":
                yield path.relative_to(root).as_posix(), path
