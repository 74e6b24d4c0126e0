"""The second start of the app, from the command to the first healthy answer.

    python -m bench.bench_start [ROUNDS]

The plan is loaded once; then what `make run` does is done again and again: `ingest`
(which finds that there is nothing to read) and `serve`, until `/_stcore/health`
answers. Beside it stands a bare `streamlit run` of an empty page, and the ratio.
"""

from __future__ import annotations

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "data" / "hangzhou-west-corridor-14fyp.txt"
INNOGRAPH = Path(sys.executable).with_name("innograph")
PATIENCE = 120.0


def main(rounds: int = 5) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        environment = {**os.environ, "INNOGRAPH_HOME": str(home)}
        empty = Path(folder) / "empty.py"
        empty.write_text("import streamlit as st\nst.write('')\n")
        first = _ingest(environment)
        found = [_round(environment, empty) for _ in range(rounds)]
    print(f"{PLAN.name}, median of {rounds} rounds")
    print(f"  first ingest (reads the plan)        {first:7.2f} s")
    bare, again, health = (statistics.median(each) for each in zip(*found, strict=True))
    print(f"  second ingest (nothing to do)        {again:7.2f} s")
    print(f"  serve until healthy                  {health:7.2f} s   {health / bare:5.2f} × bare")
    print(f"  second start, both together          {again + health:7.2f} s")
    print(f"  bare streamlit, empty page           {bare:7.2f} s   {1:5.2f} × bare")


def _round(environment: dict[str, str], empty: Path) -> tuple[float, float, float]:
    """Seconds of a bare streamlit, of an ingest that has nothing to do, and of serve."""
    port = _free_port()
    options = ["--server.port", str(port), "--server.headless", "true", "--server.address"]
    bare = [sys.executable, "-m", "streamlit", "run", str(empty), *options, "127.0.0.1"]
    seconds = _until_healthy(bare, port, environment)
    again = _ingest(environment)
    port = _free_port()
    serve = [str(INNOGRAPH), "serve", "--port", str(port)]
    return seconds, again, _until_healthy(serve, port, environment)


def _ingest(environment: dict[str, str]) -> float:
    began = time.perf_counter()
    command = [str(INNOGRAPH), "ingest", str(PLAN)]
    subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=True)
    return time.perf_counter() - began


def _until_healthy(command: list[str], port: int, environment: dict[str, str]) -> float:
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not _healthy(port):
            if process.poll() is not None or time.perf_counter() - began > PATIENCE:
                raise RuntimeError(f"did not answer: {' '.join(command)}")
            time.sleep(0.02)
        return time.perf_counter() - began
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def _healthy(port: int) -> bool:
    with suppress(OSError):
        address = f"http://127.0.0.1:{port}/_stcore/health"
        return bool(urllib.request.urlopen(address, timeout=1).status == 200)
    return False


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
