"""The HTTP API against the raw queries, by twenty clients at once; memory over many calls.

    python -m bench.bench_api [CALLS] [PAUSE]

Prints milliseconds a call (median, 95th percentile) of the query alone, through
the API where nobody asked before (each call another address), and where
somebody did, in turn; how much the API adds; and its memory from its first
hundred calls to its last. Each client rests PAUSE seconds (0.1) between calls;
with 0 all wait for the cores, which they share with engine and API.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import httpx

from graph.load import load
from graph.store import Store, open_store
from ingest.pipeline import read_plan
from ingest.shipped import shipped_plans
from queries.library import run
from tests.processes import environment, free_port

CLIENTS = 20
WARM = 100
#: Each address with the query behind it.
WAYS = {
    "/supports?field=quantum": ("field_supports", {"field": "quantum"}),
    "/fields": ("list_fields", {}),
    "/entities?words=大学": ("find_entities", {"text": "大学"}),
}


def main(calls: int = 1000, pause: float = 0.1) -> None:
    """Measure and print."""
    print(f"{CLIENTS} clients, {calls} calls each way, {pause} s between a client's calls")
    with tempfile.TemporaryDirectory() as folder, open_store(home=Path(folder)) as store:
        load(store, read_plan(shipped_plans()[0]))
        port = free_port()
        words = [sys.executable, "-m", "cli", "api", "--port", str(port), "--rate", "0"]
        env = environment(Path(folder))
        process = subprocess.Popen(words, env=env, stdout=subprocess.PIPE, encoding="utf-8")
        try:
            assert process.stdout and str(port) in process.stdout.readline()
            with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
                begun = 0.0
                for address, (query, params) in WAYS.items():
                    ways = partial(_run, store, query, params), client, address
                    _compare(query, *ways, calls, pause)
                    begun = begun or _memory(process.pid)
                print(f"memory: {begun:.0f} MB after the first, {_memory(process.pid):.0f} at last")
        finally:
            process.terminate()
            process.wait(30)


def _compare(
    query: str,
    alone: Callable[[int], None],
    client: httpx.Client,
    address: str,
    calls: int,
    pause: float,
) -> None:
    """The query alone, the address asked anew and again, and what the API adds."""
    own = _print(f"{query} alone", alone, calls, pause)
    for told, call in (("new", _got_anew), ("again", _got)):
        took = _print(f"{address} {told}", partial(call, client, address), calls, pause)
        print(f"    adds {took[0] - own[0]:+.1f} ms, p95 {took[1] - own[1]:+.1f} ms")


def _run(store: Store, query: str, params: Mapping[str, Any], number: int) -> None:
    run(store, query, **params)


def _got(client: httpx.Client, address: str, number: int) -> None:
    client.get(address).raise_for_status()


def _got_anew(client: httpx.Client, address: str, number: int) -> None:
    """An address that nobody asked for, with the same answer."""
    joined = "&" if "?" in address else "?"
    client.get(f"{address}{joined}limit={number % 900 + 100}").raise_for_status()


def _print(
    what: str, call: Callable[[int], object], calls: int, pause: float
) -> tuple[float, float]:
    """Milliseconds a call: the median and the 95th percentile, also printed."""

    def timed(number: int) -> float:
        begun = time.perf_counter()
        call(number)
        took = (time.perf_counter() - begun) * 1000
        time.sleep(pause)
        return took

    with ThreadPoolExecutor(CLIENTS) as clients:
        list(clients.map(timed, range(WARM)))
        took = sorted(clients.map(timed, range(WARM, WARM + calls)))
    found = median(took), took[int(len(took) * 0.95) - 1]
    print(f"{what:32} median {found[0]:7.1f} ms, p95 {found[1]:7.1f} ms", flush=True)
    return found


def _memory(pid: int) -> float:
    """Megabytes that a process holds."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]), *map(float, sys.argv[2:3]))
