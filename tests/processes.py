"""Other processes that use the product's store, for tests of what happens when one dies."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
USER = """
import sys, time
from graph.store import open_store
with open_store() as store:
    print(store.engine.uri, flush=True)
    for line in sys.stdin:
        print(store.read(line.strip()), flush=True)
"""
LOADER = """
import pickle, sys
from graph.load import load
from graph.store import open_store
extraction = pickle.loads(open(sys.argv[1], "rb").read())
with open_store() as store:
    print(store.engine.uri, flush=True)
    print(load(store, extraction, lambda *step: print(*step, flush=True)), flush=True)
"""


def environment(home: Path) -> dict[str, str]:
    """This process's environment with ``home`` as the product's folder."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("NEO4J_")}
    return kept | {"INNOGRAPH_HOME": str(home), "PYTHONPATH": str(ROOT)}


def spawn(program: str, home: Path, *args: str) -> subprocess.Popen[str]:
    """Run ``program`` (Python text) as a process of its own that uses ``home``."""
    return subprocess.Popen(
        [sys.executable, "-c", program, *args],
        env=environment(home),
        cwd=ROOT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def say(process: subprocess.Popen[str], line: str = "") -> str:
    """Send ``line`` (nothing if empty), and give the process's next line."""
    assert process.stdin and process.stdout
    if line:
        process.stdin.write(line + "\n")
        process.stdin.flush()
    return process.stdout.readline().strip()


def engine_pid(home: Path) -> int:
    """The engine that ``home`` records."""
    return int(json.loads((home / "engine" / "run.json").read_text())["pid"])


def alive(pid: int) -> bool:
    """Whether the process runs (a zombie does not)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def free_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def wait_until(condition: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Whether ``condition`` comes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return condition()
