"""Kill the loading process, who judges, the engine, the app, with signal 9 at random moments.

    python -m bench.kill_rounds [ROUNDS]

Each round kills each of eight victims once: three in the middle of a load,
five while judgements are signed and applied. After each: the next start must
find one whole graph, nothing that was reported may be lost, and the next load
(or apply) must give exactly the graph of a run without accident. Prints one
line a kill, and fails at the first that does not hold.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from tests import crash, crash_judging

STEPS = 5
LONGEST_DELAY, LONGEST_JUDGING = 0.5, 3.0


def main(rounds: int = 10) -> None:
    """Run ``rounds`` rounds, at moments drawn with a fixed seed."""
    draw = random.Random(14)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(1, rounds + 1):
            for victim in crash.VICTIMS:
                _loading(Path(folder) / f"{victim}-{number}", victim, draw)
            for victim in crash_judging.VICTIMS:
                _judging(Path(folder) / f"judging-{victim}-{number}", victim, draw)


def _loading(home: Path, victim: str, draw: random.Random) -> None:
    step, delay = draw.randint(0, STEPS - 1), draw.uniform(0, LONGEST_DELAY)
    found = crash.survive(home, victim, step, delay)
    print(f"{home.name}: killed {delay:.2f} s after step {step} of a load", end="")
    print(f": {found} graph found, whole; the next load gave the same graph", flush=True)


def _judging(home: Path, victim: str, draw: random.Random) -> None:
    delay = draw.uniform(0, LONGEST_JUDGING)
    crash_judging.prepare(home)
    found = crash_judging.survive(home, victim, delay)
    print(f"{home.name}: killed {delay:.2f} s into judging: {found}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
