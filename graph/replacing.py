"""Putting a laid-out restore in place, in steps that can be taken again after a kill."""

from __future__ import annotations

import shutil
from pathlib import Path

from ingest.files import private_folder

STAGE, REPLACED = "restoring", "replaced"
#: In the stage: all is laid out; files of the home; the graph; names that the home shall not have.
WHOLE, FILES, GRAPH_FOLDER, ABSENT = "whole", "files", "graph", "absent"
DATABASE = Path("engine", "root", "databases", "innograph")


def finish(home: Path) -> None:
    """Put what ``home/restoring`` holds in place, where it is whole (nobody uses the engine)."""
    stage, replaced = home / STAGE, home / REPLACED
    if not (stage / WHOLE).exists():
        return
    for each in _entries(stage / ABSENT):
        _swap(None, home / each.name, replaced / each.name)
        each.unlink()
    for each in _entries(stage / FILES):
        _swap(each, home / each.name, replaced / each.name)
    if (stage / GRAPH_FOLDER).exists():
        private_folder((home / DATABASE).parent)
        _swap(stage / GRAPH_FOLDER, home / DATABASE, replaced / GRAPH_FOLDER)
    shutil.rmtree(stage)


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _swap(new: Path | None, place: Path, old: Path) -> None:
    """``place`` goes to ``old``, ``new`` to ``place``."""
    if place.exists():
        private_folder(old.parent)
        _remove(old)
        place.replace(old)
    if new:
        new.replace(place)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
