"""The embedded engine's own process: ArcadeDB serving Bolt on the loopback address.

Run as a script by graph/embedded.py, never imported by it. One line of JSON
comes in through standard input (so that no secret stands on a command line):
``root``, ``log``, ``lock``, ``lock_patience`` (seconds), ``memory``,
``timeout_ms``, ``humble``, ``writer``, ``reader`` (passwords), ``token`` and
``answer``.
One line goes out: ``{"bolt": port, "control": port}`` or ``{"error": kind,
"why": text}``.

The process lives as long as somebody holds a lease: an open connection to the
control port that began with the token. The operating system closes a
connection when its process dies, however it dies, so the engine outlives the
last of its users by no more than its own orderly end. Until the first lease,
the end of standard input ends it. Who holds a lease may ask on it, a word a
line, and is answered with a line of JSON: ``stamp`` (changes when the graph
does), ``copy`` (a whole copy of the graph as one file, taken between two
transactions).
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import os
import re
import shutil
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

END_PATIENCE = 15.0
BOLT_PORT = re.compile(rb"Listening for incoming BOLT connections on /127\.0\.0\.1:(\d+)")
LOOPBACK = "127.0.0.1"
LISTENING = "0A"
DATABASE = "innograph"
REWRITTEN = ("configuration.json", "last-tx-id.bin", "statistics.json", "database.lck")

#: Engine-level settings, which the native build reads from the environment and nowhere else.
ISOLATE = (
    "-Xmx{memory}",
    "-Darcadedb.command.timeout={timeout_ms}",
    "-Darcadedb.txWalFlush=1",
    "-Darcadedb.opencypher.loadCsv.allowFileUrls=false",
    "-Darcadedb.opencypher.loadCsv.allowRemoteUrls=false",
)
#: The reader may read records, nothing else. A result limit above 0 would cut
#: inner scans and falsify aggregates, so there is none.
GROUPS = {
    "databases": {
        "*": {
            "groups": {
                "admin": {
                    "resultSetLimit": -1,
                    "readTimeout": -1,
                    "access": [
                        "updateSecurity",
                        "updateSchema",
                        "updateDatabaseSettings",
                    ],
                    "types": {
                        "*": {
                            "access": [
                                "createRecord",
                                "readRecord",
                                "updateRecord",
                                "deleteRecord",
                            ]
                        }
                    },
                },
                "reader": {
                    "resultSetLimit": -1,
                    "readTimeout": -1,
                    "access": [],
                    "types": {"*": {"access": ["readRecord"]}},
                },
            }
        }
    },
    "version": 1,
}


class Desk:
    """Answers what a user asks of the engine beside Bolt."""

    def __init__(self, folder: Path) -> None:
        self._before = _looks(folder)
        self.server: Any = None

    def answer(self, word: bytes) -> bytes:
        """A line of JSON; ``error`` in it when it could not be done."""
        try:
            said = {b"stamp": self._stamp, b"copy": self._copy}[word.strip()]()
        except Exception as error:
            said = {"error": f"{type(error).__name__} {error}".splitlines()[0][:300]}
        return json.dumps(said).encode() + b"\n"

    def _stamp(self) -> dict[str, Any]:
        """How the files looked before the start, and how often was written since."""
        counted = self._database().command("sql", "SELECT FROM schema:stats").to_list()[0]
        schema = _looks(Path(self._database().get_database_path()), "schema.json")
        return {"stamp": f"{self._before}-{schema}-{counted['writeTx']}"}

    def _copy(self) -> dict[str, Any]:
        stamp = self._stamp()  # before the copy: what is written meanwhile makes it look older
        said = self._database().command("sql", "BACKUP DATABASE").to_list()[0]
        return stamp | {"file": f"backups/{DATABASE}/{said['backupFile']}"}

    def _database(self) -> Any:
        return self.server.get_database(DATABASE)


def _looks(folder: Path, pattern: str = "*") -> str:
    """A digest of the files' names, sizes and times; those rewritten at each end do not count."""
    found = (path for path in folder.glob(pattern) if path.name not in REWRITTEN)
    digest = hashlib.sha256()
    for path in sorted(found):
        told = path.stat()
        digest.update(f"{path.name} {told.st_size} {told.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


class Leases:
    """Who uses the engine; ``ended`` is set when nobody does any more."""

    def __init__(self, token: str, answer: str, desk: Desk) -> None:
        self.ended = threading.Event()
        self._desk = desk
        self._token, self._answer = token.encode(), answer.encode()
        self._held = 0
        self._begun = False
        self._guard = threading.Lock()

    def serve(self, listener: socket.socket) -> None:
        """Accept users until the process ends."""
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=self._hold, args=(connection,), daemon=True).start()

    def abandon(self) -> None:
        """The starter has closed its pipe: end, unless somebody holds a lease."""
        with self._guard:
            if not self._begun:
                self.ended.set()

    def _hold(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            connection.settimeout(5)
            if not self._greet(connection):
                connection.close()
                return
            connection.settimeout(None)
            with contextlib.suppress(OSError), connection.makefile("rb") as words:
                for word in words:
                    connection.sendall(self._desk.answer(word))
            self._leave(connection)

    def _greet(self, connection: socket.socket) -> bool:
        said = connection.recv(256).strip()
        if not hmac.compare_digest(said, self._token):
            return False
        with self._guard:
            if self.ended.is_set():
                return False
            self._held += 1
            self._begun = True
        with contextlib.suppress(OSError):
            connection.sendall(self._answer + b"\n")
        return True

    def _leave(self, connection: socket.socket) -> None:
        with self._guard:
            self._held -= 1
            last = self._held == 0
        if last:
            self.ended.set()  # the connection closes with the process: its holder waits for that
            return
        with contextlib.suppress(OSError):
            connection.sendall(b"kept\n")
        connection.close()


def main() -> int:
    """Serve until the last lease is gone; 0, or 3 when the engine would not stop."""
    settings = _read_settings()
    out = os.fdopen(os.dup(1), "w")
    log = _redirect(settings["log"])
    if settings["humble"]:
        _stand_back()
    desk = Desk(Path(settings["root"]) / "databases" / DATABASE)
    leases = Leases(settings["token"], settings["answer"], desk)
    _end_with_signals(leases)
    threading.Thread(target=_watch_starter, args=(leases,), daemon=True).start()
    with (
        _report(out),
        _locked(settings["lock"], settings["lock_patience"]),
        _engine(settings) as desk.server,
    ):
        bolt = _bolt_port(settings["log"], log)
        _close_others(bolt)
        listener = socket.create_server((LOOPBACK, 0))
        threading.Thread(target=leases.serve, args=(listener,), daemon=True).start()
        ports = {"bolt": bolt, "control": listener.getsockname()[1]}
        print(json.dumps(ports), file=out, flush=True)
        leases.ended.wait()
        _end_in_any_case()
    return 0


def _read_settings() -> dict[str, Any]:
    line = b""
    while not line.endswith(b"\n"):
        byte = os.read(0, 1)  # unbuffered: a buffered reader would block the interpreter's end
        if not byte:
            os._exit(1)
        line += byte
    settings: dict[str, Any] = json.loads(line)
    return settings


def _redirect(path: str) -> int:
    """All output of the engine goes to its log; returns the log's size so far."""
    log = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(log, 1)
    os.dup2(log, 2)
    return os.fstat(log).st_size


def _stand_back() -> None:
    """The last to get time, the first to be ended when the machine's memory is short."""
    os.nice(10)
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def _end_with_signals(leases: Leases) -> None:
    signal.signal(signal.SIGTERM, lambda *_: leases.ended.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _watch_starter(leases: Leases) -> None:
    while os.read(0, 64):
        pass
    leases.abandon()


@contextlib.contextmanager
def _report(out: Any) -> Iterator[None]:
    """A failure to start is one line of JSON to the starter."""
    try:
        yield
    except Exception as error:
        kind = getattr(error, "kind", "start")
        print(json.dumps({"error": kind, "why": str(error)[:400]}), file=out, flush=True)
        raise


class Locked(Exception):
    """Another engine works in the folder."""

    kind = "locked"


@contextlib.contextmanager
def _locked(path: str, patience: float) -> Iterator[None]:
    from filelock import FileLock, Timeout

    lock = FileLock(path, mode=0o600)
    try:
        lock.acquire(timeout=patience)
    except Timeout:
        raise Locked(path) from None
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def _engine(settings: dict[str, Any]) -> Iterator[Any]:
    server = _create(settings)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _create(settings: dict[str, Any]) -> Any:
    root = Path(settings["root"])
    config = root / "config"
    shutil.rmtree(config, ignore_errors=True)  # else the last start's passwords stay valid
    config.mkdir(parents=True, mode=0o700)
    (config / "server-groups.json").write_text(json.dumps(GROUPS), "utf-8")
    os.environ["ARCADEDB_NATIVE_ISOLATE_ARGS"] = " ".join(ISOLATE).format(**settings)
    os.chdir(root)
    import arcadedb

    return arcadedb.create_server(str(root), settings["writer"], _server_settings(settings))


def _server_settings(settings: dict[str, Any]) -> dict[str, Any]:
    return {
        "mode": "development",  # "production" hides the text of every error
        "host": LOOPBACK,
        "http_port": 0,
        "bolt_host": LOOPBACK,
        "bolt_port": 0,
        "bolt_defaultDatabase": DATABASE,
        "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server_defaultDatabases": f"{DATABASE}[root,reader:{settings['reader']}:reader]",
    }


def _bolt_port(path: str, start: int) -> int:
    found = BOLT_PORT.search(Path(path).read_bytes(), start)
    if not found:
        raise RuntimeError("the engine's log names no Bolt port")
    return int(found[1])


def _close_others(bolt: int) -> None:
    """Close every port but Bolt's: the engine insists on its HTTP server, which nobody needs.

    The descriptor stays the engine's own and becomes a socket that listens nowhere. Where the
    system does not tell who listens (it is not Linux), the port stays open, behind the password.
    """
    if not Path("/proc/self/net/tcp").exists():
        return
    ports = dict(_listening())
    for each in list(Path("/proc/self/fd").iterdir()):
        with contextlib.suppress(OSError), socket.socket() as nowhere:
            if ports.get(os.fstat(int(each.name)).st_ino, bolt) != bolt:
                os.dup2(nowhere.fileno(), int(each.name))


def _listening() -> Iterator[tuple[int, int]]:
    """Inode and port of each socket of this machine that listens."""
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/self/net/{table}").read_text().splitlines()[1:]:
            cells = line.split()
            if cells[3] == LISTENING:
                yield int(cells[9]), int(cells[1].rpartition(":")[2], 16)


def _end_in_any_case() -> None:
    timer = threading.Timer(END_PATIENCE, lambda: os._exit(3))
    timer.daemon = True
    timer.start()


if __name__ == "__main__":
    os.umask(0o077)
    sys.exit(main())
