"""Making the vectors of a plan's sentences: apart, in a process that stands back for all others.

What is to be made lies in a file of the home; whoever asks first starts the one process that works
it off and ends. Ended before (by a person, a power cut), it goes on with the next question.

    python -m queries.meaning.making
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.files import private_file, private_folder
from queries.meaning import vectors
from queries.meaning.model import may_make, of_passages
from queries.meaning.units import Unit

LOCK = "making.lock"
AT_ONCE = 16
PATIENCE, GLANCE = 1.5, 0.05
NICEST = 19


def begin(missing: Mapping[str, Sequence[Unit]]) -> bool:
    """See to it that what plans lack is made; whether that is possible here."""
    if not missing or not may_make():
        return False
    try:
        for document, lacking in missing.items():
            _note(vectors.todo(document), {unit.key.hex(): unit.said for unit in lacking})
        if not _is_at_work():
            _start()
    except OSError:  # a home that cannot be written: words alone
        return False
    return True


def wait(documents: Iterable[str]) -> bool:
    """Wait a moment, which is enough for a small plan; whether all is made."""
    end = time.monotonic() + PATIENCE
    paths = [vectors.todo(document) for document in documents]
    while rest := any(path.exists() for path in paths):
        if time.monotonic() > end:
            break
        time.sleep(GLANCE)
    return not rest


def _note(path: Path, said: Mapping[str, str]) -> None:
    """Note what is to be made, unless it is noted already."""
    if said.keys() <= _noted(path).keys():
        return
    private_folder(path.parent)
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(said), "utf-8")
    private_file(beside).replace(path)


def _noted(path: Path) -> Mapping[str, str]:
    try:
        found: dict[str, str] = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found


def _is_at_work() -> bool:
    try:
        with FileLock(vectors.folder() / LOCK, timeout=0):
            return False
    except Timeout:
        return True


def _start() -> None:
    """The process that makes what is noted; a second one ends at once."""
    subprocess.Popen(
        [sys.executable, "-m", __name__],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def work() -> None:
    """Make all that is noted, unless another process does."""
    with suppress(Timeout), FileLock(vectors.folder() / LOCK, timeout=0):
        while paths := sorted(vectors.folder().glob(f"*{vectors.TODO}")):
            for path in paths:
                _make(path)


def _make(path: Path) -> None:
    """Make what a note holds and is not there yet; then the note goes, unless it was renewed."""
    target, said = path.with_suffix(vectors.ENDING), _noted(path)
    there = {bytes(record["key"]) for record in vectors.read(target)}
    every = ((bytes.fromhex(key), text) for key, text in said.items())
    rest = [(key, text) for key, text in every if key not in there]
    for at in range(0, len(rest), AT_ONCE):
        if not path.exists():  # the plan was removed
            return
        _add(target, rest[at : at + AT_ONCE])
    if _noted(path) == said:
        path.unlink(missing_ok=True)


def _add(target: Path, some: Sequence[tuple[bytes, str]]) -> None:
    made = of_passages([text for _, text in some])
    vectors.add(target, vectors.packed([key for key, _ in some], made))


def main() -> None:
    """Work as whoever has time."""
    if hasattr(os, "nice"):
        os.nice(NICEST)
    work()


if __name__ == "__main__":
    main()
