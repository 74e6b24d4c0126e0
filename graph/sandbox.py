"""The console's own engine: a copy of the graph in a process that may be killed at any time.

What a person types may compute without end or fill the heap, and neither a
limit nor a request ends an engine that is inside one expression. So it runs
where nobody else's questions run (docs/decisions/0007-console.md). The copy
is made when the graph has changed; all processes of a home share it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from filelock import FileLock

from graph import embedded
from ingest.files import private_folder

if TYPE_CHECKING:
    from graph.bolt import Connection

MEANS = embedded.Means(memory="256m", timeout_ms=3_600_000, humble=True)
PATIENCE = 120.0


class Room:
    """An engine on one state of the graph, and who is inside."""

    def __init__(self, connection: Connection, stamp: str) -> None:
        self.connection, self.stamp = connection, stamp
        self.inside = 0

    @property
    def lives(self) -> bool:
        """Whether the engine is still there."""
        if self.connection.severed:
            return False
        return bool(self.connection.lease and self.connection.lease.alive())

    def kill(self) -> None:
        """End the engine at once; whoever is inside gets an error."""
        if self.connection.lease:
            self.connection.lease.kill()
        self.connection.sever()


class Sandbox:
    """Rooms for typed statements on the newest state of the graph that ``lease`` leads to."""

    def __init__(
        self, lease: embedded.Lease, connect: Callable[[embedded.Lease], Connection]
    ) -> None:
        self._lease, self._connect = lease, connect
        self._guard = threading.Lock()
        self._room: Room | None = None
        self._closed = False

    @contextlib.contextmanager
    def room(self) -> Iterator[Room]:
        """A room to run one statement in; StoreError when it cannot be made."""
        with self._guard:
            room = self._newest()
            room.inside += 1
        try:
            yield room
        finally:
            with self._guard:
                room.inside -= 1
                self._tidy(room)
            if not room.lives:
                threading.Thread(target=self._renew, daemon=True).start()

    def close(self) -> None:
        """Leave; the engine ends when nobody else is there."""
        with self._guard:
            room, self._room, self._closed = self._room, None, True
            if room:
                room.connection.close()

    def _renew(self) -> None:
        """Have the next room ready before somebody asks for it."""
        with contextlib.suppress(Exception), self._guard:
            if not self._closed:
                self._newest()

    def _newest(self) -> Room:
        stamp = self._lease.ask("stamp")["stamp"]
        if self._room and self._room.stamp == stamp and self._room.lives:
            return self._room
        older, self._room = self._room, None
        if older:
            self._tidy(older)
        lease = engine_on_copy(self._lease)
        self._room = Room(self._connect(lease), stamp)
        return self._room

    def _tidy(self, room: Room) -> None:
        if room is not self._room and not room.inside:
            room.connection.close()


def engine_on_copy(of: embedded.Lease) -> embedded.Lease:
    """A lease on an engine that has a copy of the graph as it is now."""
    home = of.folder / "console"
    with embedded.clear_failures(home):
        private_folder(home)
        with FileLock(home / "copy.lock", mode=0o600, timeout=PATIENCE):
            folder = home / _name(of.ask("stamp")["stamp"])
            _sweep(home, but=folder)
            if not (folder / "whole").exists():
                folder = _copied(of, home)
            return embedded.engine_of(folder, MEANS)


def _name(stamp: str) -> str:
    return hashlib.sha256(stamp.encode()).hexdigest()[:16]


def _copied(of: embedded.Lease, home: Path) -> Path:
    """Copy the graph into a folder of its own below ``home``."""
    said = of.ask("copy")
    packed = of.folder / "root" / said["file"]
    folder = home / _name(said["stamp"])
    shutil.rmtree(folder, ignore_errors=True)
    try:
        unpack(packed, folder / "root" / "databases" / embedded.DATABASE)
    finally:
        packed.unlink(missing_ok=True)
    (folder / "whole").touch(mode=0o600)
    return folder


def unpack(packed: Path, folder: Path) -> None:
    """The engine's own backup as a database folder."""
    private_folder(folder)
    with zipfile.ZipFile(packed) as archive:
        for each in archive.infolist():
            with (
                archive.open(each) as source,
                open_own(folder / Path(each.filename).name) as target,
            ):
                shutil.copyfileobj(source, target, 2**20)


def open_own(path: Path) -> BinaryIO:
    """A new file that its owner only may read, to write into."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _sweep(home: Path, but: Path) -> None:
    """Copies of older states that no engine works on go."""
    for each in home.iterdir():
        if each.is_dir() and each != but and not embedded.is_held(each / "engine.lock"):
            shutil.rmtree(each, ignore_errors=True)
