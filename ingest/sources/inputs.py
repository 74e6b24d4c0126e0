"""What a person names as input → files of plans: files, folders, patterns, lists of files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.sources import READERS

PATTERN = frozenset("*?[")
LIST = ".txt"
MOST_BYTES = 1_000_000
LONGEST_LINE = 1000


def plan_files(given: Iterable[Path]) -> list[Path]:
    """The files, each once, in the order in which they are named; those of a folder by name."""
    found = {path.absolute(): path for one in given for path in _files(one)}
    return list(found.values())


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(each for each in path.rglob("*") if _is_plan(each))
    elif not path.exists() and PATTERN & set(str(path)):
        yield from sorted(_matching(path)) or [path]
    elif listed := list(_listed(path)):
        yield from listed
    else:
        yield path


def _is_plan(path: Path) -> bool:
    """Whether a folder's file is one to read: of a known kind, neither hidden nor a note beside."""
    known = path.suffix.lower() in READERS and path.suffix != ""
    return path.is_file() and known and not path.name.startswith((".", "~$", "README"))


def _matching(pattern: Path) -> Iterator[Path]:
    base = Path(pattern.anchor) if pattern.is_absolute() else Path()
    return (each for each in base.glob(str(pattern.relative_to(base))) if each.is_file())


def _listed(path: Path) -> Iterator[Path]:
    """The files that a text file names, one a line, where it holds nothing else."""
    if path.suffix.lower() != LIST or not path.is_file() or path.stat().st_size > MOST_BYTES:
        return
    try:
        lines = [line.strip() for line in path.read_text("utf-8-sig").splitlines()]
    except UnicodeDecodeError:
        return
    named = [line for line in lines if line and not line.startswith("#")]
    if any(len(line) > LONGEST_LINE or "\0" in line for line in named):
        return
    paths = [_beside(path, line) for line in named]
    if any(each.suffix.lower() in READERS and _is_there(each) for each in paths):
        yield from paths


def _beside(list_file: Path, line: str) -> Path:
    """A listed path: from the list's own folder, else from where the command runs."""
    own = list_file.parent / line
    return own if _is_there(own) else Path(line)


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a line too long for a file's name
        return False
