"""The embedded engine: found if it runs, started if not, shared by every process of the product.

All of it lies in ``HOME/engine`` (mode 0700): ``run.json`` (0600) says where
the running engine listens and with which secrets, ``start.lock`` is held
while somebody starts one, ``engine.lock`` by the engine itself. Using the
engine is holding a lease (see graph/engine_child.py): whoever started it may
end first, the others go on; after the last one the engine ends. As long as
``engine.lock`` is held, an engine lives, answering or not, and ``run.json``
is its own: only whoever holds ``start.lock`` and finds no engine writes
another one over it.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from graph import logs
from graph.replacing import finish
from ingest.errors import StoreError
from ingest.files import private_folder

START_PATIENCE = 60.0
#: How long an engine that lives may say nothing (asleep, or about to end) before we give up.
SILENCE = 10.0
END_PATIENCE = 20.0
ASKING = 120.0
LOCK_PATIENCE = 20.0
LOOPBACK = "127.0.0.1"
DATABASE = "innograph"
MEMORY = "INNOGRAPH_ENGINE_MEMORY"
WRITER, READER = "root", "reader"
SECRETS = ("writer", "reader", "token", "answer")
CHILD = Path(__file__).with_name("engine_child.py")


@dataclass(frozen=True, slots=True)
class Means:
    """What an engine may use: heap, milliseconds a statement, and whether it is to stand back
    (the last to get time, the first to be ended when the machine's memory is short)."""

    memory: str = "512m"
    timeout_ms: int = 60_000
    humble: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """Where the engine listens on the loopback address, and the secrets of this start."""

    bolt: int
    control: int
    writer: str
    reader: str
    token: str
    answer: str
    pid: int

    @property
    def uri(self) -> str:
        """Where a Bolt client finds the engine."""
        return f"bolt://{LOOPBACK}:{self.bolt}"


class Lease:
    """The right to use a running engine, as long as it is open."""

    def __init__(self, folder: Path, address: Address, connection: socket.socket) -> None:
        self.folder, self.address = folder, address
        self._connection = connection
        self.process: subprocess.Popen[str] | None = None

    def alive(self) -> bool:
        """Whether the engine still holds its end."""
        try:
            self._connection.setblocking(False)
            return self._connection.recv(1) != b""
        except BlockingIOError:
            return True
        except OSError:
            return False
        finally:
            with contextlib.suppress(OSError):
                self._connection.settimeout(END_PATIENCE)

    def ask(self, word: str) -> dict[str, Any]:
        """What the engine's control port says to ``word``; OSError when it is not there any more,
        StoreError when it cannot do it."""
        with _greeted(self.address) as connection, connection.makefile() as answers:
            connection.settimeout(ASKING)
            connection.sendall(word.encode() + b"\n")
            said: dict[str, Any] = json.loads(answers.readline() or "null") or {}
        if not said:
            raise ConnectionResetError
        if "error" in said:
            raise StoreError("store.engine.copy", why=said["error"])
        return said

    def kill(self) -> None:
        """End the engine at once, whatever it does."""
        if self.alive():  # then the number is the engine's own
            with contextlib.suppress(OSError):
                os.kill(self.address.pid, signal.SIGKILL)
        self.leave()

    def leave(self) -> None:
        """Give the lease back without waiting for anything."""
        self._connection.close()
        _reap(self.process)

    def close(self) -> None:
        """Give the lease back; if it was the last, return when the engine has ended."""
        said = b""
        with contextlib.suppress(OSError):
            self._connection.shutdown(socket.SHUT_WR)
            said = self._connection.recv(64)
        self._connection.close()
        if not said:
            _reap(self.process)


def acquire(home: Path) -> Lease:
    """A lease on the engine of ``home``: the running one, or one started now.

    StoreError when the folder cannot be used or the engine does not start.
    """
    folder = home.expanduser().absolute() / "engine"
    with clear_failures(folder):
        private_folder(folder.parent)
    return engine_of(folder, Means(memory=memory()), partial(finish, folder.parent))


def memory() -> str:
    """The heap of the engine: what INNOGRAPH_ENGINE_MEMORY says (512m, 4g), else as ever."""
    given = os.environ.get(MEMORY, "")
    return given if re.fullmatch(r"[1-9][0-9]{0,5}[mg]", given) else Means().memory


def engine_of(folder: Path, means: Means, before: Callable[[], None] = lambda: None) -> Lease:
    """A lease on the engine that works in ``folder``: the running one, or one started now, after
    ``before``."""
    with clear_failures(folder):
        private_folder(folder)
        with FileLock(folder / "start.lock", mode=0o600, timeout=START_PATIENCE):
            if lease := join(folder):
                return lease
            before()
            return _start(folder, means)


@contextlib.contextmanager
def nobody_uses(folder: Path) -> Iterator[None]:
    """End the engine that works in ``folder``; until the end of the body nobody starts one, who
    uses it waits."""
    with clear_failures(folder):
        private_folder(folder)
        with FileLock(folder / "start.lock", mode=0o600, timeout=START_PATIENCE):
            for sign in (signal.SIGTERM, signal.SIGKILL):
                _tell(folder, sign)
            if is_held(folder / "engine.lock"):
                raise StoreError("store.home.busy", path=folder)
            yield


def _tell(folder: Path, sign: signal.Signals) -> None:
    """Send ``sign`` to the engine that works in ``folder``, and wait until it has ended."""
    address, end = _recorded(folder), time.monotonic() + END_PATIENCE
    if address and is_held(folder / "engine.lock"):
        with contextlib.suppress(OSError):
            os.kill(address.pid, sign)
        while is_held(folder / "engine.lock") and time.monotonic() < end:
            time.sleep(0.05)


def join(folder: Path) -> Lease | None:
    """A lease on the engine that works in ``folder``; None when none does.

    An engine that lives and says nothing is waited for, then StoreError.
    """
    end = time.monotonic() + SILENCE
    while True:
        address = _recorded(folder)
        if address and (lease := _lease(folder, address)):
            return lease
        if not is_held(folder / "engine.lock"):
            return None
        if time.monotonic() > end:
            raise _silent(folder, address)
        time.sleep(0.1)


def is_held(lock: Path) -> bool:
    """Whether another process holds the lock file: the system lets go of it when that one ends."""
    if not lock.exists():
        return False
    try:
        with FileLock(lock, mode=0o600, timeout=0):
            return False
    except Timeout:
        return True


def _silent(folder: Path, address: Address | None) -> StoreError:
    if address and _lives(address.pid):
        return StoreError("store.engine.silent", path=folder, pid=address.pid)
    return StoreError("store.home.busy", path=folder)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def _lease(folder: Path, address: Address) -> Lease | None:
    try:
        connection = _greeted(address)
    except (OSError, UnicodeDecodeError):
        return None
    connection.settimeout(END_PATIENCE)
    return Lease(folder, address, connection)


def _greeted(address: Address) -> socket.socket:
    """A connection to the engine's control port; OSError when it does not answer as itself."""
    connection = socket.create_connection((LOOPBACK, address.control), timeout=3)
    try:
        connection.sendall(address.token.encode() + b"\n")
        if connection.recv(256).strip().decode() != address.answer:
            raise ConnectionRefusedError
    except BaseException:
        connection.close()
        raise
    return connection


def _start(folder: Path, means: Means) -> Lease:
    """Start an engine in ``folder`` and record where it listens (the start lock is held)."""
    keys: dict[str, Any] = {name: secrets.token_urlsafe(24) for name in SECRETS}
    process = _spawn(folder, keys, means)
    try:
        address = Address(**_first_line(folder, process), **keys, pid=process.pid)
        _record(folder, address)
        lease = _lease(folder, address)
    except BaseException:
        _close(process)
        raise
    if lease is None:
        _close(process)
        raise StoreError("store.engine.died", log=folder / "engine.log")
    lease.process = process
    logs.note("engine.started", engine=process.pid, folder=folder)
    _close(process, wait=False)
    return lease


def _spawn(folder: Path, keys: dict[str, Any], means: Means) -> subprocess.Popen[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ARCADEDB_")}
    process = subprocess.Popen(
        [sys.executable, "-I", str(CHILD)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        text=True,
        start_new_session=True,  # a Ctrl-C in the terminal is for the product, not for its engine
    )
    settings = {
        "root": str(folder / "root"),
        "log": str(folder / "engine.log"),
        "lock": str(folder / "engine.lock"),
        "lock_patience": LOCK_PATIENCE,
        **asdict(means),
        **keys,
    }
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(json.dumps(settings) + "\n")
        process.stdin.flush()
    return process


def _first_line(folder: Path, process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout is not None
    said = json.loads(process.stdout.readline() or '{"error": "start", "why": ""}')
    if "error" not in said:
        return {"bolt": said["bolt"], "control": said["control"]}
    if said["error"] == "locked" or "LockException" in said["why"]:
        raise StoreError("store.home.busy", path=folder)
    raise StoreError("store.engine.start", log=folder / "engine.log", why=said["why"])


def _recorded(folder: Path) -> Address | None:
    try:
        return Address(**json.loads((folder / "run.json").read_text("utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def _record(folder: Path, address: Address) -> None:
    """Write the run file at once and whole, readable by its owner only."""
    draft = folder / f"run.{os.getpid()}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    with os.fdopen(os.open(draft, flags, 0o600), "w") as file:
        json.dump(asdict(address), file)
    draft.replace(folder / "run.json")


def _close(process: subprocess.Popen[str], wait: bool = True) -> None:
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            if pipe is not None:
                pipe.close()
    if wait:
        _reap(process)


def _reap(process: subprocess.Popen[str] | None) -> None:
    if process is not None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.5)


@contextlib.contextmanager
def clear_failures(folder: Path) -> Iterator[None]:
    """What the system says of ``folder``, as one clear line."""
    try:
        yield
    except Timeout:
        raise StoreError("store.home.busy", path=folder) from None
    except OSError as error:
        key = "store.home.full" if error.errno == errno.ENOSPC else "store.home.denied"
        raise StoreError(key, path=folder, why=error.strerror or error) from error
