"""A backup of all that is kept, as one file, and back: the graph, the plans' files, judgements.

``back_up`` takes the graph between two transactions, while people read and
ask. ``restore`` checks the whole file first and lays it out beside what is
there (``HOME/restoring``); only then, with the engine ended and nobody able
to start one, names are changed. A restore that is killed is finished by
whoever starts the engine next, so that nobody ever sees half of one. What was
there before stays in ``HOME/replaced`` until the next restore.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from graph import embedded, logs
from graph.export.atomic import whole_file
from graph.replacing import ABSENT, FILES, GRAPH_FOLDER, REPLACED, STAGE, WHOLE, finish
from graph.sandbox import open_own, unpack
from graph.store import Store
from ingest.errors import StoreError
from ingest.files import private_file, private_folder

FORMAT = 1
MANIFEST, GRAPH = "manifest.json", "graph.zip"
#: Of the home, what belongs to a machine and not to what was read and decided.
LEFT_OUT = ("engine", "logs", STAGE, REPLACED)
#: What a home may hold: where a backup has none of it, the restored home has none.
KEPT = ("judgements.tsv", "queries.json", "plans", "fields")
CHUNK = 2**20
TIME = (1980, 1, 1, 0, 0, 0)


def back_up(store: Store, home: Path, path: Path, force: bool = False) -> Mapping[str, Any]:
    """Write all that ``home`` keeps to ``path``; what was written. ExportError where that cannot
    be, StoreError where the graph is kept by a server of its own."""
    with whole_file(path, force) as out, store.loading(), zipfile.ZipFile(out, "w") as archive:
        copy = store.copy()
        try:
            made = dict(_parts(copy, home))
            sums = {name: _put(archive, name, source) for name, source in made.items()}
        finally:
            copy.unlink(missing_ok=True)
        manifest = {
            "format": FORMAT,
            "innograph": version("innograph"),
            "engine": store.engine.version,
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "files": sums,
        }
        archive.writestr(zipfile.ZipInfo(MANIFEST, TIME), json.dumps(manifest, indent=1))
    private_file(path)
    logs.note("backup.made", path=path, files=len(sums))
    return manifest


def _parts(copy: Path, home: Path) -> Iterator[tuple[str, Path]]:
    yield GRAPH, copy
    for path in sorted(home.rglob("*")):
        inside = path.relative_to(home)
        if inside.parts[0] not in LEFT_OUT and path.is_file() and not path.is_symlink():
            yield f"{FILES}/{inside.as_posix()}", path


def _put(archive: zipfile.ZipFile, name: str, source: Path) -> dict[str, Any]:
    info = zipfile.ZipInfo(name, TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as file, archive.open(info, "w", force_zip64=True) as into:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            into.write(chunk)
    return {"sha256": digest.hexdigest(), "bytes": size}


def restore(home: Path, path: Path) -> Mapping[str, Any]:
    """Make ``home`` what it was when ``path`` was made; what the backup says of itself.

    StoreError when the file is no sound backup; the home is then as it was.
    """
    private_folder(home)
    stage = home / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    try:
        manifest = _lay_out(path, private_folder(stage))
        with embedded.nobody_uses(home / "engine"):
            (stage / WHOLE).touch(mode=0o600)
            finish(home)
    except (OSError, zipfile.BadZipFile, ValueError, KeyError, TypeError) as error:
        raise StoreError("store.backup.unsound", path=path, why=error) from error
    finally:
        if not (stage / WHOLE).exists():
            shutil.rmtree(stage, ignore_errors=True)
    logs.note("backup.restored", path=path, made=manifest["made"])
    return manifest


def _lay_out(path: Path, stage: Path) -> Mapping[str, Any]:
    """Check the backup and lay its parts out in ``stage``."""
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read(MANIFEST))
        if manifest["format"] > FORMAT:
            raise StoreError("store.backup.newer", path=path, version=manifest["innograph"])
        needed = sum(each["bytes"] for each in manifest["files"].values())
        if needed > shutil.disk_usage(stage).free:
            raise StoreError("store.home.full", path=stage)
        for name, told in manifest["files"].items():
            _take(archive, name, told, stage)
    unpack(stage / GRAPH, stage / GRAPH_FOLDER)
    (stage / GRAPH).unlink()
    private_folder(stage / FILES)
    for name in KEPT:
        if not (stage / FILES / name).exists():
            (private_folder(stage / ABSENT) / name).touch(mode=0o600)
    return dict(manifest)


def _take(archive: zipfile.ZipFile, name: str, told: Mapping[str, Any], stage: Path) -> None:
    parts = PurePosixPath(name).parts
    if not (name == GRAPH or parts[:1] == (FILES,)) or ".." in parts or parts[1:2] in _TAKEN:
        raise ValueError(f"unexpected {name}")
    target = stage.joinpath(*parts)
    private_folder(target.parent)
    with archive.open(name) as source, open_own(target) as into:
        if _copied(source, into, told["bytes"]) != told["sha256"]:
            raise ValueError(f"damaged {name}")


_TAKEN = [(name,) for name in LEFT_OUT]


def _copied(source: Any, into: BinaryIO, size: int) -> str:
    """Copy ``size`` bytes and no more; their digest."""
    digest, left = hashlib.sha256(), size
    while chunk := source.read(min(CHUNK, left + 1)):
        left -= len(chunk)
        if left < 0:
            break
        digest.update(chunk)
        into.write(chunk)
    return digest.hexdigest() if not left else ""
