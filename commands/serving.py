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
import webbrowser
from argparse import Namespace
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from types import FrameType

from commands.terminal import say
from graph import logs
from graph.fingerprint import fingerprint
from graph.store import Store, open_store
from ingest.errors import StoreError, UsageError
from ingest.shipped import SHIPPED, shipped_plans
from queries.library import run

HOST = "127.0.0.1"
#: The environment's variable for where to listen, where no option says it (in a container).
ADDRESS = "INNOGRAPH_ADDRESS"
PORT, PORTS = 8501, 100
APP = Path(__file__).resolve().parent.parent / "app.py"
START_SECONDS = 60.0
END_SECONDS = 15.0


def demo(args: Namespace) -> int:
    """Read the plans that ship, unless they are in the graph, and open the app with them."""
    listening(args)
    port = args.port or free_port(PORT)
    with open_store() as store:  # one engine for reading and showing
        status = 0 if _is_read(store) else _read(args.lang)
        told = {"port": port, "address": args.address, "lang": args.lang}
        return status or serve(Namespace(**told, browser=not args.no_browser))


def _is_read(store: Store) -> bool:
    """Whether the graph holds the plans that ship as this version reads them."""
    rows = run(store, "documents")
    held = {row["source"] for row in rows if row["fingerprint"].startswith(fingerprint(row["id"]))}
    return {path.name for path in shipped_plans()} <= held


def _read(lang: str) -> int:
    from commands.ingesting import ingest  # a second or two that nobody else has to wait

    return ingest(Namespace(inputs=shipped_plans(), workers=1, scheduler="", lang=lang))


def free_port(first: int) -> int:
    """The first port from ``first`` on that nobody listens on. StoreError where all are taken."""
    return next((port for port in range(first, first + PORTS) if _is_free(port)), first)


def serve(args: Namespace) -> int:
    """Run the app until it is told to end; its engine ends with it."""
    address = listening(args)
    check_port(args.port)
    logs.start("serve")
    with open_store() as store:
        store.engine  # noqa: B018 - an engine that cannot start is said before the app opens
        process = _start(args.port, address)
        logs.note("app.started", port=args.port, app=process.pid)
        threading.Thread(target=_announce, args=(process, args), daemon=True).start()
        return _wait(process)


def listening(args: Namespace) -> str:
    """The address of this machine on which to listen: what is said, else ``INNOGRAPH_ADDRESS``,
    else the loopback, which nobody else reaches. UsageError for what is no address."""
    said: str = args.address or os.environ.get(ADDRESS, "") or HOST
    try:
        return str(ip_address(said))
    except ValueError as error:
        raise UsageError("cli.serve.address", address=said[:60]) from error


def shown_address(address: str, port: int) -> str:
    """How this machine itself reaches what listens on ``address``."""
    host = {"0.0.0.0": HOST, "::": "::1"}.get(address, address)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def check_port(port: int) -> None:
    """StoreError where somebody listens on that port of this machine."""
    if not _is_free(port):
        raise StoreError("cli.serve.port", port=port, other=port + 1)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _start(port: int, address: str) -> subprocess.Popen[bytes]:
    options = {"port": port, "address": address, "headless": "true", "fileWatcherType": "none"}
    flags = [flag for name, value in options.items() for flag in (f"--server.{name}", str(value))]
    flags += ["--logger.level", "error"]
    command = [sys.executable, "-m", "streamlit", "run", str(APP), *flags]
    quiet = {**os.environ, "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false"}
    return subprocess.Popen(
        command, cwd=SHIPPED, env=quiet, stdout=subprocess.DEVNULL, start_new_session=True
    )


def _announce(process: subprocess.Popen[bytes], args: Namespace) -> None:
    """Say where the app is once it answers, and show it where that was asked for."""
    address = shown_address(listening(args), args.port)
    until = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        with suppress(OSError):
            if urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).status == 200:
                say("serve.open", args.lang, address=address)
                sys.stdout.flush()
                if getattr(args, "browser", False) and _has_window():
                    webbrowser.open(f"{address}/?lang={args.lang}")
                return
        time.sleep(0.1)


def _has_window() -> bool:
    """Whether a browser has where to open: on a bare terminal none may take its place."""
    elsewhere = sys.platform in ("win32", "darwin")
    return elsewhere or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


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
