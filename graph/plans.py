"""The plans' own files, kept beside the graph: what people decide can then be applied at once,
without asking anybody for the file again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.store import home_folder
from ingest.errors import ExportError
from ingest.files import private_file, private_folder

FOLDER = "plans"
NAMES = ".names.toml"


def keep(path: Path, document_id: str) -> None:
    """Keep the file of a plan, and the file of names beside it. ExportError if that fails."""
    home = _home(document_id)
    if path.parent.resolve() == home.resolve():
        return
    try:
        private_folder(home_folder())
        private_folder(home.parent)
        with TemporaryDirectory(dir=home.parent) as beside:
            made = Path(beside) / home.name
            made.mkdir(mode=0o700)
            for each in _files(path):
                _kept(each, made / each.name)
            if home.exists():
                home.rename(Path(beside) / "old")
            made.rename(home)
    except OSError as error:
        raise ExportError("store.unkept", path=home, why=error.strerror) from error


def _kept(source: Path, target: Path) -> None:
    """A file or a folder of pictures, for its owner only."""
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        private_file(Path(shutil.copyfile(source, target)))


def drop(document_id: str) -> None:
    """Keep a plan's file no longer. ExportError if that fails."""
    home = _home(document_id)
    try:
        if home.exists():
            shutil.rmtree(home)
    except OSError as error:
        raise ExportError("store.unkept", path=home, why=error.strerror) from error


def kept(document_id: str) -> Path | None:
    """The kept file of a plan; None where this machine has none."""
    home = _home(document_id)
    files = sorted(home.iterdir()) if home.is_dir() else []
    return next((each for each in files if not each.name.endswith(NAMES)), None)


def _home(document_id: str) -> Path:
    return home_folder() / FOLDER / document_id[:16]


def _files(path: Path) -> Iterator[Path]:
    yield path
    names = path.with_suffix(NAMES)
    if names.exists():
        yield names
