"""Statements that must have no effect, and what would notice an effect."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
TIMES = re.compile(r"⟪([^⟫]*)×(\d+)⟫")
CODE = re.compile(r"‹([0-9A-F]{4,5})›")
SECRET = "a-secret-that-no-answer-may-hold"


def statements() -> dict[str, list[str]]:
    """Kind → statements, as they are typed but for the places in braces."""
    kinds: dict[str, list[str]] = {}
    found: list[str] = []
    for line in (HERE / "statements.txt").read_text("utf-8").splitlines():
        if line.startswith("# "):
            found = kinds.setdefault(line[2:].partition(":")[0], [])
        elif line and kinds:
            found.append(_typed(line))
    return kinds


def _typed(line: str) -> str:
    plain = line.replace("⏎", "\n").replace("⇥", "\t")
    plain = CODE.sub(lambda found: chr(int(found[1], 16)), plain)
    return TIMES.sub(lambda found: found[1] * int(found[2]), plain)


@dataclass
class Trap:
    """A file with a secret, a file that must not be made, a port at which nobody may knock."""

    secret: Path
    made: Path
    port: int
    knocks: list[str] = field(default_factory=list)

    def fill(self, typed: str) -> str:
        """The statement with the trap's places."""
        filled = typed.replace("{file}", str(self.secret)).replace("{port}", str(self.port))
        return filled.replace("{made}", str(self.made))


@contextmanager
def trap(folder: Path) -> Iterator[Trap]:
    """A trap in ``folder``, which listens during the body."""
    secret = folder / "secret.csv"
    secret.write_text(f"{SECRET}\n")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        found = Trap(secret, folder / "made", int(listener.getsockname()[1]))
        threading.Thread(target=_listen, args=(listener, found), daemon=True).start()
        yield found


def _listen(listener: socket.socket, found: Trap) -> None:
    while True:
        try:
            connection, address = listener.accept()
        except OSError:
            return
        found.knocks.append(str(address))
        connection.close()
