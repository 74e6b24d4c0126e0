"""Fuzz every reader, the question parser, the guard, the addresses, people's own files.

    python -m bench.fuzz [MINUTES] [TARGET …]

Each target (``tests/fuzzing.py``) gets that many minutes (10), one after the other, guided by the
coverage of the product's own code (Atheris). An input under which a target fails lies afterwards in
``tests/fuzz/TARGET/``, one for each place in the code; what reached new code is kept, small, in
``tests/fuzz/TARGET.zip``, where the next run begins and from where `make test` takes its inputs.
"""

from __future__ import annotations

import hashlib
import random
import re
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from pathlib import Path

from tests.processes import ROOT

PARTS = ("commands", "doors", "graph", "ingest", "innograph", "queries", "views")
LONGEST, SECONDS, MEMORY = 4096, 20, 4096
MOST_KEPT, MOST_BYTES = 250, 400_000
CHILD = "--child"
FIGURES = re.compile(r"#\d+")


def main(minutes: float, names: list[str]) -> int:
    """Run the targets; the number of places that failed."""
    from tests.fuzzing import TARGETS

    failed = 0
    for name in names or TARGETS:
        failed += _one(name, minutes)
    return failed


def _one(name: str, minutes: float) -> int:
    from tests.fuzzing import KEPT, TARGETS, corpus

    with tempfile.TemporaryDirectory() as folder:
        seen = Path(folder)
        for number, seed in enumerate((*TARGETS[name].seeds(), *corpus(name))):
            (seen / f"seed-{number}").write_bytes(seed)
        into = KEPT / name
        into.mkdir(parents=True, exist_ok=True)
        before = set(into.iterdir())
        command = [sys.executable, "-m", "bench.fuzz", CHILD, name, str(into), folder]
        command += [f"-max_total_time={minutes * 60:.0f}", f"-max_len={LONGEST}", "-verbosity=1"]
        command += [f"-timeout={SECONDS}", f"-rss_limit_mb={MEMORY}", f"-artifact_prefix={into}/"]
        start = time.monotonic()
        ended = subprocess.run(command, cwd=ROOT, text=True, capture_output=True)
        _keep(KEPT / f"{name}.zip", seen)
        new = sorted(set(into.iterdir()) - before)
        if not any(into.iterdir()):
            into.rmdir()
    _tell(name, ended, new, time.monotonic() - start)
    return len(new) or int(ended.returncode != 0)


def _tell(name: str, ended: subprocess.CompletedProcess[str], new: list[Path], took: float) -> None:
    lines = ended.stderr.splitlines()
    last = next((line for line in reversed(lines) if FIGURES.match(line)), "no figures")
    print(f"{name}: {took:.0f} s, status {ended.returncode}, {len(new)} findings; {last}")
    print(ended.stdout, end="")
    if ended.returncode:
        print("\n".join(lines[-25:]))
    for path in new:
        print(f"  {path.relative_to(ROOT)}", flush=True)


def _keep(kept: Path, seen: Path) -> None:
    """The smallest inputs, each by its hash, always with the same bytes for the same inputs."""
    contents = sorted({path.read_bytes() for path in seen.iterdir()}, key=lambda c: (len(c), c))
    size = 0
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        for content in contents[:MOST_KEPT]:
            size += len(content)
            if size > MOST_BYTES:
                break
            named = zipfile.ZipInfo(hashlib.sha1(content).hexdigest()[:12])
            packed.writestr(named, content, zipfile.ZIP_DEFLATED)


def child(name: str, into: Path, arguments: list[str]) -> None:
    """The process that is fuzzed: every place that fails is written down once, and goes on."""
    import atheris

    with atheris.instrument_imports(include=list(PARTS)):
        from tests.fuzzing import TARGETS, mutated
    target, failed = TARGETS[name], set[str]()
    seeds = target.seeds()

    def attempt(given: bytes) -> None:
        try:
            target.attempt(given)
        except Exception as error:
            place = _place(error)
            if place not in failed:
                failed.add(place)
                (
                    into / f"{type(error).__name__}-{hashlib.sha1(given).hexdigest()[:8]}"
                ).write_bytes(given)
                print(f"  {place}: {str(error)[:300]!r}", flush=True)

    def mutator(given: bytes, most: int, seed: int) -> bytes:
        draw = random.Random(seed)
        if draw.random() < 0.4:
            return bytes(atheris.Mutate(given, most))
        return mutated(given, draw.choice(seeds), draw)[:most]

    atheris.Setup([sys.argv[0], *arguments], attempt, custom_mutator=mutator)
    atheris.Fuzz()


def _place(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    own = [
        each
        for each in frames
        if each.filename.startswith(str(ROOT)) and ".venv" not in each.filename
    ]
    last = own[-1] if own else frames[-1]
    return f"{type(error).__name__} {Path(last.filename).name}:{last.lineno}"


if __name__ == "__main__":
    if sys.argv[1:2] == [CHILD]:
        child(sys.argv[2], Path(sys.argv[3]), sys.argv[4:])
    else:
        sys.exit(min(1, main(float((sys.argv[1:] or ["10"])[0]), sys.argv[2:])))
