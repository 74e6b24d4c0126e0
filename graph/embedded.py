"""The embedded engine: found if it runs, started if not, shared by every process of the product.

All of it lies in ``HOME/engine`` (mode 0700): ``run.json`` (0600) says where
the running engine listens and with which secrets, ``start.lock`` is held
while somebody starts one, ``engine.lock`` by the engine itself. Using the
engine is holding a lease (see graph/engine_child.py): whoever started it may
end first, the others go on; after the last one the engine ends.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from ingest.errors import StoreError

MEMORY = "512m"
COMMAND_LIMIT_MS = 60_000
START_PATIENCE = 60.0
END_PATIENCE = 20.0
LOCK_PATIENCE = 20.0
LOOPBACK = "127.0.0.1"
DATABASE = "innograph"
WRITER, READER = "root", "reader"
SECRETS = ("writer", "reader", "token", "answer")
CHILD = Path(__file__).with_name("engine_child.py")


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
    with _clear_failures(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)
        with FileLock(folder / "start.lock", mode=0o600, timeout=START_PATIENCE):
            return join(folder) or start(folder)


def join(folder: Path) -> Lease | None:
    """A lease on the engine that ``run.json`` names, if that engine answers as itself."""
    address = _recorded(folder)
    if address is None:
        return None
    try:
        connection = socket.create_connection((LOOPBACK, address.control), timeout=3)
        connection.sendall(address.token.encode() + b"\n")
        if connection.recv(256).strip().decode() == address.answer:
            connection.settimeout(END_PATIENCE)
            return Lease(folder, address, connection)
        connection.close()
    except (OSError, UnicodeDecodeError):
        pass
    return None


def start(folder: Path) -> Lease:
    """Start an engine in ``folder`` and record where it listens (the start lock is held)."""
    (folder / "run.json").unlink(missing_ok=True)
    keys: dict[str, Any] = {name: secrets.token_urlsafe(24) for name in SECRETS}
    process = _spawn(folder, keys)
    try:
        _record(folder, Address(**_first_line(folder, process), **keys, pid=process.pid))
        lease = join(folder)
    except BaseException:
        _close(process)
        raise
    if lease is None:
        _close(process)
        raise StoreError("store.engine.died", log=folder / "engine.log")
    lease.process = process
    _close(process, wait=False)
    return lease


def _spawn(folder: Path, keys: dict[str, Any]) -> subprocess.Popen[str]:
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
        "memory": MEMORY,
        "timeout_ms": COMMAND_LIMIT_MS,
        "lock_patience": LOCK_PATIENCE,
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
def _clear_failures(folder: Path) -> Iterator[None]:
    try:
        yield
    except Timeout:
        raise StoreError("store.home.busy", path=folder) from None
    except OSError as error:
        key = "store.home.full" if error.errno == errno.ENOSPC else "store.home.denied"
        raise StoreError(key, path=folder, why=error.strerror or error) from error
