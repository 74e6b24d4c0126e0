"""The HTTP API against the raw queries, by twenty clients at once; memory over many calls.

    python -m bench.bench_api [CALLS]

Prints milliseconds a call (median, 95th percentile) of the query alone and
through the API, in turn, and the API's memory from its first hundred calls to
its last. Both share this machine's cores with the clients.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from statistics import median

import httpx

from graph.load import load
from graph.store import open_store
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


def main(calls: int = 2000) -> None:
    """Measure and print."""
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
                    _print(f"{query} alone", partial(run, store, query, **params), calls)
                    _print(address, partial(_got, client, address), calls)
                    begun = begun or _memory(process.pid)
                print(f"memory: {begun:.0f} MB after the first, {_memory(process.pid):.0f} at last")
        finally:
            process.terminate()
            process.wait(30)


def _got(client: httpx.Client, address: str) -> None:
    client.get(address).raise_for_status()


def _print(what: str, call: Callable[[], object], calls: int) -> None:
    def timed(_: int) -> float:
        begun = time.perf_counter()
        call()
        return (time.perf_counter() - begun) * 1000

    with ThreadPoolExecutor(CLIENTS) as clients:
        list(clients.map(timed, range(WARM)))
        took = sorted(clients.map(timed, range(calls)))
    print(f"{what:32} median {median(took):7.1f} ms, p95 {took[int(len(took) * 0.95) - 1]:7.1f} ms")


def _memory(pid: int) -> float:
    """Megabytes that a process holds."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
