"""The app in the foreground: started on a free port of this machine, ended with all it started."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from argparse import Namespace
from contextlib import suppress
from pathlib import Path
from types import FrameType

from commands.terminal import say
from graph import logs
from graph.store import open_store
from ingest.errors import StoreError

HOST = "127.0.0.1"
APP = Path(__file__).resolve().parent.parent / "app.py"
START_SECONDS = 60.0
END_SECONDS = 15.0


def serve(args: Namespace) -> int:
    """Run the app until it is told to end; its engine ends with it."""
    _check_port(args.port)
    logs.start("serve")
    with open_store() as store:
        store.engine  # noqa: B018 - an engine that cannot start is said before the app opens
        process = _start(args.port)
        logs.note("app.started", port=args.port, app=process.pid)
        threading.Thread(
            target=_announce, args=(process, args.port, args.lang), daemon=True
        ).start()
        return _wait(process)


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise StoreError("cli.serve.port", port=port, other=port + 1) from error


def _start(port: int) -> subprocess.Popen[bytes]:
    options = {"port": port, "address": HOST, "headless": "true", "fileWatcherType": "none"}
    flags = [flag for name, value in options.items() for flag in (f"--server.{name}", str(value))]
    flags += ["--logger.level", "error"]
    command = [sys.executable, "-m", "streamlit", "run", str(APP), *flags]
    quiet = {**os.environ, "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false"}
    return subprocess.Popen(
        command, cwd=APP.parent, env=quiet, stdout=subprocess.DEVNULL, start_new_session=True
    )


def _announce(process: subprocess.Popen[bytes], port: int, lang: str) -> None:
    """Say where the app is once it answers."""
    address = f"http://{HOST}:{port}"
    until = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        with suppress(OSError):
            if urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).status == 200:
                say("serve.open", lang, address=address)
                sys.stdout.flush()
                return
        time.sleep(0.1)


def _wait(process: subprocess.Popen[bytes]) -> int:
    """Until the app ends, or a signal ends it; 0 when it was told to."""
    told = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        told.set()
        process.terminate()

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, end)
    try:
        status = process.wait()
    finally:
        _end(process)
        logs.note("app.ended", told=told.is_set(), status=process.returncode)
    return 0 if told.is_set() else status


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(END_SECONDS)
    if process.poll() is None:
        process.kill()
        process.wait()
