"""Vectors in files: one of a plan, records of one size one after the other, each found by its key.

A record is the key of what a piece says, the scale, and 384 whole numbers from -27 to 27, as fine
as ranking needs. Records are only ever added, so a file whose making was ended goes on where it
stopped. What ships is such a file, packed.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.store import home_folder
from ingest.files import private_file, private_folder
from ingest.shipped import DATA
from queries.meaning.model import SIZE, VERSION, Vector
from queries.meaning.units import KEY

FOLDER, ENDING, TODO = "meaning", ".vectors", ".todo"
PACKED = ".vectors.z"
MARK = f"innograph vectors, {VERSION}\n".encode()
RECORD = np.dtype([("key", f"V{KEY}"), ("scale", "<f2"), ("whole", "i1", (SIZE,))])
HIGHEST = 27
Records = NDArray[np.void]


def folder() -> Path:
    """Where the vectors of this home's plans are kept."""
    return home_folder() / FOLDER


def kept(document: str) -> Path:
    """The file of a plan's vectors, which may be missing."""
    return folder() / f"{document[:16]}{ENDING}"


def todo(document: str) -> Path:
    """The file of what a plan's vectors are still to be made of; missing when all is done."""
    return kept(document).with_suffix(TODO)


def drop(document: str) -> None:
    """Keep a plan's vectors no longer."""
    for path in (kept(document), todo(document)):
        path.unlink(missing_ok=True)


def packed(keys: Sequence[bytes], vectors: Vector) -> Records:
    """Vectors as records."""
    found = np.zeros(len(keys), RECORD)
    scale = (np.abs(vectors).max(axis=1) / HIGHEST).astype("<f2")
    found["key"] = np.array(keys, dtype=f"V{KEY}")
    found["scale"] = scale
    whole = np.rint(vectors / scale.astype(np.float32)[:, None])
    found["whole"] = np.clip(whole, -HIGHEST, HIGHEST).astype(np.int8)
    return found


def add(path: Path, records: Records) -> None:
    """Add records to a file, begun where there is none or where it is of another version; a piece
    of a record at its end, left by who was ended, is taken off."""
    private_folder(path.parent)
    whole = _is_ours(path)
    with path.open("r+b" if whole else "wb") as file:
        if not whole:
            file.write(MARK)
        body = file.seek(0, 2) - len(MARK)
        file.seek(len(MARK) + body // RECORD.itemsize * RECORD.itemsize)
        file.truncate()
        file.write(records.tobytes())
    private_file(path)


def read(path: Path) -> Records:
    """The records of a file; none where it is missing or of another version."""
    if not _is_ours(path):
        return np.zeros(0, RECORD)
    body = path.read_bytes()[len(MARK) :]
    return np.frombuffer(body[: len(body) // RECORD.itemsize * RECORD.itemsize], RECORD)


def state(document: str) -> tuple[int, int]:
    """What changes whenever a plan has more vectors: the size of its file, and its age."""
    try:
        told = kept(document).stat()
    except OSError:
        return 0, 0
    return told.st_size, told.st_mtime_ns


def known(document: str) -> dict[bytes, np.void]:
    """The records of a plan's sentences by key: its own, and those that ship."""
    records = (*shipped(), read(kept(document)))
    return {bytes(record["key"]): record for some in records for record in some}


@lru_cache(maxsize=1)
def shipped() -> tuple[Records, ...]:
    """The vectors of the plans that ship."""
    return tuple(unpacked(path.read_bytes()) for path in sorted(DATA.glob(f"*{PACKED}")))


def pack(records: Records) -> bytes:
    """Records as they ship."""
    made = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS, 9, zlib.Z_HUFFMAN_ONLY)
    return made.compress(MARK + records.tobytes()) + made.flush()


def unpacked(data: bytes) -> Records:
    """The records in what ships; none of another version."""
    body = zlib.decompress(data)
    whole = body.startswith(MARK)
    return np.frombuffer(body[len(MARK) :] if whole else b"", RECORD)


def plain(records: Records) -> Vector:
    """The vectors that records hold, a row each."""
    found: Vector = records["whole"].astype(np.float32) * _scales(records)[:, None]
    return found


def likeness(records: Records, question: Vector) -> Vector:
    """How near each record is to a question's vector."""
    near: Vector = (records["whole"].astype(np.float32) @ question) * _scales(records)
    return near


def _scales(records: Records) -> Vector:
    found: Vector = records["scale"].astype(np.float32)
    return found


def joined(records: Iterable[np.void]) -> Records:
    """Records as one array."""
    return np.array(list(records), RECORD)


def _is_ours(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(MARK)) == MARK
    except OSError:
        return False
